import type { Identity } from "@edgemart/contracts/identity";
import { describe, expect, test } from "vitest";
import { isKnownLive, noteLive } from "./live-sessions.ts";
import { isRevoked } from "./revoked.ts";
import { recallIdentity, rememberIdentity } from "./token-cache.ts";

const identity = (change: Partial<Identity> = {}): Identity => ({
  memberId: "mem_1",
  sessionId: `ses_${crypto.randomUUID()}`,
  role: "member",
  authTime: 1_000,
  issuedAt: 1_000,
  expiresAt: 1_300,
  ...change,
});

describe("auth 51, 53: ended sessions", () => {
  test("an ended session is over, and a member's tokens from before the epoch are", () => {
    expect(isRevoked(identity(), null, null)).toBe(false);
    expect(isRevoked(identity(), "1", null)).toBe(true);
    expect(isRevoked(identity(), "", null)).toBe(true);
    expect(isRevoked(identity(), null, "1001")).toBe(true);
    expect(isRevoked(identity(), null, "1000")).toBe(false);
    expect(isRevoked(identity(), null, "999")).toBe(false);
    expect(isRevoked(identity(), null, null, "1001")).toBe(true);
    expect(isRevoked(identity(), null, "999", "1000")).toBe(false);
  });

  test("an epoch that is no number ends everything", () => {
    expect(isRevoked(identity(), null, "soon")).toBe(true);
  });

  test("a session is taken for live for 5 s from the question on", () => {
    const one = identity();
    expect(isKnownLive(one, 0)).toBe(false);
    noteLive(one, 10_000);
    expect(isKnownLive(one, 14_999)).toBe(true);
    expect(isKnownLive(one, 15_000)).toBe(false);
  });

  test("another session, and another token of the session, are asked for themselves", () => {
    const one = identity();
    noteLive(one, 10_000);
    expect(isKnownLive(identity(), 10_001)).toBe(false);
    expect(isKnownLive({ ...one, issuedAt: 900 }, 10_001)).toBe(false);
  });
});

describe("gateway 41: verified tokens are remembered", () => {
  test("for 60 s, never past their end", () => {
    rememberIdentity("long", identity({ expiresAt: 5_000 }), 1_000);
    expect(recallIdentity("long", 1_059)).not.toBeNull();
    expect(recallIdentity("long", 1_060)).toBeNull();
    rememberIdentity("short", identity({ expiresAt: 1_010 }), 1_000);
    expect(recallIdentity("short", 1_009)).not.toBeNull();
    expect(recallIdentity("short", 1_010)).toBeNull();
  });

  test("under their whole spelling: one that differs in any sign is not known", () => {
    const token = "aaaa.bbbb.cccc";
    rememberIdentity(token, identity({ expiresAt: 5_000 }), 1_000);
    expect(recallIdentity(token, 1_001)).not.toBeNull();
    for (const other of [
      `${token}=`,
      "aaaa.bbbb.ccc",
      "aaaa.bbbC.cccc",
      "Aaaa.bbbb.cccc",
      "cccc",
    ]) {
      expect(recallIdentity(other, 1_001)).toBeNull();
    }
  });

  test("2 000 of them: the oldest makes room", () => {
    for (let number = 0; number < 2_001; number++)
      rememberIdentity(`t${number}`, identity(), 1_000);
    expect(recallIdentity("t0", 1_001)).toBeNull();
    expect(recallIdentity("t2000", 1_001)).not.toBeNull();
  });
});
