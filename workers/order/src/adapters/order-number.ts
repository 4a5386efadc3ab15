/** Makes order numbers: 10 random Crockford characters, which tell neither time nor count. @see specs/orders.md 14 */

const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** Makes a number such as `7KQ2-M4XT-9B`: 50 random bits. */
export function newOrderNumber(): string {
  // 32 signs divide 256: each is as probable as another.
  const signs = [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => SIGNS[byte % 32]);
  return `${signs.slice(0, 4).join("")}-${signs.slice(4, 8).join("")}-${signs.slice(8).join("")}`;
}
