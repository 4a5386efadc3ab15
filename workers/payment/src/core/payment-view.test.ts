/** A payment and a refund as their payer sees them. */
import { Payment, Refund } from "@edgemart/contracts/payment";
import { statesOf } from "@edgemart/contracts/transitions";
import { describe, expect, test } from "vitest";
import { ACCOUNT, IDS, PAYMENT_COLUMNS, paymentRow, refundRow } from "../../test/rows.ts";
import { accountOf, methodOf, money, paymentView, refundView } from "./payment-view.ts";

const DUE = "2026-12-01T15:00:00.000Z";
const NEXT = { type: "widget", page: "/checkout/pay" } as const;

describe("payments 1: a payment as its payer sees it", () => {
  test("has amounts as money of its currency, and points as integers", () => {
    const row = paymentRow({
      state: "PAID",
      total_minor: 24_000,
      card_minor: 20_000,
      point_amount: 4_000,
      refunded_card: 1_500,
      refunded_points: 300,
      refunding_card: 77,
      instrument: { kind: "transfer", label: "88 123***", approval: "000001" },
      account: ACCOUNT,
      due_at: DUE,
      cash_receipt: { url: "https://r.example", number: "1" },
      paid_at: "2026-11-30T09:10:00Z",
    });
    expect(paymentView(row, NEXT)).toEqual({
      id: IDS.payment,
      purpose: "order",
      orderId: IDS.order,
      status: "PAID",
      paymentMethod: "MIXED",
      amount: { amountMinor: 24_000, currency: "KRW" },
      pointUsed: 4_000,
      cardAmount: { amountMinor: 20_000, currency: "KRW" },
      instrument: "transfer",
      instrumentLabel: "88 123***",
      refundedAmount: { amountMinor: 1_500, currency: "KRW" },
      refundedPoints: 300,
      account: { ...ACCOUNT, dueAt: DUE },
      cashReceipt: { url: "https://r.example", number: "1" },
      failure: null,
      expiresAt: null,
      paidAt: "2026-11-30T09:10:00.000Z",
      createdAt: "2026-11-30T09:00:00.000Z",
      next: null,
    } satisfies Payment);
  });

  test.each(statesOf("payment"))("%s is what the contract promises, and nothing more", (state) => {
    const row = paymentRow({
      state,
      payment_key: "key_1",
      webhook_secret_hash: "hash",
      sealed: "sealed",
      void_account: "sealed too",
      failure: "declined",
    });
    const view = paymentView(row, NEXT);
    expect(Payment.parse(view)).toEqual(view);
    expect(view.status).toBe(state);
    expect(JSON.stringify(view)).not.toMatch(/key_1|hash|sealed/);
  });

  test("it can be paid, until a moment, while it is READY alone", () => {
    for (const state of statesOf("payment")) {
      const { next, expiresAt } = paymentView(paymentRow({ state }), NEXT);
      const isOpen = state === "READY";
      expect({ next, expiresAt }, state).toEqual({
        next: isOpen ? NEXT : null,
        expiresAt: isOpen ? "2026-11-30T09:20:00.123Z" : null,
      });
    }
  });

  test.each([
    ["order", IDS.order, { orderId: IDS.order }],
    ["reservation", IDS.reservation, { reservationId: IDS.reservation }],
    ["point_charge", IDS.payment, {}],
  ])(
    "a payment of purpose %s names what it is for and nothing else",
    (purpose, reference, named) => {
      const { orderId, reservationId } = paymentView(paymentRow({ purpose, reference }), null);
      expect({ ...(orderId && { orderId }), ...(reservationId && { reservationId }) }).toEqual(
        named,
      );
      const view = paymentView(paymentRow({ purpose, reference }), null);
      expect(Object.keys(view).filter((key) => key.endsWith("Id"))).toEqual(Object.keys(named));
    },
  );

  test("an order's payment whose reference is no order is refused, not shown", () => {
    expect(() => paymentView(paymentRow({ reference: IDS.payment }), null)).toThrow();
    expect(() => paymentView(paymentRow({ id: IDS.order }), null)).toThrow();
  });

  test("an instrument is named only where a part is paid with it", () => {
    const instrument = { kind: "card" };
    const shown = (card_minor: number) => paymentView(paymentRow({ card_minor, instrument }), null);
    expect(shown(1).instrument).toBe("card");
    expect(shown(0).instrument).toBeNull();
  });
});

test.each([
  [24_000, 0, "CARD"],
  [1, 0, "CARD"],
  [0, 24_000, "POINT"],
  [0, 1, "POINT"],
  [0, 0, "POINT"],
  [1, 1, "MIXED"],
])("payments 2: %i by card and %i points is %s", (card_minor, point_amount, method) => {
  expect(methodOf(paymentRow({ card_minor, point_amount }))).toBe(method);
});

test("payments 28: an account is shown with its last day or not at all", () => {
  expect(accountOf(paymentRow({ account: ACCOUNT, due_at: DUE }))).toEqual({
    ...ACCOUNT,
    dueAt: DUE,
  });
  expect(accountOf(paymentRow({ account: ACCOUNT }))).toBeNull();
  expect(accountOf(paymentRow({ due_at: DUE }))).toBeNull();
});

test("payments 43.27: an amount keeps its currency and its minor units", () => {
  for (const currency of ["KRW", "USD", "JPY", "EUR"] as const) {
    expect(money(1_999, currency)).toEqual({ amountMinor: 1_999, currency });
  }
  const { amount, cardAmount } = paymentView(
    paymentRow({ currency: "USD", total_minor: 1_999, card_minor: 1_999 }),
    null,
  );
  expect([amount, cardAmount]).toEqual(Array(2).fill({ amountMinor: 1_999, currency: "USD" }));
});

describe("payments 7: a refund as its payer sees it", () => {
  test.each(statesOf("refund"))("%s: what is given back, and nothing of where it goes", (state) => {
    const row = refundRow({
      state,
      sealed_account: "sealed",
      transaction_key: "key_1",
      note: "by bank",
      refusal: "NOT_CANCELABLE_PAYMENT",
      settled_at: state === "DONE" ? "2026-12-02T00:00:00Z" : null,
    });
    const view = refundView(row, "KRW");
    expect(view).toEqual({
      id: IDS.refund,
      paymentId: PAYMENT_COLUMNS.id,
      status: state,
      amount: { amountMinor: 1_000, currency: "KRW" },
      points: 200,
      reason: "too large",
      createdAt: "2026-11-30T15:00:00.000Z",
      settledAt: state === "DONE" ? "2026-12-02T00:00:00.000Z" : null,
    } satisfies Refund);
    expect(Refund.parse(view)).toEqual(view);
  });

  test("a payment's or an order's id is no refund's", () => {
    expect(() => refundRow({ id: IDS.payment })).toThrow();
    expect(() => refundRow({ payment_id: IDS.order })).toThrow();
  });
});
