/** Tokens of unsubscribing: readable, with an HMAC over everything that is read from them. @see specs/notifications.md 27 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { categoryOfToken } from "@edgemart/contracts/unsubscribe";
import { currentKey, type KeyRing } from "@edgemart/worker-kit/key-ring";
import type { Refusal, UnsubscribeTokens } from "../ports/unsubscribe-tokens.ts";

/** Makes them. @param ring a key that leaves it ends the links of all mails made with it */
export function hmacUnsubscribeTokens(ring: KeyRing): UnsubscribeTokens {
  return {
    make: (refusal) => signed(currentKey(ring), ring.current, refusal),
    read(token) {
      const category = categoryOfToken(token);
      const [, kid = "", memberId = ""] = token.split(".");
      const key = ring.keys.get(kid);
      if (category === null || key === undefined) return null;
      const refusal = { memberId, category };
      // The text is compared, not the bytes it decodes to: two texts of base64url can mean the same bytes.
      return isSame(token, signed(key, kid, refusal)) ? refusal : null;
    },
  };
}

function signed(key: Uint8Array, kid: string, { memberId, category }: Refusal): string {
  const said = `u1.${kid}.${memberId}.${category}.email`;
  return `${said}.${createHmac("sha256", key).update(said).digest("base64url")}`;
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
