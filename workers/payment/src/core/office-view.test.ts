/** Payments and refunds as administrators see them, and what they can do with them. */
import { AdminPayment, AdminPaymentDetail, AdminRefund } from "@edgemart/contracts/payment-admin";
import { statesOf } from "@edgemart/contracts/transitions";
import { describe, expect, test } from "vitest";
import { ACCOUNT, IDS, PAYMENT_COLUMNS, paymentRow, refundRow } from "../../test/rows.ts";
import { adminPayment, adminPaymentFacts, adminRefund } from "./office-view.ts";

const DUE = "2026-12-01T15:00:00.000Z";
const SECRETS = {
  webhook_secret_hash: "secret hash",
  sealed: "secret customer",
  void_account: "secret account",
};

describe("payments 15: a payment of the list", () => {
  test("has each amount under its own name, in the payment's currency", () => {
    const row = paymentRow({
      currency: "USD",
      state: "PAID",
      total_minor: 5_000,
      card_minor: 4_000,
      point_amount: 1_000,
      refunding_card: 300,
      refunded_card: 200,
      refunding_points: 30,
      refunded_points: 20,
      instrument: { kind: "card", label: "41 4330****", approval: "000001" },
      attention: "deposit_reversed",
      paid_at: "2026-11-30T09:10:00Z",
    });
    const dollars = (amountMinor: number) => ({ amountMinor, currency: "USD" as const });
    expect(adminPayment(row, true)).toEqual({
      id: IDS.payment,
      purpose: "order",
      reference: IDS.order,
      memberId: IDS.member,
      attempt: 2,
      status: "PAID",
      version: 3,
      paymentMethod: "MIXED",
      amount: dollars(5_000),
      cardAmount: dollars(4_000),
      pointUsed: 1_000,
      instrument: "card",
      instrumentLabel: "41 4330****",
      refundingAmount: dollars(300),
      refundedAmount: dollars(200),
      refundingPoints: 30,
      refundedPoints: 20,
      failure: null,
      attention: "deposit_reversed",
      refundAttention: true,
      gateway: "simulator",
      paidAt: "2026-11-30T09:10:00.000Z",
      createdAt: "2026-11-30T09:00:00.000Z",
    } satisfies AdminPayment);
    expect(adminPayment(row, false).refundAttention).toBe(false);
  });

  test.each(statesOf("payment"))("%s is what the contract promises, without a secret", (state) => {
    const row = paymentRow({ state, failure: "declined", ...SECRETS });
    const view = adminPayment(row, false);
    expect(AdminPayment.parse(view)).toEqual(view);
    expect(JSON.stringify(view)).not.toContain("secret");
  });

  test("an instrument is named only where a part is paid with it, and an id must be a payment's", () => {
    expect(adminPayment(paymentRow({ card_minor: 1 }), false).instrument).toBe("card");
    expect(adminPayment(paymentRow({ card_minor: 0 }), false).instrument).toBeNull();
    expect(() => adminPayment(paymentRow({ id: IDS.order }), false)).toThrow();
  });
});

describe("payments 15: the page of one payment", () => {
  const Facts = AdminPaymentDetail.omit({
    refunds: true,
    differences: true,
    events: true,
    calls: true,
    webhooks: true,
  });

  test("has what the row keeps, and of what is sealed only that it is there", () => {
    const row = paymentRow({
      state: "ORPHANED",
      payment_key: "key_1",
      instrument: { kind: "virtual_account", approval: "000001" },
      account: ACCOUNT,
      due_at: DUE,
      cash_receipt: { url: "https://r.example", number: "1" },
      confirming_at: "2026-11-30T09:01:00Z",
      next_look_at: "2026-11-30T09:02:00Z",
      reversed_at: "2026-11-30T09:03:00Z",
      ...SECRETS,
    });
    expect(adminPaymentFacts(row)).toEqual({
      orderName: "Linen shirt",
      paymentKey: "key_1",
      approval: "000001",
      account: { ...ACCOUNT, dueAt: DUE },
      cashReceipt: { url: "https://r.example", number: "1" },
      hasVoidAccount: true,
      tries: 4,
      misses: 1,
      voidRefusals: 5,
      readyUntil: "2026-11-30T09:20:00.123Z",
      dueAt: DUE,
      confirmingAt: "2026-11-30T09:01:00.000Z",
      nextLookAt: "2026-11-30T09:02:00.000Z",
      reversedAt: "2026-11-30T09:03:00.000Z",
      updatedAt: "2026-11-30T09:00:01.000Z",
      actions: ["void_account"],
    });
    const view = { ...adminPayment(row, false), ...adminPaymentFacts(row) };
    expect(Facts.parse(view)).toEqual(view);
    expect(JSON.stringify(view)).not.toContain("secret");
    expect(adminPaymentFacts(paymentRow()).hasVoidAccount).toBe(false);
  });

  test("money of an ended attempt is dealt with by giving it back: to an account where it came from one", () => {
    for (const attention of [null, "refund_account"]) {
      const orphan = { state: "ORPHANED", attention };
      expect(adminPaymentFacts(paymentRow({ ...orphan, account: ACCOUNT })).actions).toEqual([
        "void_account",
      ]);
      expect(adminPaymentFacts(paymentRow(orphan)).actions).toEqual([]);
    }
  });

  test("what any other payment is shown for can be cleared, and nothing where it is shown for nothing", () => {
    for (const state of statesOf("payment").filter((each) => each !== "ORPHANED")) {
      const shown = paymentRow({ state, account: ACCOUNT, attention: "deposit_reversed" });
      expect(adminPaymentFacts(shown).actions, state).toEqual(["clear_attention"]);
      expect(adminPaymentFacts(paymentRow({ state, account: ACCOUNT })).actions, state).toEqual([]);
    }
  });
});

