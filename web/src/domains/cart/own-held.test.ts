import type { VariantCard } from "@edgemart/contracts/variant-card";
import { describe, expect, test } from "vitest";
import { shortOf, withHeld } from "./own-held.ts";

const card = (sku: string, availableMax: number, isSold = true): VariantCard => ({
  ...{ sku, slug: "mug", title: "Mug", brand: "", options: [], picture: null, isSold },
  ...{ price: { amountMinor: 5_000, currency: "KRW" }, compareAtPrice: null },
  ...{ stock: availableMax > 0 ? "in_stock" : "sold_out", availableMax },
});

describe("orders 11, 12: what the shopper's own unpaid order holds is there for the cart", () => {
  test("the order is asked for only where fewer are there than wanted", () => {
    const cards = [card("A", 0), card("B", 2), card("C", 3), card("D", 0, false)];
    const wanted = ["A", "B", "C", "D", "E"].map((sku) => ({ sku, quantity: 3 }));
    expect(shortOf(wanted, cards)).toEqual(["A", "B"]);
  });

  test("is counted, at most 99, and makes nothing sold that is not", () => {
    const cards = [card("A", 0), card("B", 98), card("C", 1), card("D", 0, false)];
    const held = ["A", "B", "D"].map((sku) => ({ sku, quantity: 2 }));
    const counted = withHeld(cards, held).map(({ availableMax }) => availableMax);
    expect(counted).toEqual([2, 99, 1, 0]);
  });
});
