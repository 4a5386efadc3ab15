/** A set as a Bloom filter: never forgets what was put in, and takes a few strangers for members. Pure. */
import { createHash } from "node:crypto";

/** A filter as data. */
export interface BloomFilter {
  /** Number of positions; `bytes` holds eight in each. */
  bits: number;
  /** Positions of one entry, at most 16. */
  hashes: number;
  bytes: Uint8Array;
}

/** Tells whether a text may be in the set; false is certain. */
export function mayHold(filter: BloomFilter, text: string): boolean {
  return positionsOf(filter, text).every(
    (at) => ((filter.bytes[at >> 3] ?? 0) & (1 << (at & 7))) !== 0,
  );
}

/** Puts a text in. */
export function put(filter: BloomFilter, text: string): void {
  for (const at of positionsOf(filter, text)) {
    filter.bytes[at >> 3] = (filter.bytes[at >> 3] ?? 0) | (1 << (at & 7));
  }
}

/** Words of one SHA-512 are independent enough, and it costs a microsecond, far less than a password hash. */
function positionsOf({ bits, hashes }: BloomFilter, text: string): number[] {
  const digest = createHash("sha512").update(text).digest();
  return Array.from({ length: hashes }, (_, word) => digest.readUInt32LE(word * 4) % bits);
}
