/** An attempt as the gateway and its owner see it. */
import type { PaymentFacts } from "@edgemart/contracts/payment-saga";
import { type PaymentState, statesOf } from "@edgemart/contracts/transitions";
import { describe, expect, test } from "vitest";
import { ACCOUNT, IDS, PAYMENT_COLUMNS, paymentRow } from "../../test/rows.ts";
import { attemptOf, factsOf, standOf, unknownFacts } from "./attempt.ts";

const DUE = "2026-12-01T15:00:00.000Z";
const NEXT = { type: "redirect", url: "https://pay.example/checkout" } as const;

describe("payments 18: what the gateway is told of an attempt", () => {
  test("is its id, its card part and its page: no total, no points, no member", () => {
    const row = paymentRow({ total_minor: 24_000, card_minor: 20_000, point_amount: 4_000 });
    expect(attemptOf(row)).toEqual({
      paymentId: IDS.payment,
      currency: "KRW",
      cardMinor: 20_000,
      instrument: "card",
      page: { ...PAYMENT_COLUMNS.page, bank: null, receipt: null },
    });
  });

  test.each([
    ["transfer", "transfer"],
    ["virtual_account", "virtual_account"],
    [null, "card"],
  ])("an attempt by %s is one by %s", (kind, instrument) => {
    expect(attemptOf(paymentRow({ instrument: { kind } })).instrument).toBe(instrument);
  });
});

describe("payments 11: an owner is answered the state there is", () => {
  const answers: Record<PaymentState, object> = {
    READY: { state: "ready" },
    CONFIRMING: { state: "pending" },
    AWAITING_DEPOSIT: { state: "awaiting_deposit", account: { ...ACCOUNT, dueAt: DUE } },
    PAID: { state: "paid" },
    FAILED: { state: "declined", why: "limit_exceeded" },
    EXPIRED: { state: "expired" },
    ORPHANED: { state: "orphaned" },
    VOIDED: { state: "voided" },
  };

  test.each(statesOf("payment"))("%s", (state) => {
    const row = paymentRow({ state, account: ACCOUNT, due_at: DUE, failure: "limit_exceeded" });
    expect(standOf(row)).toEqual(answers[state]);
  });

  test("an account is told in full or not at all: without its number or its last day one asks again", () => {
    for (const columns of [{ account: ACCOUNT }, { due_at: DUE }, {}]) {
      expect(standOf(paymentRow({ state: "AWAITING_DEPOSIT", ...columns }))).toEqual({
        state: "pending",
      });
    }
  });

  test("what failed without a reason is declined", () => {
    expect(standOf(paymentRow({ state: "FAILED" }))).toEqual({
      state: "declined",
      why: "declined",
    });
  });
});

describe("payments 11: what `look` tells of a payment", () => {
  test("is its amounts, and what was given back, as the row has them", () => {
    const row = paymentRow({
      state: "PAID",
      card_minor: 20_000,
      point_amount: 4_000,
      refunded_card: 1_500,
      refunded_points: 300,
      instrument: { kind: "easy_pay", label: "41 4330****" },
      cash_receipt: { url: "https://r.example", number: "1" },
      account: ACCOUNT,
      due_at: DUE,
      paid_at: "2026-11-30T09:10:00Z",
    });
    expect(factsOf(row, NEXT)).toEqual({
      paymentId: IDS.payment,
      state: "PAID",
      reference: IDS.order,
      cardMinor: 20_000,
      pointAmount: 4_000,
      refundedCard: 1_500,
      refundedPoints: 300,
      instrument: "easy_pay",
      instrumentLabel: "41 4330****",
      failure: null,
      account: { ...ACCOUNT, dueAt: DUE },
      cashReceipt: { url: "https://r.example", number: "1" },
      depositReversed: false,
      readyUntil: "2026-11-30T09:20:00.123Z",
      paidAt: "2026-11-30T09:10:00.000Z",
      createdAt: "2026-11-30T09:00:00.000Z",
      next: null,
    } satisfies PaymentFacts);
  });

  test("names a way on while the attempt is READY, and then alone", () => {
    for (const state of statesOf("payment")) {
      const { next } = factsOf(paymentRow({ state }), NEXT);
      expect(next, state).toEqual(state === "READY" ? NEXT : null);
    }
  });

  test("names what was paid with only where a part is paid by card", () => {
    const instrument = { kind: "card" };
    expect(factsOf(paymentRow({ card_minor: 1, instrument }), null).instrument).toBe("card");
    expect(factsOf(paymentRow({ card_minor: 0, instrument }), null).instrument).toBeNull();
  });

  test("payments 30: tells that the bank took the deposit back, until it is there again", () => {
    const back = paymentRow({ state: "PAID", reversed_at: "2026-12-02T00:00:00Z" });
    expect(factsOf(back, null).depositReversed).toBe(true);
    expect(factsOf(paymentRow({ state: "PAID" }), null).depositReversed).toBe(false);
  });

  test("of an id that is not there is UNKNOWN, with no amount and no way on", () => {
    const { paymentId, state, ...rest } = unknownFacts("pay_9");
    expect({ paymentId, state }).toEqual({ paymentId: "pay_9", state: "UNKNOWN" });
    expect(Object.keys(rest).sort()).toEqual(
      Object.keys(factsOf(paymentRow(), NEXT))
        .filter((key) => key in rest)
        .sort(),
    );
    expect(Object.values(rest).filter(Boolean)).toEqual([]);
    expect(unknownFacts("pay_9").depositReversed).toBe(false);
  });
});
