/** The cart a browser holds: one small cookie that forms and scripts can read. Whatever is in it is read safely. Pure. */
import {
  CART_LINES_MAX,
  CART_QUANTITY_MAX,
  type CartLine,
  PRICE_SEEN_MINOR_MAX,
  SKU,
} from "@edgemart/contracts/cart-lines";
import { readCookie, setCookie } from "#session/cookies.ts";

/**
 * What the lines are: `mirror` a copy of the member's cart of that version; `guest` lines that no one else knows, also
 * those of a member whose service was unavailable when they were changed.
 */
export type CartBase = { kind: "guest" } | { kind: "mirror"; version: number };

/** A cart as the cookie holds it. */
export interface CookieCart {
  base: CartBase;
  lines: CartLine[];
}

const LIFE_SECONDS = 180 * 86_400;
const EMPTY: CookieCart = { base: { kind: "guest" }, lines: [] };

/** Names the cookie; without its prefix for browsers that refuse Secure cookies on http://localhost. */
export function cartCookieName(withoutPrefix: boolean): string {
  return withoutPrefix ? "cart" : "__Host-cart";
}

/** Reads the cart of a `Cookie` header; what is not of a line's form is left out, what is too much is cut. */
export function readCartCookie(header: string | null | undefined, name: string): CookieCart {
  return cartIn(readCookie(header, name) ?? "");
}

/** The same of a cookie's value. */
export function cartIn(text: string): CookieCart {
  const [base = "", ...parts] = text.split("~", CART_LINES_MAX + 1);
  const lines = new Map<string, CartLine>();
  for (const part of parts) {
    const line = lineOf(part);
    if (line && !lines.has(line.sku)) lines.set(line.sku, line);
  }
  return { base: baseOf(base), lines: [...lines.values()] };
}

/** Writes `Set-Cookie`; an empty guest's cart leaves no cookie. */
export function cartCookie(name: string, cart: CookieCart): string {
  const text = textOf(cart);
  return setCookie(name, text, { maxAge: text ? LIFE_SECONDS : 0, httpOnly: false });
}

/**
 * Writes a cart as a cookie's value: `12~OND-0001-WHITE:2:26000~…`, the version copied, then `sku:quantity:price seen`.
 * A guest's begins with `~`; an empty guest's cart is an empty text.
 */
export function textOf({ base, lines }: CookieCart): string {
  if (base.kind === "guest" && lines.length === 0) return "";
  const head = base.kind === "guest" ? "" : String(base.version);
  const rows = lines.map(
    ({ sku, quantity, priceSeenMinor }) =>
      `${sku}:${quantity}${priceSeenMinor === null ? "" : `:${priceSeenMinor}`}`,
  );
  return [head, ...rows].join("~");
}

function baseOf(text: string): CartBase {
  return /^[1-9]\d{0,8}$/.test(text) ? { kind: "mirror", version: Number(text) } : EMPTY.base;
}

function lineOf(part: string): CartLine | null {
  const [sku = "", count = "", seen] = part.split(":");
  const quantity = /^\d{1,4}$/.test(count) ? Math.min(CART_QUANTITY_MAX, Number(count)) : 0;
  if (!SKU.test(sku) || quantity < 1) return null;
  const price = seen !== undefined && /^\d{1,12}$/.test(seen) ? Number(seen) : null;
  return {
    sku,
    quantity,
    priceSeenMinor: price !== null && price <= PRICE_SEEN_MINOR_MAX ? price : null,
  };
}
