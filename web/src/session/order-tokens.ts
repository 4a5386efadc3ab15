/** The tokens of a guest's orders in one HttpOnly cookie: the newest eight. Pure. @see specs/orders.md 46 */
import { readCookie, setCookie } from "./cookies.ts";

/** Orders one browser keeps the right to. */
export const ORDERS_KEPT = 8;
const LIFE_SECONDS = 180 * 86_400;
const PAIR = /^(ord_[0-7][0-9a-hjkmnp-tv-z]{25}):(ot1\.[A-Za-z0-9_-]{43})$/;

/** The right to one order. */
export interface OrderRight {
  id: string;
  token: string;
}

/** Reads the rights of a `Cookie` header, the newest first; what is not of our form is left out. */
export function readOrderRights(header: string | null | undefined, name: string): OrderRight[] {
  const parts = (readCookie(header, name) ?? "").split("~", ORDERS_KEPT);
  return parts.flatMap((part) => {
    const [, id, token] = PAIR.exec(part) ?? [];
    return id && token ? [{ id, token }] : [];
  });
}

/** Gives the token of one order; null where this browser has none. */
export function orderTokenOf(
  header: string | null | undefined,
  name: string,
  id: string,
): string | null {
  return readOrderRights(header, name).find((right) => right.id === id)?.token ?? null;
}

/** Writes the `Set-Cookie` that keeps a right as the newest; the oldest beyond eight goes. */
export function orderRightCookie(
  header: string | null | undefined,
  name: string,
  right: OrderRight,
): string {
  const others = readOrderRights(header, name).filter(({ id }) => id !== right.id);
  return orderRightsCookie(name, [right, ...others].slice(0, ORDERS_KEPT));
}

/** Writes the `Set-Cookie` that keeps these rights and no other; without any the cookie ends. */
export function orderRightsCookie(name: string, rights: readonly OrderRight[]): string {
  const text = rights.map(({ id, token }) => `${id}:${token}`).join("~");
  return setCookie(name, text, { maxAge: text ? LIFE_SECONDS : 0, httpOnly: true });
}
