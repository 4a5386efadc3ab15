/** What a change owes: the end of its refund, the goods that go back, and the points that are still earned. */
import { statesOf } from "@edgemart/contracts/transitions";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changeLine, changeRow, lineRow, orderRow } from "../../test/order-row.ts";
import type { ChangeRow } from "./change-rows.ts";
import { afterRefund, restocked, restockIdOf, stillEarned } from "./change-saga.ts";

describe("orders 31.11: after refund", () => {
  test.each([
    ["done", { state: "done", settlesAt: null }, { state: "DONE" }],
    // payments 33: a time limit is no refusal.
    ["pending", { state: "pending" }, null],
    ["refused", { state: "refused", why: "no_partial" }, { state: "FAILED", why: "no_partial" }],
    ["exceeds", { state: "exceeds" }, { state: "FAILED", why: "exceeds" }],
    ["account", { state: "account_required" }, { state: "FAILED", why: "account_required" }],
    ["mismatched", { state: "mismatched" }, { state: "FAILED", why: "mismatched" }],
  ] as const)("%s", (_name, answer, end) => {
    expect(afterRefund(answer)).toEqual(end);
  });
});

describe("orders 31.11, 39: what goes back on the shelf", () => {
  const lines = [
    changeLine({ line: 1, quantity: 2, received: 2, restocked: 1 }),
    changeLine({ line: 2, quantity: 1, received: 1, restocked: 0 }),
  ];

  test("is all of a cancellation", () => {
    expect(restocked(orderRow(), changeRow({ lines }))).toEqual([
      { sku: "MUG-1", quantity: 2 },
      { sku: "TEA-2", quantity: 1 },
    ]);
  });

  test("is of a return what can be sold again, and nothing before it arrived", () => {
    const back = changeRow({ kind: "return", state: "REFUNDING", lines });
    expect(restocked(orderRow(), back)).toEqual([{ sku: "MUG-1", quantity: 1 }]);
    const under = changeRow({ kind: "return", state: "APPROVED", lines: [changeLine()] });
    expect(restocked(orderRow(), under)).toEqual([]);
  });

  test("is nothing of goodwill, nor of a line the order has not", () => {
    expect(restocked(orderRow(), changeRow({ kind: "goodwill", lines: [] }))).toEqual([]);
    const other = changeRow({ lines: [changeLine({ line: 9 })] });
    expect(restocked(orderRow(), other)).toEqual([]);
  });

  test("has one name for each change, so that a repeated call changes nothing", () => {
    expect(restockIdOf(changeRow({ id: "chg_1" }))).toBe("rst:chg_1");
  });
});

/** An order whose goods cost the card 37 500 won. */
const earned = (...changes: ChangeRow[]) => stillEarned(orderRow({ changes }), 1);
const back = (cardMinor: number, more: Partial<ChangeRow>) =>
  changeRow({ ...more, lines: [changeLine({ cardMinor })] });

describe("points 14: what an order still earns", () => {
  test("is a part of what a card paid for goods: not of delivery, not of points", () => {
    expect(earned()).toBe(375);
    expect(stillEarned(orderRow(), 3)).toBe(1_125);
    expect(stillEarned(orderRow({ cardMinor: 99_999, pointAmount: 0 }), 1)).toBe(375);
  });

  test("is nothing for a guest, and nothing in another currency", () => {
    expect(stillEarned(orderRow({ memberId: null }), 1)).toBe(0);
    expect(stillEarned(orderRow({ currency: "USD" }), 1)).toBe(0);
  });

  test.each(statesOf("cancel"))("is less a cancellation that is %s", (state) => {
    expect(earned(back(10_000, { state }))).toBe(275);
  });

  test.each(statesOf("return"))("is less a return that has arrived: %s", (state) => {
    const isBack = ["RECEIVED", "REFUNDING", "FAILED", "DONE"].includes(state);
    expect(earned(back(10_000, { kind: "return", state }))).toBe(isBack ? 275 : 375);
  });

  test.each(statesOf("goodwill"))("is not less for goodwill that is %s", (state) => {
    expect(earned(back(10_000, { kind: "goodwill", state }))).toBe(375);
  });

  test("is less each line of each change, and never below nothing", () => {
    const lines = [changeLine({ cardMinor: 5_000 }), changeLine({ line: 2, cardMinor: 10_000 })];
    expect(earned(changeRow({ lines }), back(2_500, {}))).toBe(200);
    expect(earned(back(22_000, {}), back(22_000, { kind: "return" }))).toBe(0);
  });

  test("is floored once, of the sum: lines and cancellations in any number lose no point", () => {
    const minor = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(minor, minor, (paid, given) => {
        const lines = paid.map((cardMinor, index) => lineRow({ line: index + 1, cardMinor }));
        const changes = given.map((cardMinor) => back(cardMinor, {}));
        const sum = (all: number[]) => all.reduce((total, each) => total + each, 0);
        const left = Math.max(0, sum(paid) - sum(given));
        expect(stillEarned(orderRow({ lines, changes }), 1)).toBe(Math.floor(left / 100));
      }),
      { numRuns: 100, seed: 31 },
    );
  });
});
