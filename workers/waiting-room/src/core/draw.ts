/** The draw `edgemart-draw-1`: anyone who has the secret and the list computes the same order. Pure. @see specs/ticketing.md 18 */
import { createCipheriv, createHash } from "node:crypto";

/** Name of the draw; its bytes are part of the seed, so another version is another draw. */
export const DRAW_NAME = "edgemart-draw-1";
/** Bytes of a ticket's id, and of the secret. */
export const TICKET_BYTES = 16;
export const SECRET_BYTES = 32;

const BLOCK_BYTES = 64 * 1024;
const WORDS = 2 ** 32;

/** What is public before anyone has joined: it binds the shop to its secret. */
export function commitmentOf(secret: Uint8Array): Uint8Array {
  return sha256(secret);
}

/** The ids one after another, sorted bytewise: the list that the draw is of. */
export function listOf(ids: readonly Uint8Array[]): Uint8Array {
  const sorted = [...ids].sort(Buffer.compare);
  return new Uint8Array(Buffer.concat(sorted));
}

/** SHA-256 of name, secret and the list's own SHA-256. */
export function seedOf(secret: Uint8Array, list: Uint8Array): Uint8Array {
  return sha256(Buffer.concat([Buffer.from(DRAW_NAME), secret, sha256(list)]));
}

/**
 * Gives the place of each id of the list, from 1.
 *
 * Fisher–Yates from the last index down. `j` comes from big-endian 32-bit words of AES-256-CTR over zeros; a word at or
 * above the largest multiple of `i + 1` is skipped, so that each `j` is equally likely.
 *
 * @returns for each index of the sorted list its number
 */
export function drawPlaces(secret: Uint8Array, list: Uint8Array): Uint32Array {
  const count = list.length / TICKET_BYTES;
  if (!Number.isInteger(count)) throw new Error("the list is cut");
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  const words = wordsOf(seedOf(secret, list));
  for (let i = count - 1; i > 0; i -= 1) {
    const bound = Math.floor(WORDS / (i + 1)) * (i + 1);
    let word = words();
    while (word >= bound) word = words();
    const j = word % (i + 1);
    const [a = 0, b = 0] = [order[i], order[j]];
    order[i] = b;
    order[j] = a;
  }
  const places = new Uint32Array(count);
  order.forEach((index, at) => {
    places[index] = at + 1;
  });
  return places;
}

/** Words of the key stream, one for each call. */
function wordsOf(seed: Uint8Array): () => number {
  const cipher = createCipheriv("aes-256-ctr", seed, new Uint8Array(16));
  const zeros = new Uint8Array(BLOCK_BYTES);
  let block = Buffer.alloc(0);
  let at = 0;
  return () => {
    if (at === block.length) {
      block = cipher.update(zeros);
      at = 0;
    }
    const word = block.readUInt32BE(at);
    at += 4;
    return word;
  };
}

function sha256(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash("sha256").update(bytes).digest());
}
