/** A posted form and the change it asks for, in both directions. Pure. */
import {
  CART_LINES_MAX,
  CART_QUANTITY_MAX,
  type CartLine,
  SKU,
} from "@edgemart/contracts/cart-lines";
import type { CartChange } from "./cart-change.ts";
import { cartIn, textOf } from "./cart-cookie.ts";

/** The change that puts a line back. */
export type Restorable = Extract<CartChange, { kind: "restore" }>;

/** A product's form without script: it names the product and its options instead of a SKU. */
export interface Choice {
  kind: "choose";
  slug: string;
  quantity: number;
}

/** A form of ours whose quantity is none. */
export interface WrongQuantity {
  kind: "wrong_quantity";
  /** The page below the language that says so. */
  page: string;
}

/** As much of a posted form as is read here. */
export interface CartFields {
  text(name: string): string;
  all(name: string): string[];
}

const SLUG = /^[a-z0-9-]{1,120}$/;
const PRICE = /^\d{1,12}$/;

/**
 * Reads a change from `do` (add, set, restore, accept) and its fields; null for what no form of ours sends.
 *
 * `sku` or `slug`, and `quantity` (before it `to`, of a pressed button): none at all is 1 when adding, 0 removes a
 * line. `saw` and `seen` say what the shopper had before them, `line` and `at` what was where.
 */
export function cartChange({ text, all }: CartFields): CartChange | Choice | WrongQuantity | null {
  const sku = SKU.test(text("sku")) ? text("sku") : null;
  const typed = (text("to") || text("quantity")).trim();
  const quantity = countIn(typed, CART_QUANTITY_MAX);
  switch (text("do")) {
    case "add": {
      const slug = SLUG.test(text("slug")) ? text("slug") : null;
      if (!sku && !slug) return null;
      const count = typed === "" ? 1 : quantity;
      if (!count) return wrongQuantity(slug);
      if (sku) return { kind: "add", sku, quantity: count };
      return slug ? { kind: "choose", slug, quantity: count } : null;
    }
    case "set": {
      if (!sku) return null;
      if (quantity === null) return wrongQuantity(null);
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

/** Writes the fields that `cartChange` reads as `change`. */
export function changeForm(change: CartChange): URLSearchParams {
  const form = new URLSearchParams({ do: change.kind });
  switch (change.kind) {
    case "add":
    case "set":
      form.set("sku", change.sku);
      form.set("quantity", `${change.quantity}`);
      if (change.kind === "set" && change.saw !== null) form.set("saw", `${change.saw}`);
      break;
    case "restore":
      form.set("line", lineText(change.line));
      form.set("at", `${change.at}`);
      break;
    case "accept":
      for (const [sku, price] of change.seen) form.append("seen", `${sku}:${price}`);
  }
  return form;
}

/** Writes a line as the cookie does: no character of it needs escaping in an address. */
export function lineText(line: CartLine): string {
  return textOf({ base: { kind: "guest" }, lines: [line] }).slice(1);
}

/** Reads the removed line and its place from an address or a form; null for none of ours. */
export function restorable(text: unknown, at: unknown): Restorable | null {
  if (typeof text !== "string" || typeof at !== "string") return null;
  const place = countIn(at, CART_LINES_MAX);
  const [line] = cartIn(`~${text}`).lines;
  return line && place !== null ? { kind: "restore", line, at: place } : null;
}

function wrongQuantity(slug: string | null): WrongQuantity {
  const page = slug ? `/products/${slug}?notice=quantity#buy` : "/cart?notice=quantity";
  return { kind: "wrong_quantity", page };
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
