/**
 * The saga after a crash at each step, before its effect and after it: the sweep ends what a request left.
 *
 * A crash is a call whose answer no one gets: the request's continuation is dropped with it, and rows are all there is.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
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
  return { "x-internal-client-prefix": `10.1.${guests >> 8}.${guests & 255}/32` };
}

const ITEMS = { items: [{ sku: "MUG-1", quantity: 2 }] };

async function placed() {
  const answer = await shop.send("POST", "/api/orders", { ...GUEST, ...ITEMS }, guest());
  expect(answer.status).toBe(201);
  return { id: answer.body.id as string, token: { "x-order-token": answer.body.token as string } };
}

async function begun() {
  const order = await placed();
  const answer = await shop.send("POST", "/api/payments", { orderId: order.id }, order.token);
  expect(answer.status).toBe(201);
  return { ...order, paymentId: answer.body.id as string };
}

const verify = (paymentId: string) =>
  shop.send("POST", `/api/payments/${paymentId}/verify`, { paymentKey: "key", amount: 27_000 });

/** Every order is where it may stay, and stock says the same as orders. */
async function laws() {
  shop.stock.checkLaws();
  const rows = await shop.database.query<{
    id: string;
    state: string;
    hold_id: string;
    payment_id: string;
  }>("select id, state, hold_id, payment_id from orders.sales_order");
  for (const { state, hold_id, payment_id } of rows) {
    const hold = shop.stock.holds.get(hold_id)?.state;
    const paid = shop.payment.attempts.get(payment_id)?.state === "PAID";
    if (state === "PAID") expect([hold, paid]).toEqual(["committed", true]);
    if (state === "CANCELLED" || state === "EXPIRED")
      expect([hold, paid]).toEqual(["released", false]);
    if (state === "PENDING") expect(hold).toBe("held");
  }
}

