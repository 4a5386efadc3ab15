import type { Identity, Role } from "@edgemart/contracts/identity";
import { describe, expect, test } from "vitest";
import { refusalOf } from "./refusal.ts";

const as = (role: Role, ...amr: string[]): Identity => ({
  memberId: "mem_1",
  sessionId: "ses_1",
  role,
  amr: amr.length > 0 ? amr : ["pwd", "otp"],
  authTime: 0,
  issuedAt: 0,
  expiresAt: 0,
});

describe("auth 36, 63: who may use a row", () => {
  test.each([
    ["public", null, null, null],
    ["optional", null, null, null],
    ["member", "token_missing", null, null],
    ["admin", "token_missing", "forbidden", null],
  ] as const)("%s: anonymous %s, member %s, admin %s", (access, anonymous, member, admin) => {
    const all = [refusalOf(access, null), refusalOf(access, as("member"))];
    expect([...all, refusalOf(access, as("admin"))]).toEqual([anonymous, member, admin]);
  });
});

describe("identity 46, 56.51: what an administrator proved", () => {
  test.each([
    [["pwd"], "mfa_required"],
    [["fed"], "mfa_required"],
    [["pwd", "user"], "mfa_required"],
    [["pwd", "otp"], null],
    [["fed", "otp"], null],
    [["hwk", "user"], null],
    [["swk", "user"], null],
  ])("%j: %s", (amr, code) => {
    expect(refusalOf("admin", as("admin", ...amr))).toBe(code);
    // A member is no administrator whatever was proved, and needs nothing for its own.
    expect(refusalOf("admin", as("member", ...amr))).toBe("forbidden");
    expect(refusalOf("member", as("admin", ...amr))).toBeNull();
  });
});
