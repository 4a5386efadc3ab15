/** Whether a token was ended by a mark in Redis. Pure. */
import type { Identity } from "@edgemart/contracts/identity";
import { isVoidedBy } from "@edgemart/redis/void-marks";

/**
 * Tells whether a token was ended.
 *
 * @param session mark of `rev:s:…`, or null: any mark ends it
 * @param member   mark of `rev:m:…`, or null
 * @param everyone mark of `rev:all`, or null
 */
export function isRevoked(
  { era, issuedAt, memberVersion }: Identity,
  session: string | null,
  member: string | null,
  everyone: string | null = null,
): boolean {
  return (
    session !== null ||
    isVoidedBy(member, { issuedAt, made: memberVersion }) ||
    isVoidedBy(everyone, { issuedAt, made: era })
  );
}
