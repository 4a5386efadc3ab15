/** Ids of holds: a digest of who asked, for which event, under which key, so that a repeat finds the same hold. Pure. @see specs/ticketing.md 29 */
import { createHash } from "node:crypto";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const SIGNS = 26;

/** Makes it. */
export function holdIdOf(member: string, event: string, key: string): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([member, event, key]))
    .digest();
  let rest = BigInt(`0x${digest.subarray(0, 16).toString("hex")}`);
  let text = "";
  // 26 signs of 5 bits hold the 128 bits, the first of them three.
  for (let n = 0; n < SIGNS; n++) {
    text = (ALPHABET[Number(rest & 31n)] ?? "") + text;
    rest >>= 5n;
  }
  return `shd_${text}`;
}
