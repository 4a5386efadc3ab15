/** Which of an event's objects of baskets a member meets: always the same. Pure. @see specs/ticketing.md 1, 33 */
import { createHash } from "node:crypto";

/** Objects of baskets that an event has. */
const SHARES = 32;

/** Names it. */
export function basketShare(eventId: string, member: string): string {
  const digest = createHash("sha256").update(`${eventId} ${member}`).digest();
  return `${eventId}/${digest.readUInt8(0) % SHARES}`;
}
