/** The one merge of two carts. */
import { CART_LINES_MAX, type CartLine } from "@edgemart/contracts/cart-lines";
import { describe, expect, test } from "vitest";
import { isBounded, line, lots, someCart } from "../../../test/some-cart.ts";
import { sameLines } from "./cart-change.ts";
import { asSeenBy, mergedInto } from "./merged-cart.ts";

const guest = (...lines: CartLine[]) => ({ base: { kind: "guest" as const }, lines });
const copy = (version: number, ...lines: CartLine[]) => ({
  base: { kind: "mirror" as const, version },
  lines,
});

describe("cart: merging", () => {
  test("merging twice is merging once, nothing of either side is lost while there is room, and bounds hold", () => {
    const lot = lots(11);
    for (let run = 0; run < 500; run += 1) {
      const [mine, theirs] = [someCart(lot), someCart(lot)];
      const merged = mergedInto(mine, guest(...theirs));
      expect(isBounded(merged)).toBe(true);
      expect(sameLines(mergedInto(merged, guest(...theirs)), merged)).toBe(true);
      const isRoom = merged.length < CART_LINES_MAX;
      for (const kept of isRoom ? [...mine, ...theirs] : mine) {
        const now = merged.find(({ sku }) => sku === kept.sku);
        expect(now?.quantity).toBeGreaterThanOrEqual(kept.quantity);
      }
    }
  });

  test("the larger quantity wins, never the sum", () => {
    const merged = mergedInto([line("A", 2), line("B", 5)], guest(line("A", 3), line("C")));
    expect(merged).toEqual([line("A", 3), line("B", 5), line("C")]);
  });

  test("a copy adds nothing: neither what was removed elsewhere since, nor an older quantity", () => {
    const mine = [line("A", 1)];
    expect(mergedInto(mine, copy(4, line("A", 9), line("B")))).toEqual(mine);
  });
});

describe("cart: what a page shows of a member's cart", () => {
  const row = { items: [line("A", 1)], version: 7 };
  test("the row as it is now, under its version, whatever an old copy holds", () => {
    expect(asSeenBy(copy(4, line("A", 9), line("B")), row)).toEqual(copy(7, line("A", 1)));
  });
  test("a guest's lines merged in, under the row's version", () => {
    expect(asSeenBy(guest(line("B", 2)), row)).toEqual(copy(7, line("A", 1), line("B", 2)));
  });
});
