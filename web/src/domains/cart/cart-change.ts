/** What a shopper does to a cart, from the posted form to the lines that are kept, and what becomes of it. Pure. */
import { CART_LINES_MAX, CART_QUANTITY_MAX, type CartLine } from "@edgemart/contracts/cart-lines";
import type { VariantCard } from "@edgemart/contracts/variant-card";

/** One change; what it costs is not in it, the catalog is asked. */
export type CartChange =
  | { kind: "add"; sku: string; quantity: number }
  /** Quantity 0 removes the line. `saw`: how many the shopper saw when asking; null when the form does not say. */
  | { kind: "set"; sku: string; quantity: number; saw: number | null }
  /** Puts a removed line back at its place, unless its SKU is there already. */
  | { kind: "restore"; line: CartLine; at: number }
  /** Agrees to the prices that were shown, by SKU in minor units. */
  | { kind: "accept"; seen: ReadonlyMap<string, number> };

/** Why a change was not made, or not all of it. `changed`: the cart or a price is not as the shopper saw it. */
export type CartProblem = "gone" | "sold_out" | "limited" | "full" | "changed";

/** What a change makes of a cart. */
export interface Changed {
  lines: readonly CartLine[];
  problem: CartProblem | null;
  /** The line that was removed, and its place. */
  removed: { line: CartLine; at: number } | null;
}

/** A change that can be tried on any state of the cart: another tab or device may have written in between. */
export type Step = (lines: readonly CartLine[]) => Changed;

/** What of a variant a change depends on. */
export type Offer = Pick<VariantCard, "sku" | "isSold" | "availableMax" | "price">;

/** The step that changes nothing. */
export function unchanged(lines: readonly CartLine[]): Changed {
  return { lines, problem: null, removed: null };
}

/**
 * Makes a change on lines; the bounds of a cart hold whatever is asked.
 *
 * @param offers what the catalog says of the cart's SKUs now; null when it could not be asked: then a change still
 *   counts, and its price is asked again before anything is bought
 */
export function changedCart(
  lines: readonly CartLine[],
  change: CartChange,
  offers: readonly Offer[] | null,
): Changed {
  switch (change.kind) {
    case "add":
      return added(lines, change, offers);
    case "set":
      return set(lines, change);
    case "restore": {
      const { line, at } = change;
      if (lines.some(({ sku }) => sku === line.sku)) return unchanged(lines);
      if (lines.length >= CART_LINES_MAX) return refused(lines, "full");
      return unchanged(lines.toSpliced(at, 0, line));
    }
    case "accept":
      return accepted(lines, change.seen, offers ?? []);
  }
}

function refused(lines: readonly CartLine[], problem: CartProblem): Changed {
  return { lines, problem, removed: null };
}

type Kind<K extends CartChange["kind"]> = Extract<CartChange, { kind: K }>;

/** Adds up with what is there, and agrees to the price of now. */
function added(
  lines: readonly CartLine[],
  { sku, quantity }: Kind<"add">,
  offers: readonly Offer[] | null,
): Changed {
  const offer = offers?.find((each) => each.sku === sku);
  if (offers && !offer?.isSold) return refused(lines, "gone");
  if (offer && offer.availableMax < 1) return refused(lines, "sold_out");
  const known = lines.find((line) => line.sku === sku);
  if (!known && lines.length >= CART_LINES_MAX) return refused(lines, "full");
  const wanted = Math.min(CART_QUANTITY_MAX, (known?.quantity ?? 0) + quantity);
  const isOver = offer !== undefined && wanted > offer.availableMax;
  const line: CartLine = {
    sku,
    quantity: isOver ? offer.availableMax : wanted,
    priceSeenMinor: offer?.price.amountMinor ?? null,
  };
  return {
    lines: known ? lines.map((each) => (each === known ? line : each)) : [...lines, line],
    problem: isOver ? "limited" : null,
    removed: null,
  };
}

/** Changes the line the shopper saw, or leaves the cart as it is: another tab or device has changed that line. */
function set(lines: readonly CartLine[], { sku, quantity, saw }: Kind<"set">): Changed {
  const at = lines.findIndex((line) => line.sku === sku);
  const line = lines[at];
  const now = line?.quantity ?? 0;
  if (saw !== null && now !== saw && now !== quantity) return refused(lines, "changed");
  if (!line) return unchanged(lines);
  if (quantity < 1) {
    return { lines: lines.toSpliced(at, 1), problem: null, removed: { line, at } };
  }
  const changed = { ...line, quantity: Math.min(CART_QUANTITY_MAX, quantity) };
  return unchanged(lines.with(at, changed));
}

/** A price that was shown to no one is agreed to by no one; nor is one that has changed since it was shown. */
function accepted(
  lines: readonly CartLine[],
  seen: ReadonlyMap<string, number>,
  offers: readonly Offer[],
): Changed {
  const now = offers.filter(({ sku }) => seen.has(sku));
  const same = now.filter(({ sku, price }) => seen.get(sku) === price.amountMinor);
  const prices = new Map(same.map(({ sku, price }) => [sku, price.amountMinor]));
  return {
    lines: lines.map((line) => ({
      ...line,
      priceSeenMinor: prices.get(line.sku) ?? line.priceSeenMinor,
    })),
    problem: same.length < now.length ? "changed" : null,
    removed: null,
  };
}

/** Tells whether two carts hold the same, order and seen prices included. */
export function sameLines(a: readonly CartLine[], b: readonly CartLine[]): boolean {
  const text = (lines: readonly CartLine[]) =>
    lines.map((line) => `${line.sku}:${line.quantity}:${line.priceSeenMinor}`).join();
  return text(a) === text(b);
}
