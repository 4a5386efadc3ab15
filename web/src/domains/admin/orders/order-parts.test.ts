import type { AdminOrder } from "@edgemart/contracts/order-administration";
import { describe, expect, test } from "vitest";
import { partOf } from "../parts/part-of.ts";
import {
  goodsWord,
  moneyOfOrder,
  needsAccount,
  orderParts,
  unitsLeft,
  unitsSent,
} from "./order-parts.ts";

const krw = (amountMinor: number) => ({ amountMinor, currency: "KRW" as const });
const change = (kind: string, state: string, card: number, points = 0, quantity = 1) => ({
  ...{ id: "chg_01k9z3v5e8f0r9t2m4w6y8a1bc", kind, state, card: krw(card), points },
  ...{ lines: [{ line: 1, quantity }], actions: ["approve", "reject"] },
});
// What these functions read of an order, and no more.
const order = (more: object = {}) =>
  ({
    ...{ paidAt: "2026-11-30T00:00:00.000Z", card: krw(30_000), pointsUsed: 500 },
    ...{ payment: null, attempts: [{ instrument: "virtual_account" }], actions: ["cancel"] },
    lines: [{ line: 1, quantity: 5, cancelled: 1, shipped: 3, returned: 1, returnable: 2 }],
    shipments: [
      { id: "shp_1", state: "DELIVERED", lines: [{ line: 1, quantity: 2 }], actions: [] },
      { id: "shp_2", state: "PREPARING", lines: [{ line: 1, quantity: 1 }], actions: ["ship"] },
    ],
    changes: [],
    ...more,
  }) as unknown as AdminOrder;

describe("orders 42: the page of an order", () => {
  test("has one form for each action, and none else", () => {
    const parts = orderParts(order({ changes: [change("return", "REQUESTED", 0)] }));
    expect(parts.length).toBe(4);
    expect(parts[0]).toBe("cancel");
    expect(parts.every((part) => part.length <= 40)).toBe(true);
    expect(partOf("chg_01k9z3v5e8f0r9t2m4w6y8a1bc", "give_account").length).toBeLessThanOrEqual(40);
  });
  test("what is paid is what went back, is on its way and is left", () => {
    const changes = [
      change("cancel", "DONE", 5_000, 100),
      change("goodwill", "REFUNDING", 2_000),
      change("return", "FAILED", 1_000, 50),
      change("return", "REQUESTED", 9_000),
    ];
    const { paid, givenBack, onItsWay, left } = moneyOfOrder(order({ changes }));
    expect([paid, givenBack, onItsWay, left]).toEqual([
      { card: 30_000, points: 500 },
      { card: 5_000, points: 100 },
      { card: 3_000, points: 50 },
      { card: 22_000, points: 350 },
    ]);
    expect(moneyOfOrder(order({ paidAt: null })).left).toEqual({ card: 0, points: 0 });
  });
  test("units that can be packed are in no parcel and not cancelled", () => {
    expect([...unitsLeft(order())]).toEqual([[1, 1]]);
  });
  test("units that can come back are those that order says may", () => {
    expect([...unitsSent(order())]).toEqual([[1, 2]]);
  });
  test("a deposit that was paid needs an account to go back to", () => {
    expect(needsAccount(order())).toBe(true);
    expect(needsAccount(order({ payment: { instrument: "card" } }))).toBe(false);
    expect(needsAccount(order({ paidAt: null }))).toBe(false);
  });
});

describe("orders 45: what is said of the goods", () => {
  const paid = { status: "PAID", isSold: true, attention: null, actions: [] };
  const packed = (actions: string[]) => [{ id: "shp_1", state: "PREPARING", lines: [], actions }];
  const left = (shipped: number) => [{ line: 1, quantity: 2, cancelled: 0, shipped }];
  test.each([
    ["sold", { actions: ["ship"], shipments: [] }],
    ["sold", { lines: left(2), shipments: packed(["ship", "void"]) }],
    ["shippingStopped", { attention: "deposit_reversed", lines: left(0), shipments: [] }],
    ["shippingStopped", { attention: "order_without_money", isSold: false, shipments: [] }],
    [
      "shippingStopped",
      { attention: "deposit_reversed", lines: left(2), shipments: packed(["void"]) },
    ],
    ["notSold", { isSold: false, lines: left(0), shipments: [] }],
    [null, { lines: left(2), shipments: [] }],
    [null, { attention: "deposit_reversed", lines: left(2), shipments: [] }],
    [null, { status: "COMPLETED", lines: left(0), shipments: [] }],
  ])("%s: as the buttons allow", (word, more) => {
    expect(goodsWord(order({ ...paid, ...more }))).toBe(word);
  });
});
