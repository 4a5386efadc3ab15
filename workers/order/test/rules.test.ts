/** Laws of orders that hold for every driver: placing, numbers, leases, waits, final states, unknown outcomes. */
import { continueTrace } from "@edgemart/worker-kit/trace";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { depsOf } from "../src/deps.ts";
import { readOrderConfig } from "../src/env.ts";
import { tick } from "../src/verbs/tick.ts";
import { GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());
beforeEach(() => {
  shop.faults.length = 0;
});

let guests = 0;
function guest() {
  guests += 1;
  return { "x-internal-client-prefix": `10.7.${guests >> 8}.${guests & 255}/32` };
}

const ITEMS = { items: [{ sku: "MUG-1", quantity: 2 }] };

async function placed() {
  const answer = await shop.send("POST", "/api/orders", { ...GUEST, ...ITEMS }, guest());
  expect(answer.status).toBe(201);
  return {
    id: answer.body.id as string,
    number: answer.body.number as string,
    token: { "x-order-token": answer.body.token as string },
  };
}

async function begun() {
  const order = await placed();
  const answer = await shop.send("POST", "/api/payments", { orderId: order.id }, order.token);
  expect(answer.status).toBe(201);
  return { ...order, paymentId: answer.body.id as string };
}

const verify = (paymentId: string) =>
  shop.send("POST", `/api/payments/${paymentId}/verify`, { paymentKey: "key", amount: 27_000 });

const depsNow = () =>
  depsOf(readOrderConfig(shop.env), { requestId: crypto.randomUUID(), later: () => undefined });
const callNow = (deadline = Date.now() + 20_000) => ({
  requestId: crypto.randomUUID(),
  traceparent: continueTrace(null),
  deadline,
});

test("orders 9: what is short ends the placing, and every short SKU is named with what is left", async () => {
  const items = [
    { sku: "MUG-1", quantity: 1 },
    { sku: "RARE-3", quantity: 3 },
  ];
  const availableOf = async (sku: string) => {
    const lines = [{ sku, quantity: 1 }];
    const quoted = await shop.send("POST", "/api/orders/quote", { items: lines });
    return quoted.body.lines[0].available;
  };
  const before = await availableOf("RARE-3");
  const answer = await shop.send("POST", "/api/orders", { ...GUEST, items }, guest());
  expect([answer.status, answer.body.code]).toEqual([409, "stock_insufficient"]);
  expect(answer.headers.get("idempotency-outcome")).toBe("not-executed");
  expect(answer.body.errors).toMatchObject([{ path: "items.RARE-3", message: "1 left" }]);
  await shop.settle();
  const [row] = await shop.database.query<{ state: string; reason: string }>(
    "select state, reason from orders.sales_order order by created_at desc limit 1",
  );
  expect(row).toEqual({ state: "CANCELLED", reason: "sold_out" });
  expect(await availableOf("RARE-3")).toBe(before);
});

test("orders 14: numbers are of one form, and neither their order nor their digits tell when", async () => {
  const orders = [];
  for (let n = 0; n < 40; n++) orders.push(await placed());
  const numbers = orders.map(({ number }) => number);
  expect(new Set(numbers).size).toBe(40);
  for (const number of numbers) {
    expect(number).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/);
  }
  // Of 40 random ones about half are greater than the one before.
  const rises = numbers.filter((number, at) => at > 0 && number > (numbers[at - 1] ?? "")).length;
  expect(rises).toBeGreaterThan(5);
  expect(rises).toBeLessThan(34);
  for (let at = 0; at < 10; at++) {
    const digits = numbers.map((number) => number.replaceAll("-", "")[at]);
    expect(new Set(digits).size, `place ${at}`).toBeGreaterThan(8);
  }
});

