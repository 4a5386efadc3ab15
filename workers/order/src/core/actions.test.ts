/** What an owner may do with an order, by its state, its units and its parcels. */
import { ATTEMPTS_MAX } from "@edgemart/contracts/order";
import { isFinal, statesOf } from "@edgemart/contracts/transitions";
import { describe, expect, test } from "vitest";
import { changeRow, lineRow, orderRow, parcelRow } from "../../test/order-row.ts";
import { actionsOf } from "./actions.ts";
import type { OrderRow } from "./rows.ts";

const actions = (more: Partial<OrderRow>) => actionsOf(orderRow(more));
/** Units of two lines, three and one: cancelled and in parcels. */
const units = (...counts: [cancelled: number, shipped: number][]) => ({
  lines: counts.map(([cancelled, shipped], index) =>
    lineRow({ line: index + 1, quantity: index === 0 ? 3 : 1, cancelled, shipped }),
  ),
});
const VOID = parcelRow({ state: "VOID" });
const PACKED = parcelRow({ state: "PREPARING", lines: [{ line: 1, quantity: 1 }] });

describe("orders 36: an unpaid order", () => {
  test.each([
    ["PLACING", { state: "PLACING", payable: true }, []],
    ["PENDING", { state: "PENDING", payable: true }, ["pay", "cancel", "change_address"]],
    ["PENDING past its hour", { state: "PENDING" }, ["cancel", "change_address"]],
    ["PAYING", { state: "PAYING" }, ["pay", "cancel", "change_address"]],
    [
      "PAYING, to be cancelled",
      { state: "PAYING", cancelRequested: true },
      ["pay", "change_address"],
    ],
    [
      "AWAITING_DEPOSIT",
      { state: "AWAITING_DEPOSIT", payable: true },
      ["cancel", "change_address"],
    ],
  ] as const)("%s", (_name, more, expected) => {
    expect(actions({ ...more, paidAt: null })).toEqual(expected);
  });

  test("orders 32: may be paid by five attempts and no more", () => {
    const order = { state: "PENDING", payable: true } as const;
    expect(actions({ ...order, attempts: ATTEMPTS_MAX - 1 })).toContain("pay");
    expect(actions({ ...order, attempts: ATTEMPTS_MAX })).not.toContain("pay");
  });
});

describe("orders 38: a paid order may be cancelled", () => {
  test.each([
    ["all of it, or a part", units([0, 0], [0, 0]), ["cancel", "cancel_part", "change_address"]],
    [
      "what is left of it, or a part",
      units([2, 0], [0, 0]),
      ["cancel", "cancel_part", "change_address"],
    ],
    ["the last unit of a line", units([2, 0], [1, 0]), ["cancel", "change_address"]],
    // The last unit is all that is left: a part of it there is none.
    ["its last unit", units([3, 0], [0, 0]), ["cancel", "change_address"]],
    ["in part, once something is packed", units([0, 1], [0, 0]), ["cancel_part", "change_address"]],
    [
      "its last unit, after others were packed",
      units([0, 3], [0, 0]),
      ["cancel_part", "change_address"],
    ],
    ["no more, when all is packed", units([0, 3], [1, 0]), ["change_address"]],
    ["no more, when all is packed or cancelled", units([1, 2], [0, 1]), ["change_address"]],
  ] as const)("%s", (_name, more, expected) => {
    expect(actions(more)).toEqual(expected);
  });

  test.each(statesOf("order").filter((state) => isFinal("order", state)))(
    "nothing of one that is %s, for any units",
    (state) => {
      expect(actions({ state, ...units([0, 0], [0, 0]) })).toEqual([]);
    },
  );
});

describe("orders 37: the address may be changed", () => {
  test("until a parcel is prepared; one that was unpacked again does not count", () => {
    expect(actions({ shipments: [VOID] })).toContain("change_address");
    expect(actions({ shipments: [VOID, PACKED] })).not.toContain("change_address");
    expect(actions({ shipments: [parcelRow()] })).not.toContain("change_address");
    expect(actions({ state: "COMPLETED" })).not.toContain("change_address");
  });
});

describe("orders 40: arrival may be confirmed", () => {
  const arrived = {
    ...units([0, 3], [1, 0]),
    shipments: [parcelRow({ state: "DELIVERED" })],
    deliveredAt: "2026-12-01T08:50:00.000Z",
  };
  test.each([...statesOf("cancel"), ...statesOf("return")])("with a change that is %s", (state) => {
    const isOver = state === "DONE" || state === "REJECTED" || state === "WITHDRAWN";
    const changes = [changeRow({}), changeRow({ kind: "return", state })];
    expect(actions({ ...arrived, changes }).includes("receive")).toBe(isOver);
  });

  test("of all of it alone, while the money is not in doubt", () => {
    expect(actions(arrived)).toContain("receive");
    expect(actions({ ...arrived, shipments: [parcelRow()] })).not.toContain("receive");
    expect(actions({ ...arrived, state: "COMPLETED" })).not.toContain("receive");
    expect(actions({ ...arrived, attention: "step_stuck" })).toContain("receive");
    for (const attention of ["deposit_reversed", "order_without_money"]) {
      expect(actions({ ...arrived, attention })).not.toContain("receive");
    }
  });
});

describe("orders 34, 39: a change offers", () => {
  test("to withdraw a return until it arrives, and no other change", () => {
    const offers = (kind: "return" | "cancel", state: string) =>
      actions({ changes: [changeRow(), changeRow({ kind, state })] }).includes("withdraw_return");
    const open = statesOf("return").filter((state) => offers("return", state));
    expect(open).toEqual(["REQUESTED", "APPROVED"]);
    expect(statesOf("cancel").filter((state) => offers("cancel", state))).toEqual([]);
  });

  test("to give the account that a refund waits for", () => {
    const waits = changeRow({ state: "FAILED", needsAccount: true });
    expect(actions({ changes: [changeRow(), waits] })).toContain("give_account");
    expect(actions({ changes: [changeRow()] })).not.toContain("give_account");
    // Of an order that ended too: its money is owed.
    expect(actions({ state: "CANCELLED", changes: [waits] })).toEqual(["give_account"]);
  });
});
