/** The cookie of a sign-in that waits for a second factor. */
import { describe, expect, test } from "vitest";
import { clearedMfa, mfaCookie, readWaitingSignIn } from "./mfa-cookie.ts";

const CHALLENGE = "a".repeat(43);
const NAME = "__Host-Http-mfa";

describe("identity 47: a sign-in that waits", () => {
  const asked = {
    ...{ status: "mfa_required" as const, challenge: CHALLENGE, expiresIn: 300 },
    methods: ["totp" as const, "recovery" as const],
  };

  test("is kept for five minutes where no script reads it, and read back", () => {
    const cookie = mfaCookie(NAME, asked, true);
    expect(cookie).toMatch(/; Path=\/; Max-Age=300; Secure; HttpOnly; SameSite=Lax$/);
    const [pair = ""] = cookie.split(";");
    expect(readWaitingSignIn(pair, NAME)).toEqual({
      ...{ challenge: CHALLENGE, methods: ["totp", "recovery"], remember: true },
    });
  });

  test("anything that is not ours is none, and it is taken away", () => {
    for (const value of ["x", "e30", Buffer.from('{"challenge":1}').toString("base64url")]) {
      expect(readWaitingSignIn(`${NAME}=${value}`, NAME)).toBeNull();
    }
    expect(clearedMfa(NAME)).toContain("Max-Age=0");
  });
});
