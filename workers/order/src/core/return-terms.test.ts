/** Orders 39: what may be sent back, until when and for what fee. */
import { describe, expect, test } from "vitest";
import { actionsOf } from "./actions.ts";
import { dayEnd, mayReturn, returnableOf, returnFee, returnTermsOf } from "./return-terms.ts";
import type { OrderRow } from "./rows.ts";

const parcel = (state: OrderRow["shipments"][number]["state"], quantity: number) => ({
  ...{ id: `shp_${state}`, version: 1, carrier: null, trackingNumber: null, shippedAt: null },
  ...{ deliveredAt: null, state, lines: [{ line: 1, quantity }] },
});
const change = (kind: "cancel" | "return", state: string, quantity: number) =>
  ({
    kind,
    state,
    needsAccount: false,
    lines: [{ line: 1, quantity }],
  }) as unknown as OrderRow["changes"][number];
const order = (more: Partial<OrderRow>): OrderRow =>
  ({
    ...{ state: "PAID", currency: "KRW", attention: null, payable: false, attempts: 1 },
    ...{ cancelRequested: false, deliveredAt: null, readAt: "2026-12-01T00:00:00.000Z" },
    lines: [{ line: 1, quantity: 5, cancelled: 0, shipped: 5, returned: 0 }],
    ...{ shipments: [parcel("SHIPPED", 5)], changes: [] },
    ...more,
  }) as OrderRow;
const LINE = { line: 1, returned: 0 };

describe("orders 39: units that may be asked back", () => {
  test("are those sent, less what is returned or in an open return", () => {
    const shipments = [
      parcel("PREPARING", 1),
      parcel("SHIPPED", 2),
      parcel("DELIVERED", 3),
      parcel("VOID", 9),
    ];
    expect(returnableOf({ shipments, changes: [] }, LINE)).toBe(5);
    expect(returnableOf({ shipments, changes: [] }, { line: 1, returned: 2 })).toBe(3);
    expect(returnableOf({ shipments, changes: [] }, { line: 2, returned: 0 })).toBe(0);
    for (const [kind, state, left] of [
      ["return", "REQUESTED", 4],
      ["return", "APPROVED", 4],
      ["return", "REJECTED", 5],
      ["return", "WITHDRAWN", 5],
      ["return", "RECEIVED", 5],
      ["return", "DONE", 5],
      ["cancel", "DONE", 5],
    ] as const) {
      expect([state, returnableOf({ shipments, changes: [change(kind, state, 1)] }, LINE)]).toEqual(
        [state, left],
      );
    }
  });

  test("cost a fee for a change of mind alone, in won", () => {
    expect(returnFee("changed_mind", { currency: "KRW" }, 3_000)).toBe(3_000);
    expect(returnFee("changed_mind", { currency: "USD" }, 3_000)).toBe(0);
    for (const reason of ["defective", "wrong_item", "not_as_described"] as const) {
      expect(returnFee(reason, { currency: "KRW" }, 3_000)).toBe(0);
    }
  });

  test("may be asked back until the end of a day in Seoul, by the database's clock", () => {
    const deliveredAt = "2026-12-01T15:00:00.000Z";
    expect(dayEnd(deliveredAt, 7)).toBe("2026-12-09T14:59:59.999Z");
    const last = dayEnd(deliveredAt, 90);
    expect(mayReturn(order({ deliveredAt, readAt: last }))).toBe(true);
    expect(mayReturn(order({ deliveredAt, readAt: "2027-03-02T15:00:00.000Z" }))).toBe(false);
    expect(mayReturn(order({ state: "COMPLETED" }))).toBe(true);
    expect(mayReturn(order({ state: "CANCELLED" }))).toBe(false);
    expect(mayReturn(order({ changes: [change("return", "APPROVED", 5)] }))).toBe(false);
    expect(returnTermsOf(order({ deliveredAt }), 3_000)).toEqual({
      fee: { amountMinor: 3_000, currency: "KRW" },
      changedMindUntil: dayEnd(deliveredAt, 7),
      faultyUntil: last,
    });
    expect(returnTermsOf(order({ shipments: [parcel("PREPARING", 5)] }), 3_000)).toBe(null);
  });

  test("have terms once one parcel was sent, and no last day until all is delivered", () => {
    for (const state of ["SHIPPED", "DELIVERED"] as const) {
      const shipments = [parcel("VOID", 5), parcel(state, 2), parcel("PREPARING", 3)];
      expect(returnTermsOf(order({ shipments }), 3_000)).toEqual({
        fee: { amountMinor: 3_000, currency: "KRW" },
        ...{ changedMindUntil: null, faultyUntil: null },
      });
    }
  });

  test("may be asked back while one line of several has a unit to send back", () => {
    const [first] = order({}).lines;
    if (!first) throw new Error("the order has no line");
    const lines = [first, { ...first, line: 2 }];
    expect(mayReturn(order({ lines }))).toBe(true);
    expect(mayReturn(order({ lines: lines.toReversed() }))).toBe(true);
    expect(mayReturn(order({ lines: [{ ...first, line: 2 }] }))).toBe(false);
  });
});

describe("orders 36: what an owner may do after delivery", () => {
  const delivered = {
    shipments: [parcel("DELIVERED", 5)],
    deliveredAt: "2026-11-30T00:00:00.000Z",
  };
  test("is to say that it arrived, while nothing of it is open", () => {
    expect(actionsOf(order(delivered))).toEqual(["return", "receive"]);
    expect(actionsOf(order({}))).toEqual(["return"]);
    for (const [state, actions] of [
      ["REQUESTED", ["return", "withdraw_return"]],
      ["APPROVED", ["return", "withdraw_return"]],
      ["RECEIVED", ["return"]],
      ["FAILED", ["return"]],
      ["DONE", ["return", "receive"]],
      ["REJECTED", ["return", "receive"]],
      ["WITHDRAWN", ["return", "receive"]],
    ] as const) {
      expect([
        state,
        actionsOf(order({ ...delivered, changes: [change("return", state, 1)] })),
      ]).toEqual([state, actions]);
    }
    expect(actionsOf(order({ ...delivered, attention: "deposit_reversed" }))).toEqual(["return"]);
    expect(actionsOf(order({ ...delivered, state: "COMPLETED" }))).toEqual(["return"]);
  });
});
