import { describe, expect, test } from "vitest";
import {
  CART_LINES_MAX,
  type CartChange,
  type CartLine,
  changedLines,
  mergedLines,
  sameLines,
} from "./cart-lines.ts";

const line = (sku: string, quantity = 1, priceSeenMinor: number | null = 100): CartLine => ({
  sku,
  quantity,
  priceSeenMinor,
});

/** Numbers that look drawn by lot, the same at every run (mulberry32). */
function lots(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function someCart(lot: (below: number) => number): CartLine[] {
  const size = lot(CART_LINES_MAX + 1);
  const lines = Array.from({ length: size }, () =>
    line(`S${lot(60)}`, 1 + lot(99), lot(5) || null),
  );
  return [...new Map(lines.map((each) => [each.sku, each])).values()];
}

function someChange(lot: (below: number) => number): CartChange {
  const sku = `S${lot(60)}`;
  if (lot(3) === 0) return { kind: "set", sku, quantity: lot(120) };
  if (lot(8) === 0) {
    return { kind: "restore", line: line(sku, 1 + lot(99), lot(900)), at: lot(50) };
  }
  if (lot(4) === 0) return { kind: "accept", prices: new Map([[sku, lot(900)]]) };
  return { kind: "add", line: line(sku, 1 + lot(99), lot(900)) };
}

const isBounded = (lines: CartLine[]) =>
  lines.length <= CART_LINES_MAX &&
  new Set(lines.map(({ sku }) => sku)).size === lines.length &&
  lines.every(({ quantity }) => quantity >= 1 && quantity <= 99);

describe("cart: lines", () => {
  test("after any changes a cart is within its bounds, and what is not named stays as it was", () => {
    const lot = lots(7);
    for (let run = 0; run < 400; run += 1) {
      let cart = someCart(lot);
      for (let step = 0; step < 12; step += 1) {
        const change = someChange(lot);
        const next = changedLines(cart, change);
        if (next === null) {
          expect([change.kind, cart.length]).toEqual(["add", CART_LINES_MAX]);
          continue;
        }
        expect(isBounded(next)).toBe(true);
        const named =
          change.kind === "add" ? change.line.sku : change.kind === "set" ? change.sku : null;
        const others = (lines: CartLine[]) => lines.filter(({ sku }) => sku !== named);
        if (named) expect(others(next)).toEqual(others(cart));
        cart = next;
      }
    }
  });

  test("adding adds up and agrees to the price of now; setting to 0 takes away", () => {
    const cart = [line("A", 2, 100)];
    const more = changedLines(cart, { kind: "add", line: line("A", 3, 120) });
    expect(more).toEqual([line("A", 5, 120)]);
    expect(changedLines(cart, { kind: "add", line: line("A", 99) })).toEqual([line("A", 99)]);
    expect(changedLines(cart, { kind: "set", sku: "A", quantity: 0 })).toEqual([]);
    expect(changedLines(cart, { kind: "set", sku: "B", quantity: 4 })).toEqual(cart);
  });
});

describe("cart: merging", () => {
  test("merging twice is merging once, nothing of either side is lost while there is room, and bounds hold", () => {
    const lot = lots(11);
    for (let run = 0; run < 500; run += 1) {
      const [mine, guests] = [someCart(lot), someCart(lot)];
      const merged = mergedLines(mine, guests);
      expect(isBounded(merged)).toBe(true);
      expect(sameLines(mergedLines(merged, guests), merged)).toBe(true);
      for (const kept of mine) {
        const now = merged.find(({ sku }) => sku === kept.sku);
        expect(now?.quantity).toBeGreaterThanOrEqual(kept.quantity);
      }
      if (merged.length < CART_LINES_MAX) {
        for (const guest of guests) {
          const now = merged.find(({ sku }) => sku === guest.sku);
          expect(now?.quantity).toBeGreaterThanOrEqual(guest.quantity);
        }
      }
    }
  });

  test("the larger quantity wins, never the sum", () => {
    expect(mergedLines([line("A", 2), line("B", 5)], [line("A", 3), line("C")])).toEqual([
      line("A", 3),
      line("B", 5),
      line("C"),
    ]);
  });
});
