import { describe, expect, test } from "vitest";
import { countedQuantity, lineTotal, noticeOf, type PricedLine, totalsOf } from "./totals.ts";

const line = (more: Partial<PricedLine> = {}): PricedLine => ({
  quantity: 1,
  unitMinor: 26_000,
  compareMinor: null,
  seenMinor: 26_000,
  availableMax: 99,
  ...more,
});

/** Numbers that look drawn by lot, the same at every run. */
function lots(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

const LARGEST = 999_999_999_999;

describe("storefront 26: cart: totals", () => {
  test("are whole numbers, add up line by line, and no order or splitting of lines changes them", () => {
    const lot = lots(3);
    for (let run = 0; run < 2000; run += 1) {
      const lines = Array.from({ length: lot(41) }, () =>
        line({
          quantity: 1 + lot(99),
          unitMinor: lot(9) === 0 ? null : lot(3) === 0 ? LARGEST - lot(50) : lot(500_000),
          compareMinor: lot(2) === 0 ? null : lot(600_000),
          availableMax: lot(4) === 0 ? lot(99) : 99,
        }),
      );
      const totals = totalsOf(lines);
      expect(
        Object.values(totals).every(
          (each) => each === true || each === false || Number.isSafeInteger(each),
        ),
      ).toBe(true);
      expect(totals.totalMinor).toBe(lines.reduce((sum, each) => sum + lineTotal(each), 0));
      expect(totals.totalMinor).toBe(totals.listMinor - totals.savedMinor);
      expect(totals.savedMinor).toBeGreaterThanOrEqual(0);
      expect(totalsOf([...lines].reverse())).toEqual(totals);
      const parts = lines.flatMap((each) => {
        const quantity = countedQuantity(each);
        return Array.from({ length: Math.min(quantity, 3) }, (_, at) =>
          at < 2 && quantity > 2
            ? { ...each, quantity: 1 }
            : { ...each, quantity: quantity > 2 ? quantity - 2 : 1 },
        );
      });
      expect(totalsOf(parts).totalMinor).toBe(totals.totalMinor);
    }
  });

  test("more of a thing never costs less, and taking a line away takes away its price", () => {
    const lot = lots(5);
    for (let run = 0; run < 500; run += 1) {
      const lines = Array.from({ length: 1 + lot(10) }, () =>
        line({ quantity: 1 + lot(50), unitMinor: lot(90_000) }),
      );
      const [first, ...rest] = lines as [PricedLine, ...PricedLine[]];
      const more = totalsOf([{ ...first, quantity: first.quantity + 1 }, ...rest]);
      expect(more.totalMinor - totalsOf(lines).totalMinor).toBe(first.unitMinor);
      expect(totalsOf(lines).totalMinor - totalsOf(rest).totalMinor).toBe(lineTotal(first));
    }
  });

  test("count what there is: sold out and gone lines cost nothing and stop the purchase", () => {
    expect(totalsOf([])).toEqual({
      count: 0,
      listMinor: 0,
      savedMinor: 0,
      totalMinor: 0,
      canBuy: false,
    });
    expect(totalsOf([line({ availableMax: 0 }), line({ unitMinor: null })])).toMatchObject({
      count: 0,
      totalMinor: 0,
      canBuy: false,
    });
    expect(totalsOf([line({ quantity: 5, availableMax: 2 })])).toMatchObject({
      count: 2,
      totalMinor: 52_000,
      canBuy: false,
    });
    expect(totalsOf([line({ compareMinor: 32_000, quantity: 2 })])).toEqual({
      count: 2,
      listMinor: 64_000,
      savedMinor: 12_000,
      totalMinor: 52_000,
      canBuy: true,
    });
    expect(totalsOf([line({ compareMinor: 20_000 })]).savedMinor).toBe(0);
  });
});

describe("storefront 28: cart: notices", () => {
  test.each([
    [{}, null],
    [{ seenMinor: null }, null],
    [{ unitMinor: 27_000 }, "price_up"],
    [{ unitMinor: 25_999 }, "price_down"],
    [{ availableMax: 0 }, "sold_out"],
    [{ availableMax: 0, unitMinor: 1 }, "sold_out"],
    [{ quantity: 3, availableMax: 2, unitMinor: 1 }, "fewer"],
    [{ unitMinor: null }, "gone"],
  ] as const)("%j is told as %j", (more, notice) => {
    expect(noticeOf(line(more))).toBe(notice);
  });
});
