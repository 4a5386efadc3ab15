/** The gateway's books and ours: a planted row of each kind is found, and a quiet day has none. */
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seoulDay } from "../src/core/reconcile.ts";
import { confirmPayment } from "../src/verbs/confirm-payment.ts";
import { openAttempt } from "../src/verbs/open-attempt.ts";
import { reconcile, reconcileHourly } from "../src/verbs/reconcile.ts";
import { refundPayment } from "../src/verbs/refund-payment.ts";
import { sweep } from "../src/verbs/sweep.ts";
import { attempt, authorise, startTill, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await startTill();
}, 60_000);
afterAll(() => till?.stop());

async function paid() {
  const input = attempt();
  const { paymentId, cardMinor: amountMinor } = input;
  const paymentKey = await authorise(await openAttempt(input, till.work()));
  await confirmPayment({ purpose: "order", paymentId, paymentKey, amountMinor }, till.work());
  return { paymentId, paymentKey };
}
const today = () => reconcile(seoulDay(Date.now()), till.work(), () => false);
const differences = () =>
  till.database.query<{ kind: string; payment_id: string }>(
    "select kind, payment_id from payment.difference order by found_at",
  );
/** Asks the gateway behind payment's back. */
async function atGateway(path: string, body: object) {
  const answer = await fetch(`${till.gateway.url}${path}`, {
    method: "POST",
    headers: {
      authorization: `Basic ${btoa(`${till.gateway.keys.secretKey}:`)}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(200);
}

describe("payments 37: the books", () => {
  test("of a day with payments and refunds differ in nothing", async () => {
    const [one] = [await paid(), await paid()];
    const { paymentId } = one;
    const more = {
      purpose: "order",
      kind: "owner",
      pointAmount: 0,
      reason: "x",
      account: undefined,
    } as const;
    await refundPayment({ id: newId("refund"), paymentId, cardMinor: 1_000, ...more }, till.work());
    expect(await today()).toEqual({ isWhole: true, transactions: 3, looked: 0, differences: 0 });
    expect(await differences()).toEqual([]);
  });

  test("payments 43.35: money of an ended attempt is found and given back", async () => {
    const { paymentId } = await paid();
    await till.age(paymentId, "state = 'FAILED', paid_at = null");
    expect(await today()).toMatchObject({ looked: 1, differences: 0 });
    expect((await till.row(paymentId)).state).toBe("ORPHANED");
    await till.makeDue(paymentId);
    await sweep(till.work(), () => false);
    expect((await till.row(paymentId)).state).toBe("VOIDED");
    expect(await till.atGateway(paymentId)).toMatchObject({ status: "CANCELED" });
  });

  test("money for an id that is not ours, a foreign cancellation and a paid one without money are noted once", async () => {
    const foreign = newId("payment");
    await atGateway("/v1/payments/key-in", {
      orderId: foreign,
      orderName: "x",
      amount: 5_000,
      cardNumber: "4242424242424242",
    });
    const cancelled = await paid();
    await atGateway(`/v1/payments/${cancelled.paymentKey}/cancel`, {
      cancelReason: "console",
      cancelAmount: 500,
    });
    const never = attempt();
    await openAttempt(never, till.work());
    await till.age(never.paymentId, "state = 'PAID', paid_at = now()");
    expect(await today()).toMatchObject({ isWhole: true, differences: 3 });
    expect(await differences()).toEqual(
      expect.arrayContaining([
        { kind: "unknown_payment", payment_id: foreign },
        { kind: "foreign_cancel", payment_id: cancelled.paymentId },
        { kind: "not_at_gateway", payment_id: never.paymentId },
      ]),
    );
    expect(await today()).toMatchObject({ differences: 0 });
    expect(await till.atGateway(foreign)).toMatchObject({ status: "DONE" });
  });

  test("a gateway that does not tell its day concludes nothing", async () => {
    const before = await differences();
    await till.fault({ match: { next: 1 }, kind: "500_before", on: ["list"] });
    expect(await today()).toEqual({ isWhole: false, transactions: 0, looked: 0, differences: 0 });
    expect(await differences()).toEqual(before);
  });

  test("in the first hour of a day the day before is compared too", async () => {
    const midnight = Date.parse("2026-11-29T15:00:00Z");
    const at = (ms: number) =>
      reconcileHourly(midnight + ms, till.work(), () => false).then(Object.keys);
    expect(await at(37 * 60_000)).toEqual(["2026-11-29", "2026-11-30"]);
    expect(await at(97 * 60_000)).toEqual(["2026-11-30"]);
  });
});