describe("orders 57.29: a crash", () => {
  test("1: before a row is there leaves nothing", async () => {
    shop.faults.push({ method: "quote", when: "before" });
    const answer = await shop.send("POST", "/api/orders", { ...GUEST, ...ITEMS }, guest());
    expect(answer.status).toBe(503);
    expect(await shop.steps()).toEqual([]);
  });

  test.each(["before", "after"] as const)("2: %s the hold undoes the placing", async (when) => {
    shop.faults.push({ method: "hold", when });
    const answer = await shop.send("POST", "/api/orders", { ...GUEST, ...ITEMS }, guest());
    expect([answer.status, answer.headers.get("idempotency-outcome")]).toEqual([
      503,
      "not-executed",
    ]);
    const [left] = await shop.steps();
    expect(left?.name).toBe("hold");
    // Until its deadline a retry could go on with it: the sweep leaves it alone.
    await shop.sweep();
    expect(await shop.state(left?.subject ?? "")).toBe("PLACING");
    await shop.overdue(left?.subject ?? "");
    await shop.settle();
    expect(await shop.state(left?.subject ?? "")).toBe("CANCELLED");
    await laws();
  });

  test("2: a retry with the key goes on with the placing", async () => {
    const headers = { ...guest(), "idempotency-key": "k".repeat(24) };
    const body = { ...GUEST, ...ITEMS };
    shop.faults.push({ method: "hold", when: "after" });
    expect((await shop.send("POST", "/api/orders", body, headers)).status).toBe(503);
    const again = await shop.send("POST", "/api/orders", body, headers);
    expect([again.status, again.body.status]).toEqual([201, "PENDING"]);
    const third = await shop.send("POST", "/api/orders", body, headers);
    expect(third.body.id).toBe(again.body.id);
    const other = await shop.send("POST", "/api/orders", { ...body, memo: "other" }, headers);
    expect([other.status, other.body.code]).toEqual([422, "idempotency_key_reused"]);
    await laws();
  });

  test.each([
    ["3, 4: before the pin", "pin", "before"],
    ["4: after the pin", "pin", "after"],
    ["5: before the attempt is opened", "open", "before"],
    ["5: after the attempt is opened", "open", "after"],
  ] as const)("%s is gone on with by the sweep", async (_name, method, when) => {
    const order = await placed();
    shop.faults.push({ method, when });
    const answer = await shop.send("POST", "/api/payments", { orderId: order.id }, order.token);
    expect(answer.status).toBe(503);
    await shop.settle();
    expect(await shop.state(order.id)).toBe("PAYING");
    expect(await shop.steps()).toMatchObject([{ subject: order.id, name: "look" }]);
    // The shopper may go on: the same request finds the attempt.
    const again = await shop.send("POST", "/api/payments", { orderId: order.id }, order.token);
    expect([again.status, again.body.status]).toEqual([200, "READY"]);
    expect((await verify(again.body.id)).body.status).toBe("PAID");
    await shop.settle();
    await laws();
  });

  test.each(["before", "after"] as const)("6: %s the confirm is confirmed once", async (when) => {
    const order = await begun();
    shop.faults.push({ method: "confirm", when });
    const answer = await verify(order.paymentId);
    expect([answer.status, answer.headers.get("location")]).toEqual([
      202,
      `/api/guest/orders/${order.id}`,
    ]);
    await shop.settle();
    expect(await shop.state(order.id)).toBe("PAID");
    expect(shop.payment.charges.get(order.paymentId)).toBe(1);
    await laws();
  });

  test("6: an outcome that stays unknown is neither paid nor failed until it is known", async () => {
    const order = await begun();
    shop.payment.gateway.set(order.paymentId, "pending");
    expect((await verify(order.paymentId)).status).toBe(202);
    for (let n = 0; n < 3; n++) await shop.sweep();
    expect(await shop.state(order.id)).toBe("PAYING");
    shop.payment.gateway.delete(order.paymentId);
    await shop.settle();
    expect(await shop.state(order.id)).toBe("PAID");
    expect(shop.payment.charges.get(order.paymentId)).toBe(1);
    await laws();
  });

  test("7: after money was taken and before the order knows, a look finds it", async () => {
    const order = await begun();
    await shop.payment.confirm(
      { purpose: "order", paymentId: order.paymentId, paymentKey: "key", amountMinor: 27_000 },
      undefined as never,
    );
    await shop.settle();
    await shop.sweep();
    await shop.settle();
    expect(await shop.state(order.id)).toBe("PAID");
    await laws();
  });

  test.each(["before", "after"] as const)("8: %s the commit sells once", async (when) => {
    const order = await begun();
    const before = shop.stock.levels.get("MUG-1")?.onHand ?? 0;
    shop.faults.push({ method: "commit", when });
    expect((await verify(order.paymentId)).body.status).toBe("PAID");
    await shop.settle();
    expect(shop.stock.levels.get("MUG-1")?.onHand).toBe(before - 2);
    await laws();
  });

  test.each(["before", "after"] as const)("9: %s the earning earns once", async (when) => {
    const { id, headers } = await shop.member();
    const { contact: _none, ...address } = GUEST;
    const order = await shop.send("POST", "/api/orders", { ...address, ...ITEMS }, headers);
    const paying = await shop.send("POST", "/api/payments", { orderId: order.body.id }, headers);
    shop.faults.push({ method: "earn", when });
    expect((await verify(paying.body.id)).body.status).toBe("PAID");
    await shop.settle();
    expect(shop.payment.earned.get(order.body.id)).toEqual({ n: 1, amount: 240, state: "pending" });
    expect(id).toMatch(/^mem_/);
    await laws();
  });

  test.each([
    ["before", "abandon"],
    ["after", "abandon"],
    ["before", "release"],
    ["after", "release"],
  ] as const)("10: %s %s ends the order without money", async (when, method) => {
    const order = await begun();
    await shop.age(order.id, 61);
    await shop.overdue(order.id);
    shop.faults.push({ method, when });
    await shop.sweep();
    await shop.settle();
    expect(await shop.state(order.id)).toBe("EXPIRED");
    await laws();
  });

  test.each(["before", "after"] as const)("10: %s unpin leaves a decline payable", async (when) => {
    const order = await begun();
    shop.payment.gateway.set(order.paymentId, "declined");
    shop.faults.push({ method: "unpin", when });
    const answer = await verify(order.paymentId);
    expect([answer.status, answer.body.code, answer.body.detail]).toEqual([
      402,
      "payment_declined",
      "declined",
    ]);
    await shop.settle();
    expect(await shop.state(order.id)).toBe("PENDING");
    await laws();
    const again = await shop.send("POST", "/api/payments", { orderId: order.id }, order.token);
    expect(again.status).toBe(201);
    expect((await verify(again.body.id)).body.status).toBe("PAID");
    await shop.settle();
    await laws();
  });

  test("10: money that came at the deadline wins over the end", async () => {
    const order = await begun();
    await shop.overdue(order.id);
    await shop.payment.confirm(
      { purpose: "order", paymentId: order.paymentId, paymentKey: "key", amountMinor: 27_000 },
      undefined as never,
    );
    await shop.sweep();
    await shop.settle();
    expect(await shop.state(order.id)).toBe("PAID");
    await laws();
  });
});

