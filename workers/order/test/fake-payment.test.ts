/** Payment in memory, which order's tests run against, answers as payment's own verbs do over the statements' model. */
import type { OpenInput } from "@edgemart/contracts/payment-saga";
import { randomFrom } from "@edgemart/testkit/random";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Work } from "../../payment/src/ports/deps.ts";
import { abandonAttempt } from "../../payment/src/verbs/abandon-attempt.ts";
import { confirmPayment } from "../../payment/src/verbs/confirm-payment.ts";
import { lookUpPayments } from "../../payment/src/verbs/look-up-payments.ts";
import { openAttempt } from "../../payment/src/verbs/open-attempt.ts";
import { refundPayment } from "../../payment/src/verbs/refund-payment.ts";
import { fakePayment } from "./fake-payment.ts";
import { MEMBER, modelWorld } from "./proof/model-world.ts";
import { POINTS } from "./proof/shop.ts";

const SCHEDULES = 1_000;
const ORDER = "ord_proof";
const PAYMENTS = ["pay_1", "pay_2"] as const;
const purpose = "order" as const;

/** A question, in the words of the contract. */
type Asked =
  | { verb: "open"; n: 0 | 1; points: number }
  | { verb: "confirm"; n: 0 | 1; amount: number; isDeclined: boolean }
  | { verb: "abandon" | "look"; n: 0 | 1 }
  | { verb: "refund"; n: 0 | 1; id: string; card: number };

const n = fc.constantFrom<0 | 1>(0, 1);
const asked: fc.Arbitrary<Asked> = fc.oneof(
  fc.record({ verb: fc.constant("open" as const), n, points: fc.constantFrom(0, 5_000, 20_000) }),
  fc.record({
    ...{ verb: fc.constant("confirm" as const), n },
    amount: fc.constantFrom(20_000, 20_000, 15_000, 1),
    isDeclined: fc.nat(4).map((each) => each === 0),
  }),
  fc.record({ verb: fc.constantFrom("abandon" as const, "look" as const), n }),
  fc.record({
    ...{ verb: fc.constant("refund" as const), n, id: fc.constantFrom("rfd_1", "rfd_2") },
    card: fc.constantFrom(5_000, 10_000, 20_000),
  }),
);

function opening(paymentId: string, attempt: number, pointAmount: number): OpenInput {
  const totalMinor = 20_000;
  return {
    ...{
      purpose,
      paymentId,
      reference: `${ORDER}_${attempt}`,
      attempt,
      memberId: MEMBER,
      currency: "KRW",
    },
    ...{ totalMinor, cardMinor: totalMinor - pointAmount, pointAmount, orderName: "Mug" },
    ...{ customer: { name: "Mina", email: "mina@example.com", phone: null }, locale: "ko" },
    ...{ instrument: "card", cashReceipt: { purpose: "none" }, returnPath: "/ko/checkout" },
    readySeconds: 1_200,
  };
}

type Ask = (asked: Asked) => Promise<unknown>;

/** Payment's own verbs, over the model of its statements and a gateway in memory. */
function own(): Ask {
  const { world } = modelWorld(randomFrom(1));
  const { payments, refunds, webhooks } = world.stores;
  const keys = new Map<string, string>();
  // Guarantee of the cast: the verbs of attempts and refunds use these alone.
  const work = {
    ...{ payments, refunds, webhooks, gateway: world.gateway, pace: 1 },
    sealer: { seal: async (text: string) => text, open: async (sealed: string) => sealed },
    events: { send: async () => undefined, sendUnsent: async () => 0 },
    note: () => undefined,
    later: () => undefined,
  } as unknown as Work;
  return async (what) => {
    const paymentId = PAYMENTS[what.n];
    switch (what.verb) {
      case "open":
        return openAttempt(opening(paymentId, what.n + 1, what.points), work);
      case "confirm": {
        const { isDeclined } = what;
        const [facts] = await lookUpPayments(purpose, [paymentId], work);
        const amountMinor = facts?.cardMinor ?? 0;
        const choice = { paymentId, amountMinor, isDeposit: false, isDeclined };
        // Of what is not open there is no page.
        const paymentKey =
          keys.get(paymentId) ?? (amountMinor > 0 ? world.gateway.authorise(choice) : "none");
        if (amountMinor > 0) keys.set(paymentId, paymentKey);
        return confirmPayment({ purpose, paymentId, paymentKey, amountMinor: what.amount }, work);
      }
      case "abandon":
        return abandonAttempt(
          {
            id: paymentId,
            purpose,
            reference: `${ORDER}_${what.n + 1}`,
            attempt: what.n + 1,
            why: "test",
          },
          work,
        );
      case "look":
        return lookUpPayments(purpose, [paymentId], work);
      case "refund": {
        const { id, card: cardMinor } = what;
        const more = { kind: "owner", reason: "test", account: undefined, pointAmount: 0 } as const;
        return refundPayment({ id, purpose, paymentId, cardMinor, ...more }, work);
      }
    }
  };
}

/** The state machine of order's tests. */
function fake(): Ask {
  const payment = fakePayment();
  payment.points.set(MEMBER, { available: POINTS, held: 0 });
  const call = undefined as never;
  const decided = new Set<string>();
  return async (what) => {
    const paymentId = PAYMENTS[what.n];
    switch (what.verb) {
      case "open":
        return payment.open(opening(paymentId, what.n + 1, what.points), call);
      case "confirm":
        // What the shopper chose on the page stays chosen.
        if (!decided.has(paymentId) && what.isDeclined) payment.gateway.set(paymentId, "declined");
        else if (!decided.has(paymentId)) payment.gateway.delete(paymentId);
        if ((payment.attempts.get(paymentId)?.cardMinor ?? 0) > 0) decided.add(paymentId);
        return payment.confirm(
          { purpose, paymentId, paymentKey: paymentId, amountMinor: what.amount },
          call,
        );
      case "abandon":
        return payment.abandon(
          {
            purpose,
            paymentId,
            reference: `${ORDER}_${what.n + 1}`,
            attempt: what.n + 1,
            why: "test",
          },
          call,
        );
      case "look":
        return payment.look({ purpose, paymentIds: [paymentId] }, call);
      case "refund": {
        const { id: refundId, card: cardMinor } = what;
        return payment.refund(
          { purpose, refundId, paymentId, cardMinor, pointAmount: 0, why: "test" },
          call,
        );
      }
    }
  };
}

/** What both must say alike. */
function said(answer: unknown): unknown {
  const [one] = Array.isArray(answer) ? answer : [answer];
  const { state, why, refundedCard, pointAmount } = one as Record<string, unknown>;
  return { state, why, refundedCard, pointAmount };
}

test(`payments 11: ${SCHEDULES} schedules of questions are answered alike by both`, async () => {
  const answersAlike = async (all: Asked[]) => {
    const [ours, theirs] = [own(), fake()];
    for (const each of all) {
      expect({ each, ...(said(await theirs(each)) as object) }).toEqual({
        each,
        ...(said(await ours(each)) as object),
      });
    }
  };
  await fc.assert(
    fc.asyncProperty(fc.array(asked, { minLength: 2, maxLength: 14 }), answersAlike),
    { seed: 20_261_130, numRuns: SCHEDULES },
  );
});
