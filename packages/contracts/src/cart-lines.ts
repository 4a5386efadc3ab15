/** Lines of a cart: bounds, what may be done to them, and the one rule two carts are merged by. Pure, and free of zod. */

/** As many as a guest's cookie holds with room to spare. */
export const CART_LINES_MAX = 40;
export const CART_QUANTITY_MAX = 99;
/** What a cart remembers of a price: wider than what a price may be set to, so that no older cart is refused. */
export const PRICE_SEEN_MINOR_MAX = 999_999_999_999;

/** A SKU a cart can hold: no character that ends a cookie's value or one of its parts. */
export const SKU = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export interface CartLine {
  sku: string;
  quantity: number;
  /** Price the shopper last agreed to, in minor units; null when the catalogue could not say it. */
  priceSeenMinor: number | null;
}

/** One thing a shopper does to a cart. */
export type CartChange =
  | { kind: "add"; line: CartLine }
  /** Quantity 0 takes the line away. */
  | { kind: "set"; sku: string; quantity: number }
  /** Puts a line back at its place; one that is there already stays as it is. */
  | { kind: "restore"; line: CartLine; at: number }
  /** Agrees to these prices. */
  | { kind: "accept"; prices: ReadonlyMap<string, number> };

/**
 * Gives the lines after a change; bounds hold whatever is asked.
 *
 * @returns null when the cart is full and the change would begin another line
 */
export function changedLines(lines: readonly CartLine[], change: CartChange): CartLine[] | null {
  switch (change.kind) {
    case "add": {
      const known = lines.find(({ sku }) => sku === change.line.sku);
      if (!known) return lines.length < CART_LINES_MAX ? [...lines, change.line] : null;
      const quantity = Math.min(CART_QUANTITY_MAX, known.quantity + change.line.quantity);
      const { priceSeenMinor } = change.line;
      return lines.map((line) => (line === known ? { ...line, quantity, priceSeenMinor } : line));
    }
    case "set": {
      const quantity = Math.min(CART_QUANTITY_MAX, change.quantity);
      if (quantity < 1) return lines.filter(({ sku }) => sku !== change.sku);
      return lines.map((line) => (line.sku === change.sku ? { ...line, quantity } : line));
    }
    case "restore":
      if (lines.some(({ sku }) => sku === change.line.sku)) return [...lines];
      return lines.length < CART_LINES_MAX ? lines.toSpliced(change.at, 0, change.line) : null;
    case "accept":
      return lines.map((line) => ({
        ...line,
        priceSeenMinor: change.prices.get(line.sku) ?? line.priceSeenMinor,
      }));
  }
}

/**
 * Merges a guest's cart into a member's: the larger quantity of each SKU, the member's lines first.
 *
 * The larger and not the sum, so that merging twice is merging once: a sign-in posted twice, or from a second tab,
 * buys nothing more. What does not fit is left out.
 */
export function mergedLines(mine: readonly CartLine[], guests: readonly CartLine[]): CartLine[] {
  const bySku = new Map(mine.map((line) => [line.sku, line]));
  for (const line of guests) {
    const known = bySku.get(line.sku);
    if (!known || known.quantity < line.quantity) bySku.set(line.sku, line);
  }
  return [...bySku.values()].slice(0, CART_LINES_MAX);
}

/** Tells whether two carts hold the same, order and seen prices included. */
export function sameLines(a: readonly CartLine[], b: readonly CartLine[]): boolean {
  const text = (lines: readonly CartLine[]) =>
    lines.map((line) => `${line.sku}:${line.quantity}:${line.priceSeenMinor}`).join();
  return text(a) === text(b);
}
