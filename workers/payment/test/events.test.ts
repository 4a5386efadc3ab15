/** What payment tells: each event is a row of the outbox, written with its change, on a real PostgreSQL. @see specs/notifications.md 7 */
import { PaymentAttentionRaised, PaymentChanged } from "@edgemart/contracts/events/payment-events";
import { goldenEvent, shapeOf } from "@edgemart/testkit/golden-event";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cancelCharge } from "../src/verbs/cancel-charge.ts";
import { confirmPayment } from "../src/verbs/confirm-payment.ts";
import { handleWebhooks } from "../src/verbs/handle-webhooks.ts";
import { lookUpPayments } from "../src/verbs/look-up-payments.ts";
import { openAttempt } from "../src/verbs/open-attempt.ts";
import { openCharge } from "../src/verbs/open-charge.ts";
import { refundPayment } from "../src/verbs/refund-payment.ts";
import { sweep } from "../src/verbs/sweep.ts";
import { attempt, authorise, startTill, type Till } from "./till.ts";

let till: Till;
beforeAll(async () => {
  till = await startTill();
}, 60_000);
afterAll(() => till?.stop());

/** Rows that tell of a payment, oldest first, each in the shape of its golden one. */
async function told(paymentId: string, type: "payment.changed" | "payment.attention_raised") {
  const rows = await till.database.query<{ id: string; queue: string; body: unknown }>(
    `select id, queue, body from payment.outbox where body ->> 'type' = $2 and body #>> '{data,paymentId}' = $1
      order by (body #>> '{aggregate,sequence}')::int, id`,
    [paymentId, type],
  );
  const schema = type === "payment.changed" ? PaymentChanged : PaymentAttentionRaised;
  return rows.map(({ id, queue, body }) => {
    const event = schema.parse(body);
    expect(id).toBe(`${event.id}@${queue}`);
    expect(event.correlationId).not.toBe("");
    const golden = goldenEvent(type);
    const data = { ...(golden.data as Record<string, unknown>) };
    if (event.data.refundId === undefined) delete data.refundId;
    if (type === "payment.changed" && !("refundId" in data) && event.data.purpose === "order") {
      data.isDeposit = true;
    }
    // Of a charge of points it also says whose it is, and how much.
    if (event.data.purpose === "point_charge") {
      Object.assign(data, { memberId: "", currency: "", amountMinor: 0 });
    }
    expect(shapeOf(body)).toEqual(shapeOf({ ...golden, data }));
    return { queue, ...event.data };
  });
}
const reasons = async (paymentId: string) =>
  (await told(paymentId, "payment.attention_raised")).map((raised) => {
    expect(raised.queue).toBe("edgemart-notify");
    return "reason" in raised ? raised.reason : null;
  });

async function confirmed(method: "card" | "virtual_account" = "card") {
  const input = attempt(method === "card" ? {} : { instrument: "virtual_account" });
  const { paymentId, cardMinor: amountMinor } = input;
  const paymentKey = await authorise(await openAttempt(input, till.work()), { method });
  await confirmPayment({ purpose: "order", paymentId, paymentKey, amountMinor }, till.work());
  return paymentId;
}
async function deposited() {
  const paymentId = await confirmed("virtual_account");
  await till.bank(paymentId, "deposit");
  await till.makeDue(paymentId);
  await lookUpPayments("order", [paymentId], till.work());
  return paymentId;
}
const refund = (paymentId: string, more: object = {}) =>
  refundPayment(
    {
      ...{ id: newId("refund"), purpose: "order", paymentId, kind: "owner" },
      ...{ cardMinor: 4_000, pointAmount: 0, reason: "x", account: undefined },
      ...more,
    },
    till.work(),
  );
/** A webhook names it, and it is looked up. */
async function hint(paymentId: string) {
  const work = till.work();
  await till.forgetCalls(paymentId);
  await work.webhooks.keep({
    ...{ gateway: "simulator", id: crypto.randomUUID(), paymentId },
    ...{ type: "DEPOSIT_CALLBACK", status: "DONE", secretHash: null },
  });
  await handleWebhooks(paymentId, work);
}
async function refundsDue(paymentId: string) {
  await till.makeRefundsDue([paymentId]);
  await sweep(till.work(), () => false);
}

