/** Payments as the Worker payment keeps them, as a small state machine in memory, with a gateway that takes money. */
import type { DeclineReason, DepositAccount } from "@edgemart/contracts/payment";
import type {
  AttemptAsIs,
  OpenInput,
  PaymentFacts,
  PaymentSagaRpc,
  PaymentTestCardRpc,
  PaymentTimelineEntry,
  Settled,
} from "@edgemart/contracts/payment-saga";
import { Timestamp } from "@edgemart/contracts/time";
import type { PaymentState } from "@edgemart/contracts/transitions";

interface Attempt extends OpenInput {
  state: PaymentState;
  key: string | null;
  failure: DeclineReason | null;
  refundedCard: number;
  refundedPoints: number;
  account: DepositAccount | null;
  depositReversed?: boolean;
}

/** Payments, points, and the gateway's books. */
export interface FakePayment extends PaymentSagaRpc, PaymentTestCardRpc {
  attempts: Map<string, Attempt>;
  refunds: Map<
    string,
    { paymentId: string; cardMinor: number; pointAmount: number; state: string }
  >;
  points: Map<string, { available: number; held: number }>;
  earned: Map<string, { n: number; amount: number; state: string }>;
  /** Confirms that reached the gateway, by payment. */
  charges: Map<string, number>;
  /** What the gateway does with a key: pays it where nothing is said. */
  gateway: Map<string, "declined" | "unknown_key" | "pending">;
  /** What `timeline` tells of an order. */
  told: Map<string, PaymentTimelineEntry[]>;
  /** Payments whose refunds the gateway refuses, and why. */
  refusals: Map<string, string>;
  /** What `open` answers instead. */
  openAnswer: "gateway_unavailable" | "method_unavailable" | null;
  /** A deposit arrives. */
  deposit(paymentId: string): void;
}

const ACCOUNT = { bank: "20", accountNumber: "1234567890", holderName: "Edgemart" };