describe("payments 34: a refund", () => {
  test("has what the row keeps, and of its account only that it is there", () => {
    const row = refundRow({
      state: "REFUSED",
      refusal: "NOT_CANCELABLE_PAYMENT",
      by_hand: true,
      note: "from the bank's page",
      attention: "refund_refused",
      sealed_account: "secret account",
      transaction_key: "t_1",
      settles_at: "2026-12-03T00:00:00Z",
      next_look_at: "2026-12-02T00:00:00Z",
      settled_at: "2026-12-01T00:00:00Z",
    });
    const view = adminRefund(row, "KRW", true);
    expect(view).toEqual({
      id: IDS.refund,
      paymentId: PAYMENT_COLUMNS.id,
      kind: "owner",
      status: "REFUSED",
      version: 1,
      amount: { amountMinor: 1_000, currency: "KRW" },
      points: 200,
      reason: "too large",
      refusals: 2,
      refusal: "NOT_CANCELABLE_PAYMENT",
      byHand: true,
      note: "from the bank's page",
      attention: "refund_refused",
      hasAccount: true,
      transactionKey: "t_1",
      tries: 3,
      settlesAt: "2026-12-03T00:00:00.000Z",
      nextLookAt: "2026-12-02T00:00:00.000Z",
      createdAt: "2026-11-30T15:00:00.000Z",
      settledAt: "2026-12-01T00:00:00.000Z",
      actions: ["account", "by_hand"],
    } satisfies AdminRefund);
    expect(AdminRefund.parse(view)).toEqual(view);
    expect(adminRefund(refundRow(), "KRW", true).hasAccount).toBe(false);
  });

  test("that was refused can go to another account or be closed by hand, while its payment is paid", () => {
    for (const state of statesOf("refund")) {
      const isRefused = state === "REFUSED";
      expect(adminRefund(refundRow({ state }), "KRW", true).actions, state).toEqual(
        isRefused ? ["account", "by_hand"] : [],
      );
      expect(adminRefund(refundRow({ state }), "KRW", false).actions, state).toEqual([]);
    }
  });

  test("payments 33: of which nothing is known for 14 days can be closed by hand, and goes to no other account", () => {
    for (const state of statesOf("refund").filter((each) => each !== "REFUSED")) {
      const lost = refundRow({ state, attention: "refund_unresolved" });
      expect(adminRefund(lost, "KRW", true).actions, state).toEqual(
        state === "CONFIRMING" ? ["by_hand"] : [],
      );
      expect(adminRefund(lost, "KRW", false).actions, state).toEqual([]);
    }
  });

  test("payments 35: whose transfer failed stays DONE and can only be closed by hand", () => {
    for (const state of statesOf("refund").filter((each) => each !== "REFUSED")) {
      for (const isPaid of [true, false]) {
        const failed = refundRow({ state, attention: "transfer_failed" });
        expect(adminRefund(failed, "KRW", isPaid).actions, state).toEqual(
          state === "DONE" ? ["by_hand"] : [],
        );
      }
    }
    const other = refundRow({ state: "DONE", attention: "refund_unresolved" });
    expect(adminRefund(other, "KRW", true).actions).toEqual([]);
  });
});
