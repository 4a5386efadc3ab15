/** Secrets are kept and compared by their digest. Pure. */
import { createHash, timingSafeEqual } from "node:crypto";

/** Gives the digest under which a secret is kept: SHA-256, base64url. */
export function digestOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

/** Compares two texts in a time that tells nothing of either. */
export function isSame(one: string, other: string): boolean {
  const bytes = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(bytes(one), bytes(other));
}
