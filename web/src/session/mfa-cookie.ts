/** A sign-in that waits for a second factor, kept by the browser in an HttpOnly cookie: its challenge opens nothing by itself. Pure. @see specs/identity.md 47 */
import { MfaChallenge, MfaMethod, type MfaRequired } from "@edgemart/contracts/mfa";
import { encodeBase64Url } from "@edgemart/worker-kit/base64url";
import { z } from "zod";
import { readCookie, setCookie } from "./cookies.ts";
import { unpack } from "./flash.ts";

const Waiting = z.object({
  challenge: MfaChallenge,
  methods: z.array(MfaMethod).max(3),
  remember: z.boolean(),
});
/** What waits, and by what it is finished. */
export type WaitingSignIn = z.infer<typeof Waiting>;

/** Writes the `Set-Cookie` that keeps a sign-in for as long as auth does. */
export function mfaCookie(name: string, asked: MfaRequired, remember: boolean): string {
  const { challenge, expiresIn, methods } = asked;
  const text = JSON.stringify({ challenge, methods, remember });
  const value = encodeBase64Url(new TextEncoder().encode(text));
  return setCookie(name, value, { maxAge: expiresIn, httpOnly: true });
}

/** The sign-in a browser holds; null without one. */
export function readWaitingSignIn(cookie: string | null, name: string): WaitingSignIn | null {
  return unpack(Waiting, readCookie(cookie, name));
}

/** Writes the `Set-Cookie` that ends it. */
export function clearedMfa(name: string): string {
  return setCookie(name, "", { maxAge: 0, httpOnly: true });
}
