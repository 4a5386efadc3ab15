import { describe, expect, test } from "vitest";
import { readCookie } from "./cookies.ts";
import { type Draft, draftCookie, readDraft } from "./draft.ts";

const NAME = "__Host-Http-draft";
const draft: Draft = {
  form: "address",
  owner: "mem_01k9z3v5e8f0r9t2m4w6y8a1bc",
  typed: { recipient: "김민아", line1: "서울특별시 성동구 가람길 12" },
};
const header = (cookie: string) => cookie.split(";")[0] ?? "";
const kept = header(draftCookie(NAME, draft));

describe("storefront 31: what was typed when a session ended", () => {
  test("comes back to its own form and its own member", () => {
    expect(readDraft(kept, NAME, draft.owner, "address")).toEqual(draft);
    expect(readDraft(kept, NAME, draft.owner, "profile", "address")).toEqual(draft);
  });
  test("is never shown to another member, nor on another form", () => {
    expect(readDraft(kept, NAME, "mem_01k9z3v5e8f0r9t2m4w6y8a1bd", "address")).toBeNull();
    expect(readDraft(kept, NAME, draft.owner, "profile")).toBeNull();
  });
  test("is hidden from scripts, bound to this host and gone after twenty minutes", () => {
    expect(draftCookie(NAME, draft)).toMatch(
      /; Path=\/; Max-Age=1200; Secure; HttpOnly; SameSite=Lax$/,
    );
  });
  test("always fits into a cookie: what is too long is left out, the longest first", () => {
    const long = { a: "가".repeat(500), b: "나".repeat(480), c: "다".repeat(400), d: "short" };
    const cookie = header(draftCookie(NAME, { ...draft, typed: long }));
    expect(readCookie(cookie, NAME)).not.toBeNull();
    expect(readDraft(cookie, NAME, draft.owner, "address")?.typed).toEqual({
      c: long.c,
      b: long.b,
      d: "short",
    });
  });
  test.each(["", "e30", "bm90IGpzb24"])("is nothing when malformed: %j", (value) => {
    expect(readDraft(`${NAME}=${value}`, NAME, draft.owner, "address")).toBeNull();
  });
});
