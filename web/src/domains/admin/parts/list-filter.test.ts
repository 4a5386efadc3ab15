import { err, ok } from "@edgemart/contracts/result";
import { describe, expect, test } from "vitest";
import { MEMBER_FILTER } from "../members/member-filter.ts";
import { PRODUCT_FILTER } from "../products/product-filter.ts";
import { fromCursor } from "./list-filter.ts";

describe("the address of a list", () => {
  test("keeps what is chosen and drops what is not known", () => {
    const filter = MEMBER_FILTER.read({ q: " mina ", role: "admin", status: "x", evil: "1" });
    expect(MEMBER_FILTER.query(filter)).toEqual({ limit: "25", q: "mina", role: "admin" });
    expect(MEMBER_FILTER.path(filter, "abc")).toBe("/admin/members?q=mina&role=admin&cursor=abc");
    expect(MEMBER_FILTER.path(MEMBER_FILTER.read({}), "")).toBe("/admin/members");
    const asked = { status: "draft", category: "lamps", brand: "onda", cursor: "c1" };
    expect(PRODUCT_FILTER.read(asked)).toEqual({ q: "", ...asked });
  });
  test.each([
    { q: ["a", "b"], role: ["admin"] },
    { q: "\0", cursor: "a b" },
    { cursor: "x".repeat(600) },
    { role: "ADMIN", status: "Active" },
  ])("a wrong value is none: %j", (params) => {
    expect(MEMBER_FILTER.query(MEMBER_FILTER.read(params))).toEqual({ limit: "25" });
  });
});

describe("a list from a cursor", () => {
  const ask = (fails: boolean) => {
    const asked: string[] = [];
    const list = async ({ cursor }: { cursor: string }) => {
      asked.push(cursor);
      return fails && cursor ? err("invalid_query") : ok(cursor);
    };
    return { asked, list };
  };
  test("that leads nowhere begins anew, once", async () => {
    const { asked, list } = ask(true);
    expect(await fromCursor({ cursor: "old" }, list)).toEqual(ok(""));
    expect(asked).toEqual(["old", ""]);
  });
  test("that is good, or is none, is asked for once", async () => {
    for (const cursor of ["good", ""]) {
      const { asked, list } = ask(false);
      expect(await fromCursor({ cursor }, list)).toEqual(ok(cursor));
      expect(asked).toEqual([cursor]);
    }
  });
});
