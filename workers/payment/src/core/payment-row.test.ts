/** Rows of `payment` and `refund` as statements give them: what is read, and what is refused. */
import { statesOf } from "@edgemart/contracts/transitions";
import { describe, expect, test } from "vitest";
import { PAYMENT_COLUMNS, paymentRow, REFUND_COLUMNS, refundRow } from "../../test/rows.ts";
import { InstrumentFacts, PageFacts, PaymentRow, withCamelKeys } from "./payment-row.ts";
import { RefundRow } from "./payment-view.ts";

const camel = (name: string) =>
  name
    .split("_")
    .map((word, at) => (at === 0 ? word : `${word[0]?.toUpperCase()}${word.slice(1)}`))
    .join("");

describe("payments 8: a row is read under the names of its columns", () => {
  test("each column of a payment and of a refund is a field, and there is no other", () => {
    expect(Object.keys(paymentRow()).sort()).toEqual(
      Object.keys(PAYMENT_COLUMNS).map(camel).sort(),
    );
    expect(Object.keys(refundRow()).sort()).toEqual(Object.keys(REFUND_COLUMNS).map(camel).sort());
  });

  test("only the row's own names change, not those of what a column keeps", () => {
    expect(withCamelKeys({ void_account_x: { void_account: 1 }, plain: 2, a_1: 3 })).toEqual({
      voidAccountX: { void_account: 1 },
      plain: 2,
      a_1: 3,
    });
  });

  test.each([null, undefined, "payment_key", 7, ["payment_key"]])(
    "%j is no row and stays",
    (value) => {
      expect(withCamelKeys(value)).toBe(value);
    },
  );

  test("no value that is not an object of all columns is a row", () => {
    for (const value of [null, "x", 7, [PAYMENT_COLUMNS]]) {
      expect(PaymentRow.safeParse(value).success).toBe(false);
      expect(RefundRow.safeParse(value).success).toBe(false);
    }
    for (const column of Object.keys(PAYMENT_COLUMNS)) {
      expect(() => paymentRow({ [column]: undefined }), column).toThrow();
    }
    for (const column of Object.keys(REFUND_COLUMNS)) {
      expect(() => refundRow({ [column]: undefined }), column).toThrow();
    }
  });

  test("moments are RFC 3339 in UTC, whatever offset the session has", () => {
    const { createdAt, readyUntil, paidAt } = paymentRow();
    expect({ createdAt, readyUntil, paidAt }).toEqual({
      createdAt: "2026-11-30T09:00:00.000Z",
      readyUntil: "2026-11-30T09:20:00.123Z",
      paidAt: null,
    });
    expect(refundRow({ settled_at: "2026-12-01T00:00:00+09:00" })).toMatchObject({
      createdAt: "2026-11-30T15:00:00.000Z",
      settledAt: "2026-11-30T15:00:00.000Z",
    });
  });

  test.each([
    { state: "LOST" },
    { purpose: "gift" },
    { currency: "XXX" },
    { gateway: "stripe" },
    { failure: "no money" },
    { card_minor: -1 },
    { total_minor: 0.5 },
    { refunded_card: "1000" },
  ])("%j is refused: nothing is decided on what is not known", (columns) => {
    expect(() => paymentRow(columns)).toThrow();
  });

  test("payments 10: every state of the table is read, of payments and of refunds", () => {
    for (const state of statesOf("payment")) expect(paymentRow({ state }).state).toBe(state);
    for (const state of statesOf("refund")) expect(refundRow({ state }).state).toBe(state);
  });

  test("what a row did not keep has its default: a row of an older deployment is read", () => {
    expect(InstrumentFacts.parse({ kind: null })).toEqual({
      kind: null,
      label: null,
      approval: null,
    });
    expect(PageFacts.parse({})).toEqual({
      orderName: "",
      returnPath: "/",
      locale: "ko",
      bank: null,
      receipt: null,
    });
  });
});
