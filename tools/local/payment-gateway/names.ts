/** Random names that the gateway gives out. */
import { randomBytes, randomInt } from "node:crypto";

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Makes a name of `length` letters that no one can guess. */
export function randomName(prefix: string, length: number): string {
  return prefix + Array.from(randomBytes(length), (byte) => LETTERS[byte % 32]).join("");
}

/** Makes the key of a new payment. */
export function newPaymentKey(): string {
  return randomName("tlocal_", 24);
}

/** Makes the key of one movement of money. */
export function newTransactionKey(): string {
  return randomName("txrd_", 26);
}

/** Makes `length` random digits. */
export function randomDigits(length: number): string {
  return Array.from({ length }, () => randomInt(10)).join("");
}
