/** An authenticator app: makes the code that a secret has at a moment (RFC 6238, SHA-1, 6 digits, 30 s). By itself, so that it can disagree with the shop. */
import { createHmac } from "node:crypto";

const STEP_SECONDS = 30;

/** The time step of a moment. */
export function stepAt(ms: number): number {
  return Math.floor(ms / 1000 / STEP_SECONDS);
}

/** Gives the code. @param secret Base32, as it is shown */
export function codeAt(secret: string, ms: number): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(stepAt(ms)));
  const mac = createHmac("sha1", base32(secret)).update(message).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

function base32(text: string): Buffer {
  let bits = "";
  for (const letter of text.toUpperCase())
    bits += LETTERS.indexOf(letter).toString(2).padStart(5, "0");
  const bytes = bits.match(/[01]{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}
