/** An order's payment as its payer sees it: what payment tells, and what the order's own state says without it. */
import { Payment } from "@edgemart/contracts/payment";
import type { PaymentFacts } from "@edgemart/contracts/payment-saga";
import { statesOf } from "@edgemart/contracts/transitions";
import { describe, expect, test } from "vitest";
import { orderRow } from "../../test/order-row.ts";
import { paymentView } from "./payment-view.ts";
import type { OrderRow } from "./rows.ts";

const LATER = "2026-12-01T10:00:00.000Z";
const PAGE = { type: "redirect", url: "https://pay.example/1" } as const;
const OTHER_PAGE = { type: "widget", page: "/pay" } as const;
const facts = (more: Partial<PaymentFacts> = {}): PaymentFacts => ({
  ...{ paymentId: "pay_01k9z3v5e8f0r9t2m4w6y8a1bc", state: "PAID", reference: null },
  ...{ cardMinor: 40_000, pointAmount: 8_000, refundedCard: 7_333, refundedPoints: 1_666 },
  ...{ instrument: "easy_pay", instrumentLabel: "Kakao", failure: null, account: null },
  ...{ cashReceipt: null, depositReversed: false, readyUntil: null, next: null },
  ...{ paidAt: "2026-12-01T08:04:59.000Z", createdAt: "2026-12-01T08:01:00.000Z" },
  ...more,
});
const UNKNOWN = facts({
  ...{ state: "UNKNOWN", refundedCard: 0, refundedPoints: 0, instrument: null },
  ...{ instrumentLabel: null, paidAt: null, createdAt: null },
});
const view = (order: Partial<OrderRow>, told: PaymentFacts | null, next: Payment["next"] = null) =>
  paymentView(orderRow(order), told, next);

describe("payments 1: an order's payment", () => {
  test("is what payment tells, with the amounts of the order", () => {
    const shown = view({}, facts());
    expect(shown).toEqual({
      ...{ id: "pay_01k9z3v5e8f0r9t2m4w6y8a1bc", orderId: "ord_01k9z3v5e8f0r9t2m4w6y8a1bc" },
      ...{ purpose: "order", status: "PAID", paymentMethod: "MIXED", pointUsed: 8_000 },
      amount: { amountMinor: 48_000, currency: "KRW" },
      cardAmount: { amountMinor: 40_000, currency: "KRW" },
      ...{ instrument: "easy_pay", instrumentLabel: "Kakao" },
      ...{ refundedAmount: { amountMinor: 7_333, currency: "KRW" }, refundedPoints: 1_666 },
      ...{ account: null, cashReceipt: null, failure: null, expiresAt: null },
      ...{ paidAt: "2026-12-01T08:04:59.000Z", createdAt: "2026-12-01T08:01:00.000Z", next: null },
    });
    expect(Payment.parse(shown)).toEqual(shown);
  });

  test("tells the account, the receipt and the refusal where there are such", () => {
    const account = { bank: "88", accountNumber: "110", holderName: "Edgemart", dueAt: LATER };
    const cashReceipt = { url: "https://receipt.example/1", number: "R1" };
    const shown = view({}, facts({ account, cashReceipt, failure: "declined", readyUntil: LATER }));
    expect(shown).toMatchObject({ account, cashReceipt, failure: "declined", expiresAt: LATER });
  });

  test.each([
    [40_000, 8_000, "MIXED"],
    [48_000, 0, "CARD"],
    [0, 48_000, "POINT"],
    // A total of nothing (orders 57.22).
    [0, 0, "POINT"],
  ])("of %i by card and %i points is %s", (cardMinor, pointAmount, method) => {
    expect(view({ cardMinor, pointAmount }, facts()).paymentMethod).toBe(method);
  });

  test("shows what was chosen until the gateway tells what was used, and nothing where no card pays", () => {
    expect(view({}, facts({ instrument: null })).instrument).toBe("card");
    const points = { cardMinor: 0, pointAmount: 48_000 };
    expect(view(points, facts({ instrument: null })).instrument).toBe(null);
  });
});

describe("orders 56: without payment's answer", () => {
  const OWN = {
    ...{ PLACING: "READY", PENDING: "READY", PAYING: "READY", CANCELLED: "EXPIRED" },
    ...{ EXPIRED: "EXPIRED", AWAITING_DEPOSIT: "AWAITING_DEPOSIT", PAID: "PAID" },
    COMPLETED: "PAID",
  } as const satisfies Record<OrderRow["state"], Payment["status"]>;

  test.each(statesOf("order"))("the order's own state says it: %s", (state) => {
    const isPaid = state === "PAID" || state === "COMPLETED";
    const order = { state, ...(!isPaid && { paidAt: null }) };
    expect(view(order, null).status).toBe(OWN[state]);
    // A payment that payment does not know says nothing.
    expect(view(order, UNKNOWN).status).toBe(OWN[state]);
  });

  test("an order that ended after it was paid was paid", () => {
    expect(view({ state: "CANCELLED" }, null).status).toBe("PAID");
  });

  test("times and amounts are the order's, and nothing is said to be given back", () => {
    for (const told of [null, UNKNOWN]) {
      const shown = view({ state: "PAYING", paidAt: null, deadlineAt: LATER }, told);
      expect(Payment.parse(shown)).toEqual(shown);
      expect(shown).toMatchObject({
        ...{ amount: { amountMinor: 48_000 }, refundedAmount: { amountMinor: 0 } },
        ...{ refundedPoints: 0, instrument: "card", instrumentLabel: null, account: null },
        ...{ cashReceipt: null, failure: null, expiresAt: LATER, paidAt: null, next: null },
        createdAt: "2026-12-01T08:06:00.000Z",
      });
      expect(view({}, told).paidAt).toBe("2026-12-01T08:05:00.000Z");
    }
  });

  test("an attempt that was never opened has no id to show", () => {
    expect(view({ paymentId: null }, null).id).toBe("");
  });
});

describe("payments 1, 3: where the shopper goes on", () => {
  const ready = facts({ state: "READY", next: OTHER_PAGE });

  test("is the page just opened, else the one payment knows", () => {
    expect(view({ state: "PAYING" }, ready, PAGE).next).toEqual(PAGE);
    expect(view({ state: "PAYING" }, ready).next).toEqual(OTHER_PAGE);
    expect(view({ state: "PAYING" }, facts({ state: "READY" })).next).toBe(null);
    expect(view({ state: "PAYING", paidAt: null }, null, PAGE).next).toEqual(PAGE);
  });

  test.each(statesOf("payment").filter((state) => state !== "READY"))(
    "is nowhere when it is %s, and no end of time is shown",
    (state) => {
      const told = facts({ state, next: OTHER_PAGE });
      const { status, next, expiresAt } = view({ deadlineAt: LATER }, told, PAGE);
      expect([status, next, expiresAt]).toEqual([state, null, null]);
    },
  );

  test("is open as long as payment says, else as long as the order lives", () => {
    const order = { state: "PAYING", deadlineAt: "2026-12-01T10:05:00.000Z" } as const;
    expect(view(order, facts({ state: "READY", readyUntil: LATER })).expiresAt).toBe(LATER);
    expect(view(order, facts({ state: "READY" })).expiresAt).toBe(order.deadlineAt);
  });
});
