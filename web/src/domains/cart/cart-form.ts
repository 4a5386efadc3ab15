/** What a posted form asks of the cart. Pure. */
import { CART_LINES_MAX, CART_QUANTITY_MAX, SKU } from "@edgemart/contracts/cart-lines";
import { cartIn, textOf } from "./cart-cookie.ts";

export type CartWish =
  | { kind: "add"; what: { sku: string } | { slug: string }; quantity: number }
  /** `saw`: how many the shopper saw when asking; null when the form does not say. */
  | { kind: "set"; sku: string; quantity: number; saw: number | null }
  /** Puts a line back where it was. */
  | { kind: "restore"; sku: string; quantity: number; at: number; seenMinor: number | null }
  /** `seen`: the prices that were shown, by SKU. */
  | { kind: "accept"; seen: ReadonlyMap<string, number> };

/** What a form puts back. */
export type Restorable = Extract<CartWish, { kind: "restore" }>;

/** A form of ours whose quantity is none. */
export type WrongQuantity = { kind: "wrong_quantity"; slug: string | null };

/** As much of a posted form as is read here. */
export interface CartFields {
  text(name: string): string;
  all(name: string): string[];
}

const SLUG = /^[a-z0-9-]{1,120}$/;
const PRICE = /^\d{1,12}$/;

/**
 * Reads `do` (add, set, restore, accept), `sku` or `slug`, and `quantity` (`to` of a pressed button before it); null for what no form of ours sends.
 *
 * No quantity at all is 1 when adding; 0 takes a line away. `saw` and `seen` say what the shopper had before them, `line`
 * and `at` what stood where.
 */
export function cartWish({ text, all }: CartFields): CartWish | WrongQuantity | null {
  const sku = text("sku");
  const typed = (text("to") || text("quantity")).trim();
  const quantity = countIn(typed, CART_QUANTITY_MAX);
  const isSku = SKU.test(sku);
  const slug = SLUG.test(text("slug")) ? text("slug") : null;
  switch (text("do")) {
    case "add": {
      const what = isSku ? { sku } : slug ? { slug } : null;
      if (!what) return null;
      const count = typed === "" ? 1 : quantity;
      return count ? { kind: "add", what, quantity: count } : { kind: "wrong_quantity", slug };
    }
    case "set": {
      if (!isSku) return null;
      if (quantity === null) return { kind: "wrong_quantity", slug: null };
      return { kind: "set", sku, quantity, saw: countIn(text("saw"), CART_QUANTITY_MAX) };
    }
    case "restore":
      return restorable(text("line"), text("at"));
    case "accept":
      return { kind: "accept", seen: pricesIn(all("seen")) };
    default:
      return null;
  }
}

/** A line as the cookie writes one: no character of it needs escaping in an address. */
export function lineText(sku: string, quantity: number, priceSeenMinor: number | null): string {
  const line = { sku, quantity, priceSeenMinor };
  return textOf({ base: { kind: "guest" }, lines: [line] }).slice(1);
}

/** The line such a text says was taken away, and where it stood; null for none of ours. */
export function restorable(line: unknown, at: unknown): Restorable | null {
  if (typeof line !== "string" || typeof at !== "string") return null;
  const place = countIn(at, CART_LINES_MAX);
  const [found] = cartIn(`~${line}`).lines;
  if (!found || place === null) return null;
  const { sku, quantity, priceSeenMinor: seenMinor } = found;
  return { kind: "restore", sku, quantity, at: place, seenMinor };
}

function countIn(text: string, max: number): number | null {
  return /^\d{1,2}$/.test(text) && Number(text) <= max ? Number(text) : null;
}

/** `SKU:26000`, one a line. */
function pricesIn(pairs: readonly string[]): Map<string, number> {
  const read = pairs.slice(0, CART_LINES_MAX).map((pair) => pair.split(":"));
  return new Map(
    read.flatMap(([sku = "", price = ""]) => (PRICE.test(price) ? [[sku, Number(price)]] : [])),
  );
}
