/** The built Worker in a real workerd: `PaymentSagaRpc`, its clock, and its reads. */
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  startWorkerd,
  testCall,
  type WorkerUnderTest,
} from "../../../tests/stores/test-workerd.ts";
import { attempt, authorise, startTill, type Till } from "./till.ts";

let till: Till;
let worker: WorkerUnderTest;
beforeAll(async () => {
  till = await startTill();
  const { ORDER_QUEUE: _, MEMBER_LOOKUP: __, ...vars } = till.env;
  const texts = Object.entries({ ...vars, SAGA_PACE: 100 }).map(([name, value]) => [
    name,
    String(value),
  ]);
  const bindings = { ...Object.fromEntries(texts), MEMBER_LOOKUP: {} };
  worker = await startWorkerd("payment", ["PaymentSagaRpc", "OutboxRpc"], bindings);
}, 120_000);
afterAll(async () => {
  await worker?.stop();
  await till?.stop();
});

const ask = (verb: string, input: object) => worker.ask("PaymentSagaRpc", verb, input, testCall());

describe("payments 11: over RPC", () => {
  test("payments 7, 43.29: an attempt is opened, paid, refunded, and read by its payer alone", async () => {
    const memberId = newId("member");
    const input = attempt({ memberId });
    const { paymentId, reference } = input;
    const opened = (await ask("open", input)) as { state: string };
    const paymentKey = await authorise(opened);
    const confirm = { purpose: "order", paymentId, paymentKey, amountMinor: 24_000 };
    expect(await ask("confirm", confirm)).toEqual({ state: "paid" });
    const refundId = newId("refund");
    const refund = {
      purpose: "order",
      refundId,
      paymentId,
      cardMinor: 4_000,
      pointAmount: 0,
      why: "one of two",
    };
    expect(await ask("refund", refund)).toEqual({ state: "done", settlesAt: null });
    expect(await ask("refundsOf", { purpose: "order", refundIds: [refundId] })).toEqual([
      { refundId, state: "DONE", cardMinor: 4_000, pointAmount: 0 },
    ]);
    expect(
      await ask("look", { purpose: "order", paymentIds: [paymentId, "pay_none"] }),
    ).toMatchObject([
      { state: "PAID", cardMinor: 24_000, refundedCard: 4_000, instrument: "card" },
      { state: "UNKNOWN" },
    ]);
    expect(await ask("look", { purpose: "reservation", paymentIds: [paymentId] })).toMatchObject([
      { state: "UNKNOWN" },
    ]);
    expect(
      await ask("abandon", { purpose: "order", paymentId, reference, attempt: 1, why: "x" }),
    ).toEqual({
      state: "paid",
    });
    const timeline = (await ask("timeline", { purpose: "order", reference })) as {
      source: string;
      name: string;
    }[];
    expect(timeline.filter(({ source }) => source === "event").map(({ name }) => name)).toEqual([
      "opened",
      "confirming",
      "paid",
      "refund_requested",
      "refund_sent",
      "refunded",
    ]);
    // Orders 43: what was answered, so that staff see what became of the money.
    const calls = timeline.filter(({ source }) => source === "gateway_call");
    expect(calls).toMatchObject([
      { name: "confirm", data: { status: "DONE", amount: 24_000, currency: "KRW" } },
      { name: "cancel", data: { status: "PARTIAL_CANCELED", amount: 24_000, balance: 20_000 } },
    ]);

    const headers = { authorization: `Bearer ${await till.sign(memberId, "member")}` };
    const own = await worker.fetch("/api/payments", { headers });
    expect(await own.json()).toMatchObject({
      items: [
        {
          id: paymentId,
          status: "PAID",
          refundedAmount: { amountMinor: 4_000 },
          orderId: reference,
        },
      ],
      nextCursor: null,
    });
    const refunds = await worker.fetch(`/api/payments/${paymentId}/refunds`, { headers });
    expect(await refunds.json()).toMatchObject({ items: [{ id: refundId, status: "DONE" }] });

    const stranger = { authorization: `Bearer ${await till.sign(newId("member"), "member")}` };
    for (const path of [`/api/payments/${paymentId}`, `/api/payments/${paymentId}/refunds`]) {
      expect((await worker.fetch(path, { headers: stranger })).status).toBe(404);
    }
    expect(await (await worker.fetch("/api/payments", { headers: stranger })).json()).toEqual({
      items: [],
      nextCursor: null,
    });
  });

  test("those that came to an end are listed in pages", async () => {
    const since = new Date(Date.now() - 3_600_000).toISOString();
    const page = (await ask("settled", { purpose: "order", since, cursor: null })) as {
      items: object[];
      nextCursor: null;
    };
    expect(page.items).toHaveLength(1);
    expect(page).toMatchObject({
      items: [{ state: "PAID", refundedCard: 4_000 }],
      nextCursor: null,
    });
  });
});

test("payments 16: a tick of the clock sweeps and ends", async () => {
  const input = attempt();
  await ask("open", input);
  await till.age(input.paymentId, "ready_until = now() - interval '1 second'");
  expect(await worker.strike()).toBe("ok");
  expect((await till.row(input.paymentId)).state).toBe("EXPIRED");
});

