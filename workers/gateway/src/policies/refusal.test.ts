import type { Identity, Role } from "@edgemart/contracts/identity";
import { describe, expect, test } from "vitest";
import { refusalOf } from "./refusal.ts";

const as = (role: Role): Identity => ({
  memberId: "mem_1",
  sessionId: "ses_1",
  role,
  amr: ["pwd", "otp"],
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
