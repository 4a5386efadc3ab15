import type { Identity } from "@edgemart/contracts/identity";
import { describe, expect, test } from "vitest";
import { isKnownLive, noteLive } from "./live-sessions.ts";
import { isRevoked } from "./revoked.ts";
import { recallIdentity, rememberIdentity } from "./token-cache.ts";

const identity = (change: Partial<Identity> = {}): Identity => ({
  memberId: "mem_1",
  sessionId: `ses_${crypto.randomUUID()}`,
  role: "member",
  amr: ["pwd"],
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

  test("5 000 sessions are remembered, and then all are asked for anew", () => {
    // What other tests noted here is forgotten on the way.
    const noted = Array.from({ length: 10_001 }, () => {
      const one = identity();
      noteLive(one, 20_000);
      return one;
    });
    const known = noted.map((one) => isKnownLive(one, 20_001));
    const begun = known.indexOf(true);
    // From some note on all are known, those before it are not, and never more than there is room for.
    expect(known.slice(begun)).toEqual(known.slice(begun).map(() => true));
    expect(begun).toBeGreaterThan(5_000);
    expect(known.length - begun).toBeGreaterThan(0);
    for (const fill of noted.slice(0, 5_000 - (known.length - begun))) noteLive(fill, 20_000);
    expect(isKnownLive(noted[begun] as Identity, 20_001)).toBe(true);
    noteLive(identity(), 20_000);
    expect(isKnownLive(noted[begun] as Identity, 20_001)).toBe(false);
  });

  test("a session without an era or a version is not another one that has the same text for both", () => {
    const one = { ...identity(), memberVersion: 3 };
    noteLive(one, 30_000);
    const others = [
      { ...one, memberVersion: undefined, era: 3 },
      { ...one, era: 0 },
    ];
    expect(others.map((other) => isKnownLive(other, 30_001))).toEqual([false, false]);
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

  test("2 000 of them: the oldest makes room, and no other one", () => {
    for (let number = 0; number < 2_001; number++)
      rememberIdentity(`t${number}`, identity(), 1_000);
    const known = (number: number) => recallIdentity(`t${number}`, 1_001) !== null;
    expect([0, 1, 2, 1_999, 2_000].map(known)).toEqual([false, true, true, true, true]);
    rememberIdentity("t2001", identity(), 1_000);
    expect([1, 2, 2_001].map(known)).toEqual([false, true, true]);
  });
});