describe("orders 23, 27: a step", () => {
  test("that is leased is no one else's until the lease is over", async () => {
    const order = await begun();
    const deps = depsNow();
    await shop.database.query(
      "update orders.step set due_at = clock_timestamp(), lease_until = clock_timestamp() + interval '20 seconds' where subject = $1",
      [order.id],
    );
    expect(await deps.orders.takeOf(order.id)).toBeNull();
    await shop.database.query(
      "update orders.step set lease_until = clock_timestamp() - interval '1 second' where subject = $1",
      [order.id],
    );
    const taken = await Promise.all(Array.from({ length: 8 }, () => deps.orders.takeOf(order.id)));
    expect(taken.filter((held) => held !== null)).toHaveLength(1);
  });

  test("of an older version is neither replaced nor deleted by the one who had it", async () => {
    const order = await begun();
    const deps = depsNow();
    const held = await deps.orders.takeOf(order.id);
    if (!held) throw new Error("nothing to take");
    const old = { ...held, step: { ...held.step, version: held.step.version - 1 } };
    expect(await deps.orders.settle(old, { kind: "done" })).toBeNull();
    const next = { name: "commit", args: {}, dueSeconds: 0 } as const;
    expect(await deps.orders.settle(old, { kind: "step", step: next })).toBeNull();
    expect(await deps.orders.settle(old, { kind: "again", error: "late" })).toBeNull();
    const [left] = (await shop.steps()).filter(({ subject }) => subject === order.id);
    expect(left).toMatchObject({ name: "look", error: null });
  });

  test("of a stale order moves nothing", async () => {
    const order = await begun();
    const deps = depsNow();
    const held = await deps.orders.takeOf(order.id);
    if (!held) throw new Error("nothing to take");
    const stale = { ...held, order: { ...held.order, version: held.order.version - 1 } };
    const move = { to: "PAID", event: "paid", deadline: null, reason: null, step: null } as const;
    expect(await deps.orders.settle(stale, { kind: "move", move })).toBeNull();
    expect(await shop.state(order.id)).toBe("PAYING");
  });

  test("that fails waits 1, 2, 4 … 30 s, and from the tenth try on someone is told, once", async () => {
    const order = await begun();
    const deps = depsNow();
    const waits: number[] = [];
    for (let n = 0; n < 12; n++) {
      await shop.database.query("update orders.step set lease_until = null where subject = $1", [
        order.id,
      ]);
      const held = await deps.orders.takeOf(order.id);
      if (!held) throw new Error("nothing to take");
      await deps.orders.settle(held, { kind: "again", error: "lost" });
      const [row] = await shop.database.query<{ seconds: number }>(
        "select round(extract(epoch from due_at - clock_timestamp()))::int as seconds from orders.step where subject = $1",
        [order.id],
      );
      waits.push(row?.seconds ?? -1);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 30, 30, 30, 30, 30, 30, 30]);
    const told = await shop.database.query(
      "select from orders.order_event where order_id = $1 and name = 'attention_raised'",
      [order.id],
    );
    expect(told).toHaveLength(1);
    await shop.settle();
  });
});

test("orders 26: what comes late to an order that has ended changes nothing", async () => {
  const order = await begun();
  const cancelled = await shop.send(
    "POST",
    `/api/guest/orders/${order.id}/cancel`,
    {},
    order.token,
  );
  expect(cancelled.body.status).toBe("CANCELLED");
  await shop.settle();
  const rows = () =>
    shop.database.query(
      "select state, version, deadline_at, paid_at from orders.sales_order where id = $1",
      [order.id],
    );
  const before = await rows();
  const answers = [
    await shop.send("POST", "/api/payments", { orderId: order.id }, order.token),
    await shop.send("POST", `/api/guest/orders/${order.id}/cancel`, {}, order.token),
    await verify(order.paymentId),
  ];
  expect(answers.map(({ status }) => status)).toEqual([409, 409, 409]);
  const deps = depsNow();
  await deps.orders.hear({
    ...{ eventId: "evt_late", orderId: order.id, refundId: null },
    ...{ isRefunded: false, paidForGood: null },
  });
  await shop.settle();
  await shop.sweep();
  expect(await rows()).toEqual(before);
});

