/**
 * What a browser keeps of the registration it began, until its link is used: the key by which it is known again, the
 * address, and where it was going. Pure. @see specs/identity.md 10
 */
import { BrowserKey } from "@edgemart/contracts/browser-key";
import { encodeBase64Url } from "@edgemart/worker-kit/base64url";
import { z } from "zod";
import { readCookie, setCookie } from "./cookies.ts";
import { unpack } from "./flash.ts";

/** As long as the link. */
const LIFE_SECONDS = 24 * 3600;

const Registration = z.object({
  key: BrowserKey,
  email: z.string().max(254),
  /** Checked where it is used. */
  back: z.string().max(1_000),
});
/** What is kept. */
export type Registration = z.infer<typeof Registration>;

/** Writes the `Set-Cookie` that keeps it. */
export function registrationCookie(name: string, registration: Registration): string {
  const bytes = new TextEncoder().encode(JSON.stringify(registration));
  return setCookie(name, encodeBase64Url(bytes), { maxAge: LIFE_SECONDS, httpOnly: true });
}

/** Reads it; null when there is none, or a malformed one. */
export function readRegistration(cookie: string | null, name: string): Registration | null {
  return unpack(Registration, readCookie(cookie, name));
}

/** Writes the `Set-Cookie` that deletes it. */
export function clearedRegistration(name: string): string {
  return setCookie(name, "", { maxAge: 0, httpOnly: true });
}
