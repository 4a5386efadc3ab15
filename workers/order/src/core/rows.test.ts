/** Rows of the database read once: names of columns, times, and the shapes that are refused. */
import { describe, expect, test } from "vitest";
import { changeLine, changeRow, lineRow, orderRow, parcelRow } from "../../test/order-row.ts";
import { fields, Time } from "./fields.ts";
import { readHandedSteps, STEPS_PER_MESSAGE } from "./handed-steps.ts";
import { OrderRow, STEP_NAMES, StepRow } from "./rows.ts";

/** A row as the database gives it: columns, and times in its own spelling. */
function columns(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name.replaceAll(/[A-Z]/g, (sign) => `_${sign.toLowerCase()}`),
      name.endsWith("At") && typeof value === "string" ? value.replace(/Z$/, "+00:00") : value,
    ]),
  );
}

describe("a row of the database", () => {
  test("is read into its fields, with its lines, changes and parcels", () => {
    const received = changeLine({ received: 1, restocked: 0 });
    const changes = [changeRow({ approvedAt: "2026-12-01T08:20:00.000Z", lines: [received] })];
    const order = orderRow({ changes, shipments: [parcelRow()], closedAt: null });
    const row = {
      ...columns(order),
      lines: order.lines.map(columns),
      changes: changes.map((change) => ({ ...columns(change), lines: change.lines.map(columns) })),
      shipments: order.shipments.map(columns),
    };
    expect(OrderRow.parse(row)).toEqual(order);
    expect(OrderRow.parse({ ...row, lines: [], changes: [], shipments: [] }).lines).toEqual([]);
  });

  test.each([
    ["no state", { state: "SHIPPED" }],
    ["no currency", { currency: "XXX" }],
    ["an amount below nothing", { total_minor: -1 }],
    ["half a unit of money", { card_minor: 0.5 }],
    ["a line without its SKU", { lines: [{ ...columns(lineRow()), sku: null }] }],
    ["a change of an unknown kind", { changes: [{ ...columns(changeRow()), kind: "gift" }] }],
    ["a parcel of an unknown state", { shipments: [{ ...columns(parcelRow()), state: "LOST" }] }],
    ["no list of lines", { lines: {} }],
  ])("is refused with %s", (_name, more) => {
    const row = { ...columns(orderRow()), lines: [columns(lineRow())], ...more };
    expect(OrderRow.safeParse(row).success).toBe(false);
  });

  test("keeps the names inside its values: only columns are renamed", () => {
    expect(fields({ unit_minor: { a_b: 1 }, line1: "x", a_1: 2 })).toEqual({
      ...{ unitMinor: { a_b: 1 }, line1: "x", a1: 2 },
    });
    for (const value of [null, "a_b", 7, undefined]) expect(fields(value)).toBe(value);
  });

  test("has its times in UTC with milliseconds, from any time zone", () => {
    for (const text of ["2026-12-01T18:00:00+09:00", "2026-12-01 09:00:00+00"]) {
      expect(Time.parse(text)).toBe("2026-12-01T09:00:00.000Z");
    }
  });
});

test("orders 31: a step is read by any of its names, with no argument or all", () => {
  const args = { paymentKey: "key", to: "PENDING", replaces: { orderId: "o", holdId: "h" } };
  const row = { subject: "ord_1", order_id: "ord_1", version: 3, tries: 0 };
  for (const name of STEP_NAMES) {
    for (const each of [{}, args]) {
      const step = { subject: "ord_1", orderId: "ord_1", version: 3, tries: 0, name, args: each };
      expect(StepRow.parse({ ...row, name, args: each })).toEqual(step);
    }
  }
  expect(StepRow.safeParse({ ...row, name: "refund_all", args: {} }).success).toBe(false);
  expect(StepRow.safeParse({ ...row, name: "end", args: { to: "PAID" } }).success).toBe(false);
});

test("orders 29: a message holds at most five steps, and what is no message holds none", () => {
  const steps = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ subject: `ord_${n}`, stamp: "1" }));
  expect(STEPS_PER_MESSAGE).toBe(5);
  expect(readHandedSteps(steps(5))).toEqual(steps(5));
  expect(readHandedSteps([])).toEqual([]);
  for (const body of [steps(6), [{ subject: "ord_1" }], { 0: steps(1) }, "ord_1", null]) {
    expect(readHandedSteps(body)).toEqual([]);
  }
});