describe("orders 28: a tick of the clock", () => {
  test("sweeps at 0, 10 … 50 s", async () => {
    const at: number[] = [];
    await tick(depsNow(), callNow(), async (seconds) => {
      at.push(seconds);
      return true;
    });
    expect(at).toEqual([10, 20, 30, 40, 50]);
  });

  test("ends when its time is over, with what it has done", async () => {
    const at: number[] = [];
    const swept = await tick(depsNow(), callNow(), async (seconds) => {
      at.push(seconds);
      return seconds < 30;
    });
    expect(at).toEqual([10, 20, 30]);
    expect(swept).toMatchObject({ driven: expect.any(Number) });
  });
});

test("orders 35: an outcome that is not known is 202, says where to look and when, and is no failure", async () => {
  const guests = await begun();
  shop.payment.gateway.set(guests.paymentId, "pending");
  const answer = await verify(guests.paymentId);
  expect([
    answer.status,
    answer.headers.get("location"),
    answer.headers.get("retry-after"),
    answer.headers.get("idempotency-outcome"),
  ]).toEqual([202, `/api/guest/orders/${guests.id}`, "2", "not-executed"]);
  expect(answer.body.status).toBe("CONFIRMING");

  const { headers } = await shop.member();
  const { contact: _none, ...address } = GUEST;
  const order = await shop.send("POST", "/api/orders", { ...address, ...ITEMS }, headers);
  const paying = await shop.send("POST", "/api/payments", { orderId: order.body.id }, headers);
  shop.payment.gateway.set(paying.body.id, "pending");
  const members = await verify(paying.body.id);
  expect(members.headers.get("location")).toBe(`/api/orders/${order.body.id}`);
  for (const id of [guests.paymentId, paying.body.id]) shop.payment.gateway.delete(id);
  await shop.settle();
  expect(await shop.state(guests.id)).toBe("PAID");
});

describe("payments 1, 3: paying without a key", () => {
  const pay = (order: { id: string; token: Record<string, string> }, more: object = {}) =>
    shop.send("POST", "/api/payments", { orderId: order.id, ...more }, order.token);

  test("takes the source system's body, and answers the attempt and where the shopper goes", async () => {
    const order = await placed();
    const answer = await pay(order, { paymentMethod: "credit_card", amount: 27_000 });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      id: expect.stringMatching(/^pay_/),
      purpose: "order",
      orderId: order.id,
      status: "READY",
      paymentMethod: "CARD",
      amount: { amountMinor: 27_000, currency: "KRW" },
      cardAmount: { amountMinor: 27_000, currency: "KRW" },
      pointUsed: 0,
      instrument: "card",
      refundedAmount: { amountMinor: 0, currency: "KRW" },
      refundedPoints: 0,
      next: { type: "redirect" },
    });
  });

  test("the same split is the same attempt; other means, or `again`, end it and open the next", async () => {
    const order = await placed();
    const first = await pay(order);
    const same = await pay(order);
    expect([first.status, same.status, same.body.id]).toEqual([201, 200, first.body.id]);
    const other = await pay(order, { instrument: "transfer" });
    const again = await pay(order, { instrument: "transfer", again: true });
    expect([other.status, again.status]).toEqual([201, 201]);
    const ids = [first, other, again].map(({ body }) => body.id);
    expect(new Set(ids).size).toBe(3);
    expect(ids.map((id) => shop.payment.attempts.get(id)?.state)).toEqual([
      "EXPIRED",
      "EXPIRED",
      "READY",
    ]);
  });

  test("one whose outcome is not known is not left for another; a paid order is paid", async () => {
    const order = await begun();
    shop.payment.gateway.set(order.paymentId, "pending");
    expect((await verify(order.paymentId)).status).toBe(202);
    const meanwhile = await pay(order, { again: true });
    expect([meanwhile.status, meanwhile.body.code, meanwhile.body.retryable]).toEqual([
      409,
      "payment_in_progress",
      true,
    ]);
    shop.payment.gateway.delete(order.paymentId);
    // Payment's own clock asks the gateway again.
    await shop.payment.look({ purpose: "order", paymentIds: [order.paymentId] }, callNow());
    await shop.settle();
    const paid = await pay(order);
    expect([paid.status, paid.body.code]).toEqual([409, "order_already_paid"]);
  });
});
