/** What becomes of a cart when it is changed. */
import { CART_LINES_MAX, type CartLine } from "@edgemart/contracts/cart-lines";
import { describe, expect, test } from "vitest";
import { isBounded, line, lots, someCart } from "../../../test/some-cart.ts";
import { type CartChange, changedCart, type Offer } from "./cart-change.ts";

const offer = (sku: string, amountMinor = 100, more: Partial<Offer> = {}): Offer => ({
  sku,
  isSold: true,
  availableMax: 99,
  price: { amountMinor, currency: "KRW" },
  ...more,
});

function someChange(lot: (below: number) => number): CartChange {
  const sku = `S${lot(60)}`;
  if (lot(3) === 0) return { kind: "set", sku, quantity: lot(120), saw: null };
  if (lot(8) === 0) {
    return { kind: "restore", line: line(sku, 1 + lot(99), lot(900)), at: lot(50) };
  }
  if (lot(4) === 0) return { kind: "accept", seen: new Map([[sku, lot(900)]]) };
  return { kind: "add", sku, quantity: 1 + lot(99) };
}

const named = (change: CartChange): string | null => {
  if (change.kind === "accept") return null;
  return change.kind === "restore" ? change.line.sku : change.sku;
};

describe("cart: a change", () => {
  test("after any changes a cart is within its bounds, and what is not named stays as it was", () => {
    const lot = lots(7);
    for (let run = 0; run < 400; run += 1) {
      let cart: readonly CartLine[] = someCart(lot);
      for (let step = 0; step < 12; step += 1) {
        const change = someChange(lot);
        const { lines, problem } = changedCart(cart, change, null);
        expect(isBounded(lines)).toBe(true);
        if (problem === "full") {
          expect([lines, lines.length]).toEqual([cart, CART_LINES_MAX]);
        }
        const sku = named(change);
        const others = (all: readonly CartLine[]) => all.filter((each) => each.sku !== sku);
        if (sku) expect(others(lines)).toEqual(others(cart));
        cart = lines;
      }
    }
  });

  const cart = [line("A", 2, 100), line("B", 1, 50)];
  const full = Array.from({ length: CART_LINES_MAX }, (_, at) => line(`S${at}`));
  const same = (problem: string | null) => ({ lines: cart, problem, removed: null });
  const done = (...lines: CartLine[]) => ({ lines, problem: null, removed: null });
  const add = (sku: string, quantity: number): CartChange => ({ kind: "add", sku, quantity });
  const set = (sku: string, quantity: number, saw: number | null = null): CartChange => ({
    ...{ kind: "set", sku, quantity, saw },
  });

  test.each<[string, CartChange, Offer[] | null, object]>([
    [
      "adds up and agrees to the price of now",
      add("A", 3),
      [offer("A", 120)],
      done(line("A", 5, 120), line("B", 1, 50)),
    ],
    ["adds behind what is there", add("C", 1), [offer("C", 7)], done(...cart, line("C", 1, 7))],
    ["adds without the catalog, at no price", add("C", 1), null, done(...cart, line("C", 1, null))],
    [
      "holds at most 99 of one thing",
      add("A", 99),
      [offer("A")],
      done(line("A", 99), line("B", 1, 50)),
    ],
    ["adds nothing the catalog does not know", add("C", 1), [], same("gone")],
    [
      "adds nothing that is not sold",
      add("A", 1),
      [offer("A", 1, { isSold: false })],
      same("gone"),
    ],
    [
      "adds nothing that is sold out",
      add("A", 1),
      [offer("A", 1, { availableMax: 0 })],
      same("sold_out"),
    ],
    [
      "adds as many as there are, and says so",
      add("A", 2),
      [offer("A", 100, { availableMax: 3 })],
      { ...done(line("A", 3, 100), line("B", 1, 50)), problem: "limited" },
    ],
    ["sets a quantity", set("A", 4, 2), null, done(line("A", 4, 100), line("B", 1, 50))],
    [
      "removes a line and says where it was",
      set("B", 0, 1),
      null,
      { ...done(line("A", 2, 100)), removed: { line: line("B", 1, 50), at: 1 } },
    ],
    ["changes no line that the shopper saw otherwise", set("A", 4, 1), null, same("changed")],
    ["removes no line that the shopper saw otherwise", set("A", 0, 1), null, same("changed")],
    ["is done already when the line is as asked for", set("A", 2, 1), null, same(null)],
    ["sets no line that is not there", set("C", 4), null, same(null)],
    ["says that a line the shopper saw is not there", set("C", 4, 1), null, same("changed")],
    [
      "puts a line back at its place",
      { kind: "restore", line: line("C", 9), at: 1 },
      null,
      done(line("A", 2, 100), line("C", 9), line("B", 1, 50)),
    ],
    [
      "puts back nothing that is there already",
      { kind: "restore", line: line("A", 9), at: 1 },
      null,
      same(null),
    ],
    [
      "agrees to the prices that were shown and still are",
      {
        kind: "accept",
        seen: new Map([
          ["A", 120],
          ["B", 60],
        ]),
      },
      [offer("A", 120), offer("B", 61)],
      { ...done(line("A", 2, 120), line("B", 1, 50)), problem: "changed" },
    ],
    [
      "agrees to no price that was not shown",
      { kind: "accept", seen: new Map() },
      [offer("A", 120)],
      same(null),
    ],
  ])("%s", (_law, change, offers, expected) => {
    expect(changedCart(cart, change, offers)).toEqual(expected);
  });

  test("a full cart takes no other line, neither new nor put back", () => {
    for (const change of [add("C", 1), { kind: "restore", line: line("C"), at: 0 } as const]) {
      expect(changedCart(full, change, null)).toEqual({ ...done(...full), problem: "full" });
    }
    expect(changedCart(full, add("S0", 1), null).problem).toBeNull();
  });
});
