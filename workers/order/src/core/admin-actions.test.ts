/** What staff may do with an order, its parcels and its changes. */
import { ATTENTIONS } from "@edgemart/contracts/order-administration";
import { statesOf } from "@edgemart/contracts/transitions";
import { describe, expect, test } from "vitest";
import { changeRow, lineRow, orderRow, parcelRow } from "../../test/order-row.ts";
import {
  adminActionsOf,
  changeActionsOf,
  mayGiveGoodwill,
  shipmentActionsOf,
} from "./admin-actions.ts";
import type { OrderRow } from "./rows.ts";

const actions = (more: Partial<OrderRow> = {}, owed = false) =>
  adminActionsOf(orderRow(more), owed);
const lines = (cancelled: number, shipped: number) => ({
  lines: [lineRow({ cancelled, shipped })],
});
/** Marks of orders whose money may not be there. */
const WITHOUT_MONEY = ["deposit_reversed", "order_without_money"] as const;
const OTHER_MARKS = ATTENTIONS.filter((mark) => !WITHOUT_MONEY.some((each) => each === mark));

describe("orders 42: staff may do with an order", () => {
  test("what its owner may, but neither pay nor move it", () => {
    expect(actions({ state: "PENDING", paidAt: null, payable: true })).toEqual(["cancel"]);
    expect(actions()).toEqual(["cancel", "cancel_part", "goodwill", "ship"]);
    expect(actions({ ...lines(0, 1) })).toEqual(["cancel_part", "goodwill", "ship"]);
    expect(actions({ state: "EXPIRED", paidAt: null })).toEqual([]);
  });

  test("orders 40: shipping, of units in no parcel, once they are paid and sold", () => {
    for (const [cancelled, shipped, isLeft] of [
      [0, 0, true],
      [1, 1, true],
      [0, 3, false],
      [1, 2, false],
      [3, 0, false],
    ] as const) {
      expect(actions(lines(cancelled, shipped)).includes("ship")).toBe(isLeft);
    }
    expect(actions({ committed: false })).not.toContain("ship");
    expect(actions({ state: "AWAITING_DEPOSIT", paidAt: null })).not.toContain("ship");
    expect(actions({ state: "COMPLETED" })).not.toContain("ship");
    const other = [lineRow({ shipped: 3 }), lineRow({ line: 2, quantity: 1 })];
    expect(actions({ lines: other })).toContain("ship");
  });

  test("opening a return of what was sent, and clearing any mark", () => {
    expect(actions({ ...lines(0, 3), shipments: [parcelRow()] })).toEqual([
      "goodwill",
      "open_return",
    ]);
    for (const attention of ATTENTIONS) expect(actions({ attention })).toContain("clear");
    expect(actions()).not.toContain("clear");
  });

  test("driving again what is owed, or a refund that failed for another reason than its account", () => {
    expect(actions({}, true)).toContain("drive");
    expect(actions()).not.toContain("drive");
    const failed = changeRow({ state: "FAILED" });
    expect(actions({ changes: [changeRow(), failed] })).toContain("drive");
    expect(actions({ changes: [{ ...failed, needsAccount: true }] })).not.toContain("drive");
  });
});

describe("orders 41: an order whose money may not be there", () => {
  test.each(WITHOUT_MONEY)(
    "%s stops shipping and goodwill until staff clear it or cancel",
    (mark) => {
      const order = orderRow({ attention: mark });
      expect(adminActionsOf(order, false)).toEqual(["cancel", "cancel_part", "clear"]);
      expect(shipmentActionsOf(parcelRow({ state: "PREPARING" }), order)).toEqual(["void"]);
    },
  );

  test.each([...OTHER_MARKS, "a_mark_of_later", "toString"])("%s does not", (mark) => {
    const order = orderRow({ attention: mark });
    expect(adminActionsOf(order, false)).toEqual([
      ...["cancel", "cancel_part", "goodwill", "ship", "clear"],
    ]);
    expect(shipmentActionsOf(parcelRow({ state: "PREPARING" }), order)).toEqual(["ship", "void"]);
  });
});

describe("orders 42: goodwill", () => {
  test.each(statesOf("order"))("of an order that is %s", (state) => {
    expect(mayGiveGoodwill(orderRow({ state }))).toBe(state === "PAID" || state === "COMPLETED");
  });

  test("gives back what is left, and nothing when nothing is", () => {
    const all = changeRow({ cardMinor: 40_000, pointAmount: 8_000 });
    expect(mayGiveGoodwill(orderRow({ changes: [{ ...all, pointAmount: 7_999 }] }))).toBe(true);
    expect(mayGiveGoodwill(orderRow({ changes: [all] }))).toBe(false);
    expect(actions({ changes: [all] })).not.toContain("goodwill");
  });
});

test("orders 24, 40: a parcel offers what leads to the states it may move to", () => {
  const offered = Object.fromEntries(
    statesOf("shipment").map((state) => [
      state,
      shipmentActionsOf(parcelRow({ state }), orderRow()),
    ]),
  );
  expect(offered).toEqual({
    ...{ PREPARING: ["ship", "void"], SHIPPED: ["deliver"], DELIVERED: [], VOID: [] },
  });
});

test("orders 24, 39: a change offers staff what it waits for", () => {
  const waiting = { REQUESTED: ["approve", "reject"], APPROVED: ["receive"], FAILED: ["drive"] };
  for (const state of [...statesOf("cancel"), ...statesOf("return")]) {
    const offered = changeActionsOf(changeRow({ state }));
    expect([state, offered]).toEqual([state, waiting[state as keyof typeof waiting] ?? []]);
  }
  const account = changeRow({ state: "FAILED", needsAccount: true });
  expect(changeActionsOf(account)).toEqual(["give_account"]);
});
