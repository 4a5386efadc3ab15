/** Refunds: reserved first, asked of the gateway under one key, found again by their id. */
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FaultInput } from "../../../tools/local/payment-gateway/faults.ts";
import { confirmPayment } from "../src/verbs/confirm-payment.ts";
import { openAttempt } from "../src/verbs/open-attempt.ts";
import { refundPayment } from "../src/verbs/refund-payment.ts";
import { sweep } from "../src/verbs/sweep.ts";
import { attempt, authorise, startTill, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await startTill();
}, 60_000);
afterAll(() => till?.stop());

/** A payment of 24,000 won by card that is paid. */
async function paid(more: Parameters<typeof attempt>[0] = {}) {
  const input = attempt(more);
  const { paymentId, cardMinor: amountMinor } = input;
  const paymentKey = await authorise(await openAttempt(input, till.work()));
  const confirmed = await confirmPayment(
    { purpose: "order", paymentId, paymentKey, amountMinor },
    till.work(),
  );
  expect(confirmed).toEqual({ state: "paid" });
  return { paymentId, paymentKey };
}

const refund = (paymentId: string, cardMinor: number, more: object = {}) =>
  refundPayment(
    {
      id: newId("refund"),
      purpose: "order",
      paymentId,
      kind: "owner",
      cardMinor,
      pointAmount: 0,
      reason: "changed mind",
      account: undefined,
      ...more,
    },
    till.work(),
  );
const sums = async (paymentId: string) => {
  const { refunding_card, refunded_card } = await till.row(paymentId);
  return [Number(refunding_card), Number(refunded_card)];
};
const refundsDue = () =>
  till.database.query(
    "update payment.refund set next_look_at = now() - interval '1 second' where next_look_at is not null",
  );
const balance = async (paymentId: string) => (await till.atGateway(paymentId))?.balanceAmount;

describe("payments 32: a refund is reserved first", () => {
  test("a part, the rest, and then nothing is left", async () => {
    const { paymentId } = await paid();
    expect(await refund(paymentId, 10_000)).toEqual({ state: "done", settlesAt: null });
    expect(await balance(paymentId)).toBe(14_000);
    expect(await refund(paymentId, 14_001)).toEqual({ state: "exceeds" });
    expect(await refund(paymentId, 14_000)).toEqual({ state: "done", settlesAt: null });
    expect(await sums(paymentId)).toEqual([0, 24_000]);
    expect(await refund(paymentId, 1)).toEqual({ state: "exceeds" });
    expect(await balance(paymentId)).toBe(0);
    await till.settled();
    const told = till.sent.filter(
      ({ data }) => (data as { refundId?: string }).refundId !== undefined,
    );
    expect(told.map(({ data }) => (data as { state: string }).state)).toEqual(["DONE", "DONE"]);
  });

  test("payments 43.18: two at once for more than is left give one `exceeds`", async () => {
    for (let round = 0; round < 5; round++) {
      const { paymentId } = await paid();
      const answers = await Promise.all([refund(paymentId, 15_000), refund(paymentId, 15_000)]);
      expect(answers.map(({ state }) => state).sort()).toEqual(["done", "exceeds"]);
      expect(await balance(paymentId)).toBe(9_000);
    }
  });

  test("payments 43.19: 20 under one id give the money back once; under two ids twice, within what was paid", async () => {
    const { paymentId } = await paid();
    const ids = [newId("refund"), newId("refund")];
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => refund(paymentId, 10_000, { id: ids[n % 2] })),
    );
    for (let turn = 0; turn < 4; turn++) {
      await refundsDue();
      await sweep(till.work(), () => false);
    }
    expect(await sums(paymentId)).toEqual([0, 20_000]);
    expect(await balance(paymentId)).toBe(4_000);
    expect(await refund(paymentId, 9_000, { id: ids[0] })).toEqual({ state: "mismatched" });
  });

  test("payments 43.21: what is not paid is not refunded", async () => {
    const input = attempt();
    await openAttempt(input, till.work());
    expect(await refund(input.paymentId, 1_000)).toEqual({ state: "refused", why: "not_paid" });
    expect(await refund(newId("payment"), 1_000)).toEqual({ state: "refused", why: "not_paid" });
  });
});

