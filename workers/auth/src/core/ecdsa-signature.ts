/** Reads the two numbers of an ECDSA signature in DER: what an authenticator with an elliptic key signs. Pure. */

const SEQUENCE = 0x30;
const INTEGER = 0x02;
/** P-521 in long form is no kind of passkey here: every length is one byte. */
const LENGTH_MAX = 0x7f;

/** An ECDSA signature; each number as its DER bytes, with the zero that keeps it positive. */
export interface EcdsaSignature {
  r: Uint8Array;
  s: Uint8Array;
}

/**
 * Takes a signature apart.
 *
 * @throws Error for whatever is not exactly a sequence of two integers
 * @see RFC 3279 §2.2.3
 */
export function readEcdsaSignature(bytes: Uint8Array): EcdsaSignature {
  const body = valueAt(bytes, 0, SEQUENCE);
  if (body.length + 2 !== bytes.length) throw new Error("bytes follow the signature");
  const r = valueAt(body, 0, INTEGER);
  const s = valueAt(body, r.length + 2, INTEGER);
  if (r.length + s.length + 4 !== body.length) throw new Error("more than two numbers");
  return { r, s };
}

function valueAt(bytes: Uint8Array, offset: number, tag: number): Uint8Array {
  const length = bytes[offset + 1];
  if (bytes[offset] !== tag || length === undefined || length === 0 || length > LENGTH_MAX) {
    throw new Error("not a signature in DER");
  }
  const value = bytes.subarray(offset + 2, offset + 2 + length);
  if (value.length !== length) throw new Error("the signature ends early");
  return value;
}
