/** Carts for tests that look drawn by lot and are the same at every run. */
import { CART_LINES_MAX, type CartLine } from "@edgemart/contracts/cart-lines";

/** Makes a line of a cart; the price is in minor units. */
export function line(sku: string, quantity = 1, priceSeenMinor: number | null = 100): CartLine {
  return { sku, quantity, priceSeenMinor };
}

/** Numbers from 0 to below `below` (mulberry32). */
export function lots(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A cart of any size, of SKUs `S0` to `S59`, each once. */
export function someCart(lot: (below: number) => number): CartLine[] {
  const size = lot(CART_LINES_MAX + 1);
  const lines = Array.from({ length: size }, () =>
    line(`S${lot(60)}`, 1 + lot(99), lot(5) || null),
  );
  return [...new Map(lines.map((each) => [each.sku, each])).values()];
}

/** Tells whether lines are within the bounds of a cart, each SKU once. */
export function isBounded(lines: readonly CartLine[]): boolean {
  return (
    lines.length <= CART_LINES_MAX &&
    new Set(lines.map(({ sku }) => sku)).size === lines.length &&
    lines.every(({ quantity }) => quantity >= 1 && quantity <= 99)
  );
}
