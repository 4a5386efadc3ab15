/** How a total is divided between card and points: methods, amounts that were seen, and the least of each. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitOf } from "./split.ts";

type Order = Parameters<typeof splitOf>[0];
type Input = Parameters<typeof splitOf>[1];
const MEMBER: Order = { totalMinor: 24_000, currency: "KRW", memberId: "mem_1" };
const won = (amountMinor: number) => ({ amountMinor, currency: "KRW" }) as const;
/** The parts, card first, or the code of the refusal. */
function split(input: Partial<Input>, order: Partial<Order> = {}) {
  const result = splitOf({ ...MEMBER, ...order }, { paymentMethod: "CARD", ...input });
  return result.ok ? [result.value.cardMinor, result.value.pointAmount] : result.error.code;
}
const WRONG = "payment_amount_mismatch";

describe("payments 2: what is said is the order's total", () => {
  test.each([
    ["nothing: all by card", {}, [24_000, 0]],
    ["points alone: all by points", { paymentMethod: "POINT" }, [0, 24_000]],
    ["the amount, as won", { amount: 24_000 }, [24_000, 0]],
    ["the amount, with its currency", { amount: won(24_000) }, [24_000, 0]],
    ["another amount", { amount: 23_999 }, WRONG],
    ["the amount in another currency", { amount: { amountMinor: 24_000, currency: "USD" } }, WRONG],
    ["the card's part", { cardAmount: 24_000 }, [24_000, 0]],
    ["too little for the card", { cardAmount: 23_999 }, WRONG],
    ["too much for the card", { cardAmount: 24_001 }, WRONG],
    [
      "the card in another currency",
      { cardAmount: { amountMinor: 24_000, currency: "USD" } },
      WRONG,
    ],
    [
      "both parts",
      { paymentMethod: "MIXED", cardAmount: 20_000, pointUsed: 4_000 },
      [20_000, 4_000],
    ],
    [
      "points: the card pays the rest",
      { paymentMethod: "MIXED", pointUsed: 4_000 },
      [20_000, 4_000],
    ],
    [
      "parts that miss the total",
      { paymentMethod: "MIXED", cardAmount: 20_000, pointUsed: 3_999 },
      WRONG,
    ],
  ] as const)("%s", (_name, input, expected) => {
    expect(split(input)).toEqual(expected);
  });
});

describe("payments 2: the parts are those of the method", () => {
  test.each([
    ["CARD with points", { pointUsed: 4_000 }, WRONG],
    ["CARD without points", { pointUsed: 0 }, [24_000, 0]],
    ["POINT with a card's part", { paymentMethod: "POINT", pointUsed: 4_000 }, WRONG],
    ["POINT of all", { paymentMethod: "POINT", pointUsed: 24_000, cardAmount: 0 }, [0, 24_000]],
    ["MIXED without points", { paymentMethod: "MIXED" }, WRONG],
    ["MIXED without a card's part", { paymentMethod: "MIXED", pointUsed: 24_000 }, WRONG],
  ] as const)("%s", (_name, input, expected) => {
    expect(split(input)).toEqual(expected);
  });

  test.each([
    ["all but 100 won by points", 23_900, [100, 23_900]],
    ["all but 99 won by points", 23_901, WRONG],
  ] as const)("a card pays nothing or at least 100 won: %s", (_name, pointUsed, expected) => {
    expect(split({ paymentMethod: "MIXED", pointUsed })).toEqual(expected);
  });

  test("the least of a card is one of won: 50 cents are paid", () => {
    expect(split({}, { totalMinor: 50, currency: "USD" })).toEqual([50, 0]);
    expect(split({}, { totalMinor: 50 })).toBe(WRONG);
    expect(split({}, { totalMinor: 100 })).toEqual([100, 0]);
  });
});

test("orders 57.22: a total of nothing is nothing by card and by points, for any input", () => {
  for (const input of [
    {},
    { pointUsed: 500 },
    { paymentMethod: "MIXED" },
    { amount: 1 },
  ] as const) {
    expect(split(input, { totalMinor: 0 })).toEqual([0, 0]);
    expect(split(input, { totalMinor: 0, memberId: null, currency: "USD" })).toEqual([0, 0]);
  }
});

test("payments 2: of all inputs, what is accepted adds up to the total and is the method's", () => {
  const input = fc.record(
    {
      paymentMethod: fc.constantFrom("CARD", "POINT", "MIXED"),
      pointUsed: fc.integer({ min: 0, max: 600 }),
      cardAmount: fc.integer({ min: 0, max: 600 }),
    },
    { requiredKeys: ["paymentMethod"] },
  );
  fc.assert(
    fc.property(input, fc.integer({ min: 1, max: 600 }), (said, totalMinor) => {
      const parts = split(said, { totalMinor });
      if (!Array.isArray(parts)) return;
      const [card = 0, points = 0] = parts;
      expect(card + points).toBe(totalMinor);
      expect([points > 0, card > 0]).toEqual([
        said.paymentMethod !== "CARD",
        said.paymentMethod !== "POINT",
      ]);
      expect(card === 0 || card >= 100).toBe(true);
    }),
    { numRuns: 500, seed: 2 },
  );
});
