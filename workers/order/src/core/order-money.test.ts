/** How far an order's money is, and how much of it may still be given back. */
import { statesOf } from "@edgemart/contracts/transitions";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeRow, orderRow } from "../../test/order-row.ts";
import type { ChangeRow } from "./change-rows.ts";
import { leftOf, moneyOf } from "./order-money.ts";

/** An order of 40 000 won by card and 8 000 points. */
const money = (...changes: Partial<ChangeRow>[]) =>
  moneyOf(orderRow({ changes: changes.map(changeRow) }));

describe("orders 25: the money of an order", () => {
  test.each(statesOf("order"))("before it was paid: %s", (state) => {
    const expected = state === "AWAITING_DEPOSIT" ? "awaiting_deposit" : "unpaid";
    expect(moneyOf(orderRow({ state, paidAt: null }))).toBe(expected);
  });

  const CHANGED = {
    ...{
      OPEN: "refunding",
      RECEIVED: "refunding",
      REFUNDING: "refunding",
      FAILED: "refund_failed",
    },
    ...{ REQUESTED: "paid", APPROVED: "paid", REJECTED: "paid", WITHDRAWN: "paid" },
    DONE: "part_refunded",
  } as const;
  test.each([...statesOf("cancel"), ...statesOf("return")])("with a change that is %s", (state) => {
    expect(money({ state })).toBe(CHANGED[state]);
  });

  test("is paid without a change, and after one that gave nothing back", () => {
    expect(money()).toBe("paid");
    expect(money({ cardMinor: 0, pointAmount: 0 })).toBe("paid");
  });

  test("is refunded when all of it is back, card money and points together", () => {
    const last = { cardMinor: 32_667, pointAmount: 6_334 };
    expect(money({}, last)).toBe("refunded");
    expect(money({}, { ...last, pointAmount: 6_333 })).toBe("part_refunded");
    expect(money({ cardMinor: 1, pointAmount: 0 })).toBe("part_refunded");
    expect(money({ cardMinor: 0, pointAmount: 1 })).toBe("part_refunded");
    // What a withdrawn return would have given is not back.
    expect(money({}, { ...last, kind: "return", state: "WITHDRAWN" })).toBe("part_refunded");
  });

  test("is a failed refund as soon as one of several failed, and is going back until the last is done", () => {
    expect(money({}, { state: "REFUNDING" }, { state: "FAILED" })).toBe("refund_failed");
    expect(money({}, { state: "OPEN" })).toBe("refunding");
  });
});

describe("orders 42: what goodwill may still take", () => {
  test("is nothing before it is paid, all of it then, and nothing that is in a change", () => {
    expect(leftOf(orderRow({ paidAt: null }))).toBe(0);
    expect(leftOf(orderRow())).toBe(48_000);
    for (const state of ["OPEN", "DONE", "FAILED"]) {
      expect(leftOf(orderRow({ changes: [changeRow({ state })] }))).toBe(48_000 - 7_333 - 1_666);
    }
  });

  test("and the changes together are what was paid, and it is never below nothing", () => {
    const part = fc.record({
      cardMinor: fc.integer({ min: 0, max: 20_000 }),
      pointAmount: fc.integer({ min: 0, max: 4_000 }),
    });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const given = parts.reduce((sum, each) => sum + each.cardMinor + each.pointAmount, 0);
        const left = leftOf(orderRow({ changes: parts.map(changeRow) }));
        expect(left).toBeGreaterThanOrEqual(0);
        expect(left + given).toBe(Math.max(48_000, given));
      }),
      { numRuns: 200, seed: 42 },
    );
  });
});