describe("points 19: over RPC", () => {
  test("an order earns, and points it is paid with are held, spent and given back", async () => {
    const [memberId, orderId] = [newId("member"), newId("order")];
    const due = "2026-12-20T15:00:00.000Z";
    const gift = { key: "rpc", memberId, amount: 5_000, reason: "", referenceId: "rpc" };
    expect(await ask("grant", { ...gift, referenceType: "MANUAL" })).toEqual({ state: "posted" });
    const input = attempt({ memberId, cardMinor: 20_000, pointAmount: 4_000 });
    const { paymentId } = input;
    const opened = (await ask("open", input)) as { state: string };
    expect(await ask("pointsOf", { memberId })).toEqual({ available: 1_000, pending: 0 });
    const paymentKey = await authorise(opened);
    const confirm = { purpose: "order", paymentId, paymentKey, amountMinor: 20_000 };
    expect(await ask("confirm", confirm)).toEqual({ state: "paid" });
    expect(await ask("earn", { orderId, memberId, n: 1, amount: 200, due })).toEqual({
      state: "pending",
    });
    const refund = { purpose: "order", refundId: newId("refund"), paymentId, why: "half" };
    expect(await ask("refund", { ...refund, cardMinor: 0, pointAmount: 1_500 })).toMatchObject({
      state: "done",
    });
    expect(await ask("settleEarn", { orderId })).toEqual({ state: "posted" });
    expect(await ask("pointsOf", { memberId })).toEqual({ available: 2_700, pending: 0 });
    const lines = await till.database.query(
      `select e.kind, e.amount::int, t.reference_type, t.reference_id from payment.point_entry e
         join payment.point_transfer t on t.id = e.transfer_id where e.member_id = $1 order by e.seq`,
      [memberId],
    );
    const of = { reference_type: "ORDER", reference_id: input.reference };
    expect(lines.slice(1)).toEqual([
      { kind: "USE", amount: -4_000, ...of },
      { kind: "REFUND", amount: 1_500, ...of },
      { kind: "EARN", amount: 200, ...of, reference_id: orderId },
    ]);
  });
});

test.each([
  ["a fraction", { totalMinor: 1.5, cardMinor: 1.5 }],
  ["a negative amount", { totalMinor: -1, cardMinor: -1 }],
  ["more than is exact", { totalMinor: 2 ** 53, cardMinor: 2 ** 53 }],
  ["a text", { totalMinor: "1000", cardMinor: "1000" }],
  ["parts that are not the total", { totalMinor: 1_000, cardMinor: 999 }],
])("payments 43.26: %s opens nothing", async (_name, amounts) => {
  const input = { ...attempt(), ...amounts };
  await expect(ask("open", input)).rejects.toThrow();
  expect(await ask("look", { purpose: "order", paymentIds: [input.paymentId] })).toMatchObject([
    { state: "UNKNOWN" },
  ]);
});

describe("notifications 3, 4: the outbox over RPC", () => {
  const since = (input: object) =>
    worker.ask("OutboxRpc", "since", input, testCall()) as Promise<{ id: string; at: string }[]>;
  const age = (seconds: number, id: string) =>
    till.database.query(
      `update payment.outbox set created_at = date_trunc('milliseconds', now() - make_interval(secs => $1)) where id = $2`,
      [seconds, id],
    );

  test("gives a queue's rows by place, sent or not, and none that is young", async () => {
    await till.database.query("delete from payment.outbox");
    const ids = Array.from({ length: 3 }, () => `${newId("event")}@edgemart-order`);
    for (const id of [...ids, `${newId("event")}@edgemart-other`]) {
      const [event = "", queue] = id.split("@");
      const body = {
        ...{ id: event, type: "payment.changed", version: 1, source: "payment" },
        ...{ occurredAt: new Date().toISOString(), correlationId: "r", data: {} },
        aggregate: { type: "payment", id: "pay_x", sequence: 1 },
      };
      await till.database.query(
        "insert into payment.outbox (id, queue, body) values ($1, $2, $3)",
        [...[id, queue, JSON.stringify(body)]],
      );
    }
    const [old = "", older = "", young = ""] = ids;
    await age(91, old);
    await age(200, older);
    await age(80, young);
    await till.database.query("update payment.outbox set sent_at = now() where id = $1", [older]);
    const queue = "edgemart-order";
    const all = await since({ queue, after: null, limit: 10 });
    expect(all.map(({ id }) => id)).toEqual([older, old]);
    const [first] = await since({ queue, after: null, limit: 1 });
    const { at = "", id = "" } = first ?? {};
    expect(await since({ queue, after: { at, id }, limit: 1 })).toEqual(all.slice(1));
    expect(await since({ queue: "edgemart-other", after: null, limit: 10 })).toEqual([]);
    await age(90.5, young);
    const rest = await since({ queue, after: { at, id }, limit: 10 });
    expect(rest.map((row) => row.id)).toEqual([old, young]);
  });

  test("refuses more than 1 000 rows, and what is no queue", async () => {
    for (const wrong of [{ limit: 1_001 }, { limit: 0 }, { queue: "x'; drop" }, { after: {} }]) {
      const input = { queue: "edgemart-order", after: null, limit: 1, ...wrong };
      await expect(since(input)).rejects.toThrow();
    }
  });
});
