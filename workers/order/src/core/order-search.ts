/** What staff type to find an order, as the values it is compared with. Pure. @see specs/orders.md 42 */
import { normalizeEmail } from "@edgemart/contracts/email";

/** Beginnings of a number, an e-mail and a name, and the end of a telephone number; null where the text can be none. */
export interface OrderSearch {
  number: string | null;
  email: string | null;
  name: string | null;
  /** Digits, the last one first. */
  phoneReversed: string | null;
}

const NUMBER_SIGNS = /^[0-9A-HJKMNP-TV-Z]{2,10}$/;
const PHONE_DIGITS_MIN = 4;

/** Reads what was typed; each of its meanings is looked for by an index. */
export function orderSearch(text: string): OrderSearch {
  return {
    number: numberOf(text),
    email: /\s/.test(text) ? null : (normalizeEmail(text) ?? text.toLowerCase()),
    name: text.includes("@") ? null : text,
    phoneReversed: phoneOf(text),
  };
}

/** `7kq2m4` → `7KQ2-M4`: hyphens are where the number has them. */
function numberOf(text: string): string | null {
  const signs = text.toUpperCase().replaceAll("-", "");
  if (!NUMBER_SIGNS.test(signs)) return null;
  return [signs.slice(0, 4), signs.slice(4, 8), signs.slice(8)].filter(Boolean).join("-");
}

/** The same telephone is written `010-…` and `+82 10-…`: the digits behind either are compared. */
function phoneOf(text: string): string | null {
  if (!/^\+?[\d\s-]+$/.test(text)) return null;
  const digits = text.replaceAll(/\D/g, "").replace(/^(82|0)(?=\d{8})/, "");
  if (digits.length < PHONE_DIGITS_MIN) return null;
  return [...digits].reverse().join("");
}