describe("payments 33: the call", () => {
  test.each([
    ["43.20: done, and the answer lost", { kind: "cancel_timeout_after" }],
    ["done, and 500", { kind: "500_after", on: ["cancel"] }],
    ["not done, and 500", { kind: "500_before", on: ["cancel"] }],
    ["done, and a page of HTML", { kind: "garbage", on: ["cancel"] }],
  ] as [string, Omit<FaultInput, "match">][])(
    "payments %s: DONE in the end, one cancellation",
    async (_name, fault) => {
      const { paymentId } = await paid();
      await till.fault({ match: paymentId, ...fault });
      const id = newId("refund");
      expect(await refund(paymentId, 10_000, { id })).toEqual({ state: "pending" });
      expect(await sums(paymentId)).toEqual([10_000, 0]);
      await refundsDue();
      expect(await refund(paymentId, 10_000, { id })).toEqual({ state: "done", settlesAt: null });
      expect(await sums(paymentId)).toEqual([0, 10_000]);
      expect(await balance(paymentId)).toBe(14_000);
    },
  );

  test("payments 34: a refusal gives the reserve back and is told", async () => {
    const { paymentId } = await paid();
    await till.fault({ match: paymentId, kind: "cancel_refused" });
    const id = newId("refund");
    expect(await refund(paymentId, 10_000, { id })).toMatchObject({
      state: "refused",
      why: "REFUND_REJECTED",
    });
    expect(await sums(paymentId)).toEqual([0, 0]);
    expect(await refund(paymentId, 10_000, { id })).toMatchObject({ state: "refused" });
    expect(await refund(paymentId, 24_000)).toEqual({ state: "done", settlesAt: null });
  });

  test("a refund of which the caller crashed before the call is finished by the clock", async () => {
    const { paymentId } = await paid();
    const work = till.work();
    const asked = await work.refunds.request({
      id: newId("refund"),
      purpose: "order",
      paymentId,
      kind: "owner",
      cardMinor: 5_000,
      pointAmount: 0,
      reason: "crash",
      sealedAccount: null,
    });
    expect(asked.did).toBe("requested");
    await refundsDue();
    await sweep(till.work(), () => false);
    expect(await sums(paymentId)).toEqual([0, 5_000]);
    expect(await balance(paymentId)).toBe(19_000);
  });
});

describe("payments 33: a refund that is not known for 14 days", () => {
  test("is looked for once an hour and never asked again, and people are told once", async () => {
    const { paymentId } = await paid();
    await till.fault({ match: paymentId, kind: "500_before", on: ["cancel"] });
    const id = newId("refund");
    expect(await refund(paymentId, 10_000, { id })).toEqual({ state: "pending" });
    const sent = "updated_at = now() - interval '14 days 1 minute'";
    await till.database.query(
      `set session_replication_role = replica; update payment.refund set ${sent} where id = '${id}';
       reset session_replication_role`,
    );
    const before = till.calls.length;
    for (let round = 0; round < 3; round++) {
      await refundsDue();
      await sweep(till.work(), () => false);
    }
    expect(till.calls.slice(before).map((call) => call.split(" ")[0])).toEqual([
      ...["GET", "GET", "GET"],
    ]);
    const [row] = await till.database.query(
      `select state, attention, next_look_at > now() + interval '59 minutes' as waits from payment.refund where id = $1`,
      [id],
    );
    expect(row).toEqual({ state: "CONFIRMING", attention: "refund_unresolved", waits: true });
    const raised = await till.database.query(
      "select 1 from payment.payment_event where payment_id = $1 and name = 'refund_unresolved'",
      [paymentId],
    );
    expect(raised).toHaveLength(1);
    expect(await sums(paymentId)).toEqual([10_000, 0]);
    // It shows up late: then it is done, and no one has to look any more.
    await fetch(
      `${till.gateway.url}/v1/payments/${(await till.row(paymentId)).payment_key}/cancel`,
      {
        method: "POST",
        headers: {
          authorization: `Basic ${btoa(`${till.gateway.keys.secretKey}:`)}`,
          "content-type": "application/json",
        },
        body: JSON.stringify({ cancelReason: `x [${id}]`, cancelAmount: 10_000 }),
      },
    );
    await refundsDue();
    await sweep(till.work(), () => false);
    const [done] = await till.database.query(
      "select state, attention from payment.refund where id = $1",
      [id],
    );
    expect(done).toEqual({ state: "DONE", attention: null });
  });
});