describe("notifications 7: what payment tells", () => {
  test("payment.changed: of an order to its owner's queue, with the refund where it is one's", async () => {
    const paymentId = await confirmed();
    const id = newId("refund");
    await refund(paymentId, { id });
    const rows = await told(paymentId, "payment.changed");
    expect(rows.map(({ queue }) => queue)).toEqual(["edgemart-order", "edgemart-order"]);
    expect(rows).toMatchObject([
      { state: "PAID", isDeposit: false },
      { state: "DONE", refundId: id },
    ]);
  });

  test("payment.changed: of a deposit it says that a bank may take it back", async () => {
    const rows = await told(await deposited(), "payment.changed");
    expect(rows).toMatchObject([
      { state: "AWAITING_DEPOSIT", isDeposit: true },
      { state: "PAID", isDeposit: true },
    ]);
  });

  test("payment.changed: of a charge of points to the queue of messages, PAID and paid back", async () => {
    const memberId = newId("member");
    const opened = await openCharge(
      { memberId, amount: 5_000, locale: "ko", key: null },
      till.work(),
    );
    if (!opened.ok) throw new Error(opened.error.code);
    const { id: paymentId, next } = opened.value;
    const paymentKey = await authorise({ state: "opened", next });
    const input = { purpose: "point_charge", paymentId, paymentKey, amountMinor: 5_000 } as const;
    expect(await confirmPayment(input, till.work())).toEqual({ state: "paid" });
    expect((await cancelCharge({ memberId, paymentId }, till.work())).ok).toBe(true);
    const rows = await told(paymentId, "payment.changed");
    expect(rows.map(({ queue }) => queue)).toEqual(["edgemart-notify", "edgemart-notify"]);
    expect(rows).toMatchObject([
      { purpose: "point_charge", state: "PAID", memberId, amountMinor: 5_000 },
      { purpose: "point_charge", state: "DONE", memberId, amountMinor: 5_000 },
    ]);
  });

  test("payment.attention_raised: a deposit that was taken back, once for each time", async () => {
    const paymentId = await deposited();
    expect(await reasons(paymentId)).toEqual([]);
    await till.bank(paymentId, "take_back");
    await hint(paymentId);
    await hint(paymentId);
    expect(await reasons(paymentId)).toEqual(["deposit_reversed"]);
  });

  test("payment.attention_raised: money of another amount, that has to be looked into", async () => {
    const input = attempt();
    const { paymentId, cardMinor: amountMinor } = input;
    await till.fault({ match: paymentId, kind: "amount_mismatch" });
    const paymentKey = await authorise(await openAttempt(input, till.work()));
    await confirmPayment({ purpose: "order", paymentId, paymentKey, amountMinor }, till.work());
    expect(await reasons(paymentId)).toEqual(["amount_mismatch"]);
  });

  test("payment.attention_raised: a refund that was refused, with its id", async () => {
    const paymentId = await confirmed();
    await till.fault({ match: paymentId, kind: "cancel_refused" });
    const id = newId("refund");
    expect(await refund(paymentId, { id })).toMatchObject({ state: "refused" });
    expect(await told(paymentId, "payment.attention_raised")).toMatchObject([
      { queue: "edgemart-notify", reason: "refund_refused", refundId: id },
    ]);
  });

  test("payment.attention_raised: a refund that is not known for 14 days, once", async () => {
    const paymentId = await confirmed();
    await till.fault({ match: paymentId, kind: "500_before", on: ["cancel"] });
    expect(await refund(paymentId)).toEqual({ state: "pending" });
    await till.database.query(
      `set session_replication_role = replica; update payment.refund set updated_at = now() - interval '15 days'
        where payment_id = '${paymentId}'; reset session_replication_role`,
    );
    await refundsDue(paymentId);
    await refundsDue(paymentId);
    expect(await reasons(paymentId)).toEqual(["refund_unresolved"]);
  });

  test("payment.attention_raised: a transfer to an account that failed", async () => {
    const paymentId = await deposited();
    const account = { bank: "88", accountNumber: "00000000000", holderName: "김민아" };
    expect(await refund(paymentId, { account })).toMatchObject({ state: "done" });
    await till.advance(2 * 86_400 + 60);
    await refundsDue(paymentId);
    expect(await reasons(paymentId)).toEqual(["transfer_failed"]);
  });
});