describe("orders 32: deadlines", () => {
  test("pending orders end in bulk, and what was held is free", async () => {
    const orders = await Promise.all([placed(), placed(), placed()]);
    for (const { id } of orders) await shop.overdue(id);
    const [{ n } = { n: 0 }] = await shop.database.query<{ n: number }>(
      "select count(*)::int n from orders.sales_order where state = 'PENDING' and deadline_at <= clock_timestamp()",
    );
    expect((await shop.sweep()).ended).toBeGreaterThanOrEqual(n);
    for (const { id } of orders) expect(await shop.state(id)).toBe("EXPIRED");
  });

  test("a sixth attempt and one after 60 minutes are refused", async () => {
    const order = await placed();
    await shop.age(order.id, 61);
    const late = await shop.send("POST", "/api/payments", { orderId: order.id }, order.token);
    expect([late.status, late.body.code]).toEqual([409, "order_state_conflict"]);
    await shop.age(order.id, 0);
    for (let n = 1; n <= 5; n++) {
      const body = { orderId: order.id, again: true };
      expect((await shop.send("POST", "/api/payments", body, order.token)).status).toBe(201);
    }
    const body = { orderId: order.id, again: true };
    const sixth = await shop.send("POST", "/api/payments", body, order.token);
    expect([sixth.status, sixth.body.code]).toEqual([409, "order_state_conflict"]);
    await shop.settle();
    expect(
      [...shop.payment.attempts.values()].filter(({ reference }) => reference === order.id),
    ).toHaveLength(5);
  });

  test("orders 57.14: a hold that expired is pinned anew, or nothing is charged", async () => {
    const body = { ...GUEST, items: [{ sku: "RARE-3", quantity: 1 }] };
    const first = await shop.send("POST", "/api/orders", body, guest());
    const token = { "x-order-token": first.body.token };
    const [row] = await shop.database.query<{ hold_id: string }>(
      "select hold_id from orders.sales_order where id = $1",
      [first.body.id],
    );
    shop.stock.expire(row?.hold_id ?? "");
    const second = await shop.send("POST", "/api/orders", body, guest());
    expect(second.status).toBe(201);
    const paying = await shop.send("POST", "/api/payments", { orderId: first.body.id }, token);
    expect([paying.status, paying.body.code]).toEqual([409, "stock_insufficient"]);
    await shop.settle();
    expect(await shop.state(first.body.id)).toBe("CANCELLED");
    const short = await shop.send("POST", "/api/orders", body, guest());
    expect([short.status, short.body.errors[0].message]).toEqual([409, "0 left"]);
  });
});
