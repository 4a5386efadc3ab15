/** payment.changed: repeated, late, reordered and lost, on a real PostgreSQL. */
import { newId } from "@edgemart/worker-kit/ids";
import { continueTrace } from "@edgemart/worker-kit/trace";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { depsOf } from "../src/deps.ts";
import { readOrderConfig } from "../src/env.ts";
import { consume } from "../src/verbs/consume.ts";
import { GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

async function begun() {
  const body = { ...GUEST, items: [{ sku: "MUG-1", quantity: 1 }] };
  const headers = { "x-internal-client-prefix": `10.5.0.${Math.floor(Math.random() * 250)}/32` };
  const placed = await shop.send("POST", "/api/orders", body, headers);
  const token = { "x-order-token": placed.body.token as string };
  const paying = await shop.send("POST", "/api/payments", { orderId: placed.body.id }, token);
  return { id: placed.body.id as string, paymentId: paying.body.id as string, token };
}

const changed = (reference: string, paymentId: string, purpose = "order") => ({
  id: newId("event"),
  type: "payment.changed",
  version: 1,
  source: "payment",
  occurredAt: new Date().toISOString(),
  aggregate: { type: "payment", id: paymentId, sequence: 2 },
  correlationId: "test",
  data: { purpose, reference, paymentId, state: "PAID" },
});

/** Delivers a message. @returns what became of it */
async function deliver(body: unknown, queue = "edgemart-order"): Promise<string[]> {
  const requestId = crypto.randomUUID();
  const call = { requestId, traceparent: continueTrace(null), deadline: Date.now() + 20_000 };
  const seen: string[] = [];
  const message = {
    id: crypto.randomUUID(),
    body,
    attempts: 1,
    ack: () => seen.push("ack"),
    retry: () => seen.push("retry"),
  };
  const deps = depsOf(readOrderConfig(shop.env), { requestId, later: () => undefined });
  await consume(deps, queue, [message], call);
  return seen;
}

const charge = (paymentId: string) =>
  shop.payment.confirm(
    { purpose: "order", paymentId, paymentKey: "key", amountMinor: 15_000 },
    undefined as never,
  );

describe("orders 30, 57.30: a message about a payment", () => {
  test("makes the order look at once; twice, late and before the money it changes nothing more", async () => {
    const order = await begun();
    const early = changed(order.id, order.paymentId);
    expect(await deliver(early)).toEqual(["ack"]);
    expect(await shop.state(order.id)).toBe("PAYING");
    await charge(order.paymentId);
    const message = changed(order.id, order.paymentId);
    const answers = await Promise.all(Array.from({ length: 8 }, () => deliver(message)));
    expect(new Set(answers.flat())).toEqual(new Set(["ack"]));
    await shop.settle();
    expect(await shop.state(order.id)).toBe("PAID");
    await deliver(early);
    await deliver(changed(order.id, order.paymentId));
    await shop.settle();
    expect(await shop.state(order.id)).toBe("PAID");
    expect(await shop.steps()).toEqual([]);
    const events = await shop.database.query(
      "select from orders.order_event where order_id = $1 and name = 'paid'",
      [order.id],
    );
    expect(events).toHaveLength(1);
  });

  test("that is lost costs nothing but time: the sweep looks by itself", async () => {
    const order = await begun();
    await charge(order.paymentId);
    await shop.sweep();
    await shop.settle();
    expect(await shop.state(order.id)).toBe("PAID");
  });

  test("of another purpose, of an unknown order, or unreadable is acknowledged", async () => {
    const order = await begun();
    await charge(order.paymentId);
    expect(await deliver(changed(newId("order"), order.paymentId))).toEqual(["ack"]);
    expect(await deliver(changed(order.id, order.paymentId, "reservation"))).toEqual(["ack"]);
    expect(await shop.state(order.id)).toBe("PAYING");
    expect(await deliver({ poison: true })).toEqual(["ack"]);
    expect(await deliver(changed(order.id, order.paymentId), "edgemart-order-dead")).toEqual([
      "ack",
    ]);
    const dead = await shop.database.query<{ reason: string }>(
      "select reason from orders.dead_message",
    );
    expect(dead.map(({ reason }) => reason).sort()).toEqual(["dead", "unreadable"]);
  });

  test("that says what is known asks no one: card money stays, a deposit may be taken back", async () => {
    const order = await begun();
    await charge(order.paymentId);
    const known = () => {
      const message = changed(order.id, order.paymentId);
      return { ...message, data: { ...message.data, isDeposit: false } };
    };
    // The order does not know yet: it looks.
    expect(await deliver(known())).toEqual(["ack"]);
    await shop.settle();
    expect(await shop.state(order.id)).toBe("PAID");
    const looks = () => shop.calls.filter((method) => method === "look").length;
    const before = looks();
    await deliver(known());
    expect(looks()).toBe(before);
    await deliver(changed(order.id, order.paymentId));
    expect(looks()).toBe(before + 1);
  });

  test("while payment does not answer leaves the step for later", async () => {
    const order = await begun();
    await charge(order.paymentId);
    shop.faults.push({ method: "look", when: "before" });
    expect(await deliver(changed(order.id, order.paymentId))).toEqual(["ack"]);
    expect(await shop.state(order.id)).toBe("PAYING");
    await shop.sweep();
    await shop.settle();
    expect(await shop.state(order.id)).toBe("PAID");
  });
});

describe("orders 41: a deposit that the bank takes back", () => {
  test("marks the order, once, and moves no state", async () => {
    const order = await begun();
    await charge(order.paymentId);
    await deliver(changed(order.id, order.paymentId));
    await shop.settle();
    const attempt = shop.payment.attempts.get(order.paymentId);
    if (attempt) attempt.depositReversed = true;
    await deliver(changed(order.id, order.paymentId));
    await deliver(changed(order.id, order.paymentId));
    const rows = await shop.database.query(
      "select state, attention from orders.sales_order where id = $1",
      [order.id],
    );
    expect(rows).toEqual([{ state: "PAID", attention: "deposit_reversed" }]);
    const events = await shop.database.query(
      "select from orders.order_event where order_id = $1 and name = 'attention_raised'",
      [order.id],
    );
    expect(events).toHaveLength(1);
  });
});
