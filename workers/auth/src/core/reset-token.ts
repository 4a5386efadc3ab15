/** One-time reset tokens: 32 random bytes, known to the store only by their digest. Pure. */
import { createHash } from "node:crypto";

/** Life of a one-time password link: 30 minutes. */
export const RESET_LIFE_SECONDS = 1800;

/** Gives the digest under which a token is kept, or null for what was never one. */
export function resetDigest(token: string): string | null {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return null;
  return createHash("sha256").update(token).digest("base64url");
}
