import { describe, expect, test } from "vitest";
import { memberListPath, memberQuery, readMemberFilter } from "./member-filter.ts";

describe("the member list's address", () => {
  test("keeps what is chosen and drops what nobody knows", () => {
    const filter = readMemberFilter({ q: " mina ", role: "admin", status: "x", evil: "1" });
    expect(memberQuery(filter)).toEqual({ limit: "25", q: "mina", role: "admin" });
    expect(memberListPath(filter, "abc")).toBe("/admin/members?q=mina&role=admin&cursor=abc");
    expect(memberListPath(readMemberFilter({}), "")).toBe("/admin/members");
  });
  test.each([
    { q: ["a", "b"], role: ["admin"] },
    { q: "\0", cursor: "a b" },
    { cursor: "x".repeat(600) },
    { role: "ADMIN", status: "Active" },
  ])("a wrong value is none: %j", (params) => {
    expect(memberQuery(readMemberFilter(params))).toEqual({ limit: "25" });
  });
});