/** Makes payments with nothing in them. */
export function fakePayment(): FakePayment {
  const attempts: FakePayment["attempts"] = new Map();
  const refunds: FakePayment["refunds"] = new Map();
  const points: FakePayment["points"] = new Map();
  const earned: FakePayment["earned"] = new Map();
  const charges: FakePayment["charges"] = new Map();
  const gateway: FakePayment["gateway"] = new Map();
  const purse = (memberId: string | null) => {
    const found = points.get(memberId ?? "") ?? { available: 0, held: 0 };
    points.set(memberId ?? "", found);
    return found;
  };
  const end = (attempt: Attempt, state: PaymentState) => {
    attempt.state = state;
    const own = purse(attempt.memberId);
    own.held -= attempt.pointAmount;
    if (state !== "PAID") own.available += attempt.pointAmount;
  };
  const asIs = (attempt: Attempt): Settled | AttemptAsIs | { state: "opened"; next: null } => {
    switch (attempt.state) {
      case "READY":
        return { state: "opened", next: null };
      case "CONFIRMING":
        return { state: "pending" };
      case "AWAITING_DEPOSIT":
        return { state: "awaiting_deposit", account: attempt.account as DepositAccount };
      case "FAILED":
        return { state: "declined", why: attempt.failure ?? "declined" };
      case "PAID":
        return { state: "paid" };
      default:
        return { state: attempt.state.toLowerCase() as AttemptAsIs["state"] };
    }
  };
  const charge = (attempt: Attempt): Settled | { state: "unknown_key" } => {
    const does = gateway.get(attempt.paymentId);
    if (does === "pending") return { state: "pending" };
    if (does === "unknown_key") {
      attempt.state = "READY";
      return { state: "unknown_key" };
    }
    if (does === "declined") {
      attempt.failure = "declined";
      end(attempt, "FAILED");
      return { state: "declined", why: "declined" };
    }
    charges.set(attempt.paymentId, (charges.get(attempt.paymentId) ?? 0) + 1);
    end(attempt, "PAID");
    return { state: "paid" };
  };
  const fake: FakePayment = {
    attempts,
    refunds,
    points,
    earned,
    charges,
    gateway,
    told: new Map(),
    refusals: new Map(),
    openAnswer: null,
    deposit(paymentId) {
      const attempt = attempts.get(paymentId);
      if (attempt?.state !== "AWAITING_DEPOSIT") return;
      charges.set(paymentId, 1);
      end(attempt, "PAID");
    },
    async open(input) {
      const known = attempts.get(input.paymentId);
      const isOpen = ({ state, reference, paymentId }: Attempt) =>
        reference === input.reference &&
        paymentId !== input.paymentId &&
        (["READY", "CONFIRMING", "AWAITING_DEPOSIT"].includes(state) ||
          (state === "PAID" && input.cardMinor === 0));
      if (!known && [...attempts.values()].some(isOpen)) return { state: "mismatched" };
      if (known) {
        const isMark = known.state === "EXPIRED" && known.cardMinor + known.pointAmount === 0;
        const isSame =
          known.cardMinor === input.cardMinor && known.pointAmount === input.pointAmount;
        if (!isSame && !isMark) return { state: "mismatched" };
        const answer = asIs(known);
        if (answer.state === "declined") return { state: "failed" };
        return answer.state === "opened" ? { state: "opened", next: nextOf(input) } : answer;
      }
      if (fake.openAnswer) return { state: fake.openAnswer };
      const own = purse(input.memberId);
      if (own.available < input.pointAmount) return { state: "points_insufficient" };
      own.available -= input.pointAmount;
      own.held += input.pointAmount;
      const attempt: Attempt = {
        ...input,
        state: "READY",
        key: null,
        failure: null,
        refundedCard: 0,
        refundedPoints: 0,
        account: null,
      };
      attempts.set(input.paymentId, attempt);
      if (input.cardMinor === 0) {
        end(attempt, "PAID");
        return { state: "paid" };
      }
      if (input.instrument === "virtual_account") {
        attempt.state = "AWAITING_DEPOSIT";
        attempt.account = { ...ACCOUNT, dueAt: new Date(Date.now() + 86_400_000).toISOString() };
        return { state: "awaiting_deposit", account: attempt.account };
      }
      return { state: "opened", next: nextOf(input) };
    },
    async confirm({ paymentId, paymentKey, amountMinor }) {
      const attempt = attempts.get(paymentId);
      if (!attempt) return { state: "refused", why: "unknown_payment" };
      const isOpen = attempt.state === "READY" || attempt.state === "CONFIRMING";
      if (isOpen && attempt.cardMinor !== amountMinor) return { state: "refused", why: "mismatch" };
      if (attempt.state === "EXPIRED") return { state: "refused", why: "expired" };
      if (attempt.state === "READY") {
        attempt.state = "CONFIRMING";
        attempt.key = paymentKey;
      }
      if (attempt.state === "CONFIRMING") return charge(attempt);
      const answer = asIs(attempt);
      return answer.state === "opened" ||
        !["paid", "awaiting_deposit", "declined", "pending"].includes(answer.state)
        ? { state: "refused", why: "expired" }
        : (answer as Settled);
    },
    async keyIn({ purpose, paymentId, amountMinor, cardNumber }, call) {
      if (cardNumber !== "4242424242424242") return { state: "card_refused" };
      return fake.confirm({ purpose, paymentId, paymentKey: "keyed", amountMinor }, call);
    },
    async abandon({ paymentId, reference, attempt }) {
      const known = attempts.get(paymentId);
      if (!known) {
        const tomb = {
          paymentId,
          reference,
          attempt,
          state: "EXPIRED",
          cardMinor: 0,
          pointAmount: 0,
        };
        attempts.set(paymentId, tomb as unknown as Attempt);
        return { state: "abandoned" };
      }
      if (known.state === "PAID") return { state: "paid" };
      if (known.state === "CONFIRMING") return { state: "pending" };
      if (known.state === "READY" || known.state === "AWAITING_DEPOSIT") end(known, "EXPIRED");
      return { state: "abandoned" };
    },
    async look({ paymentIds }) {
      return paymentIds.map((paymentId): PaymentFacts => {
        const attempt = attempts.get(paymentId);
        if (attempt?.state === "CONFIRMING") charge(attempt);
        return {
          paymentId,
          state: attempt?.state ?? "UNKNOWN",
          reference: attempt?.reference ?? null,
          cardMinor: attempt?.cardMinor ?? 0,
          pointAmount: attempt?.pointAmount ?? 0,
          refundedCard: attempt?.refundedCard ?? 0,
          refundedPoints: attempt?.refundedPoints ?? 0,
          instrument: attempt?.instrument ?? null,
          instrumentLabel: null,
          failure: attempt?.failure ?? null,
          account: attempt?.account ?? null,
          cashReceipt: null,
          depositReversed: attempt?.depositReversed ?? false,
          readyUntil: null,
          paidAt: null,
          createdAt: null,
          next: attempt?.state === "READY" ? nextOf(attempt) : null,
        };
      });
    },
    async refund({ refundId, paymentId, cardMinor, pointAmount, account }) {
      const attempt = attempts.get(paymentId);
      const known = refunds.get(refundId);
      if (!attempt) return { state: "refused", why: "not_paid" };
      if (known) {
        const isSame =
          known.paymentId === paymentId &&
          known.cardMinor === cardMinor &&
          known.pointAmount === pointAmount;
        return isSame ? { state: "done", settlesAt: null } : { state: "mismatched" };
      }
      if (attempt?.state !== "PAID") return { state: "refused", why: "not_paid" };
      const why = fake.refusals.get(paymentId);
      if (why === "account_required") return { state: why };
      if (why !== undefined) return { state: "refused", why };
      if (attempt.instrument === "virtual_account" && cardMinor > 0 && !account) {
        return { state: "account_required" };
      }
      if (
        attempt.refundedCard + cardMinor > attempt.cardMinor ||
        attempt.refundedPoints + pointAmount > attempt.pointAmount
      ) {
        return { state: "exceeds" };
      }
      attempt.refundedCard += cardMinor;
      attempt.refundedPoints += pointAmount;
      purse(attempt.memberId).available += pointAmount;
      refunds.set(refundId, { paymentId, cardMinor, pointAmount, state: "DONE" });
      return { state: "done", settlesAt: null };
    },
    async refundsOf({ refundIds }) {
      return refundIds.flatMap((refundId) => {
        const refund = refunds.get(refundId);
        return refund ? [{ refundId, ...refund, state: "DONE" as const }] : [];
      });
    },
    async settled() {
      const items = [...attempts.values()].map((attempt) => ({
        reference: attempt.reference,
        paymentId: attempt.paymentId,
        state: attempt.state,
        cardMinor: attempt.cardMinor,
        pointAmount: attempt.pointAmount,
        refundedCard: attempt.refundedCard,
        refundedPoints: attempt.refundedPoints,
      }));
      return { items, nextCursor: null };
    },
    async timeline({ reference }) {
      return fake.told.get(reference) ?? [];
    },
    async pointsOf({ memberId }) {
      return { available: purse(memberId).available, pending: 0 };
    },
    async earn({ orderId, n, amount, due }) {
      // As payment reads it: a day alone is refused.
      Timestamp.parse(due);
      const known = earned.get(orderId);
      if (known && known.n > n) return { state: "superseded" };
      const state = amount === 0 ? "voided" : "pending";
      earned.set(orderId, { n, amount, state });
      return { state };
    },
    async settleEarn({ orderId }) {
      const known = earned.get(orderId);
      if (!known) return { state: "none" };
      if (known.state === "pending") known.state = "posted";
      return { state: known.state as "posted" };
    },
    async grant() {
      return { state: "posted" };
    },
  };
  return fake;
}

function nextOf({ paymentId }: Pick<OpenInput, "paymentId">) {
  return { type: "redirect" as const, url: `http://127.0.0.1/checkout?orderId=${paymentId}` };
}
