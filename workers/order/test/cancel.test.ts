/** Cancelling, before money and after it, on a real PostgreSQL. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

let guests = 0;
function guest() {
  guests += 1;
  return { "x-internal-client-prefix": `10.3.${guests >> 8}.${guests & 255}/32` };
}

const THREE = { items: [{ sku: "MUG-1", quantity: 3 }] };

async function placed(items: object = THREE, more: object = {}) {
  const answer = await shop.send("POST", "/api/orders", { ...GUEST, ...items }, guest());
  const token = { "x-order-token": answer.body.token as string };
  const { id } = answer.body as { id: string };
  const paying = await shop.send("POST", "/api/payments", { orderId: id, ...more }, token);
  const cancel = (body: object = {}, headers: Record<string, string> = {}) =>
    shop.send("POST", `/api/guest/orders/${id}/cancel`, body, { ...token, ...headers });
  const read = () => shop.send("GET", `/api/guest/orders/${id}`, undefined, token);
  return {
    id,
    token,
    paymentId: paying.body.id as string,
    total: answer.body.total.amountMinor as number,
    cancel,
    read,
  };
}

async function paid(items: object = THREE) {
  const order = await placed(items);
  const body = { paymentKey: "key", amount: order.total };
  await shop.send("POST", `/api/payments/${order.paymentId}/verify`, body);
  await shop.settle();
  expect(await shop.state(order.id)).toBe("PAID");
  return order;
}
const refunded = (paymentId: string) => shop.payment.attempts.get(paymentId)?.refundedCard;

describe("orders 34: an unpaid order is cancelled", () => {
  test("at once while it is pending, and its stock is free", async () => {
    const before = shop.stock.free("MUG-1");
    const answer = await shop.send("POST", "/api/orders", { ...GUEST, ...THREE }, guest());
    const token = { "x-order-token": answer.body.token };
    const path = `/api/guest/orders/${answer.body.id}/cancel`;
    const part = await shop.send("POST", path, { lines: [{ line: 1, quantity: 1 }] }, token);
    expect([part.status, part.body.code]).toEqual([409, "order_state_conflict"]);
    const done = await shop.send("POST", path, {}, token);
    expect([done.status, done.body.status, done.body.reason]).toEqual([
      200,
      "CANCELLED",
      "cancelled",
    ]);
    expect(shop.stock.free("MUG-1")).toBe(before);
  });

  test("while it is being paid: the attempt ends first", async () => {
    const order = await placed();
    const done = await order.cancel();
    expect([done.status, done.body.status]).toEqual([200, "CANCELLED"]);
    const late = await shop.send("POST", `/api/payments/${order.paymentId}/verify`, {
      paymentKey: "k",
      amount: order.total,
    });
    expect([late.status, late.body.code]).toEqual([409, "payment_expired"]);
    expect(shop.payment.charges.get(order.paymentId)).toBe(undefined);
  });

  test("orders 57.16: money that came first is given back by itself", async () => {
    const order = await placed();
    shop.payment.gateway.set(order.paymentId, "pending");
    await shop.send("POST", `/api/payments/${order.paymentId}/verify`, {
      paymentKey: "k",
      amount: order.total,
    });
    const asked = await order.cancel();
    expect([asked.status, asked.body.cancelRequested]).toEqual([202, true]);
    expect(asked.headers.get("retry-after")).toBe("2");
    // The same request again, under its key or under another one: it goes on, and is no conflict.
    const key = { "idempotency-key": "c".repeat(24) };
    for (const headers of [key, key, {}]) {
      expect((await order.cancel({}, headers)).status).toBe(202);
    }
    shop.payment.gateway.delete(order.paymentId);
    await shop.payment.look(
      { purpose: "order", paymentIds: [order.paymentId] },
      undefined as never,
    );
    await shop.settle();
    expect(await shop.state(order.id)).toBe("CANCELLED");
    expect([shop.payment.charges.get(order.paymentId), refunded(order.paymentId)]).toEqual([
      1,
      order.total,
    ]);
    shop.stock.checkLaws();
  });

  test("orders 57.16: confirm and cancel at once end as one of refund and release", async () => {
    for (let n = 0; n < 10; n++) {
      const order = await placed();
      const verify = shop.send("POST", `/api/payments/${order.paymentId}/verify`, {
        paymentKey: "k",
        amount: order.total,
      });
      await Promise.all([verify, order.cancel()]);
      await shop.settle();
      await shop.settle();
      const charged = shop.payment.charges.get(order.paymentId) ?? 0;
      const state = await shop.state(order.id);
      // Cancelled before or after the money; or the cancellation met a paid order and refunded it.
      expect([state, refunded(order.paymentId)]).toEqual(["CANCELLED", charged * order.total]);
    }
  });
});

describe("orders 38: a paid order is cancelled", () => {
  test("a line says what of it was paid by card and by points: a unit gives back its share of that", async () => {
    const order = await paid();
    const { body } = await order.read();
    const [{ card, points, total }] = body.lines;
    expect([card, points]).toEqual([total, 0]);
    const done = await order.cancel({ lines: [{ line: 1, quantity: 1 }] });
    expect(done.body.changes[0]).toMatchObject({
      card: { ...card, amountMinor: Math.floor(card.amountMinor / 3) },
      points: 0,
    });
  });

  test("entirely: money, delivery and stock go back, and nothing is left to cancel", async () => {
    const before = shop.stock.levels.get("MUG-1")?.onHand;
    const order = await paid();
    const done = await order.cancel({ reason: "changed my mind" });
    expect([done.status, done.body.status]).toEqual([200, "CANCELLED"]);
    expect(done.body.changes).toMatchObject([
      { kind: "cancel", state: "DONE", card: { amountMinor: order.total }, points: 0 },
    ]);
    expect(refunded(order.paymentId)).toBe(order.total);
    expect(shop.stock.levels.get("MUG-1")?.onHand).toBe(before);
    const again = await order.cancel();
    expect([again.status, again.body.code]).toEqual([409, "order_state_conflict"]);
  });

  test("orders 57.17: 8 times at once is one refund; one key is one cancellation", async () => {
    const order = await paid();
    const answers = await Promise.all(Array.from({ length: 8 }, () => order.cancel()));
    await shop.settle();
    expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
    expect(refunded(order.paymentId)).toBe(order.total);
    const keyed = await paid();
    const key = { "idempotency-key": crypto.randomUUID() };
    const part = { lines: [{ line: 1, quantity: 1 }] };
    const same = await Promise.all(Array.from({ length: 6 }, () => keyed.cancel(part, key)));
    expect(new Set(same.map(({ status }) => status < 300))).toEqual(new Set([true]));
    await shop.settle();
    expect(refunded(keyed.paymentId)).toBe(12_000);
    const reused = await keyed.cancel({ lines: [{ line: 1, quantity: 2 }] }, key);
    expect([reused.status, reused.body.code]).toEqual([422, "idempotency_key_reused"]);
  });

  test("orders 57.18, 57.19: one of three, three times, is what was paid; a fourth is refused", async () => {
    await shop.database.query(
      `insert into orders.coupon (code, name_ko, name_en, kind, value, currency)
       values ('ODD-PART', '-', '-', 'amount', 1000, 'KRW') on conflict do nothing`,
    );
    const order = await paid({ ...THREE, couponCode: "ODD-PART" });
    expect(order.total).toBe(38_000);
    const part = { lines: [{ line: 1, quantity: 1 }] };
    const sums: number[] = [];
    for (let n = 0; n < 3; n++) {
      expect((await order.cancel(part)).status).toBe(200);
      sums.push(refunded(order.paymentId) ?? 0);
    }
    expect(sums).toEqual([11_666, 23_333, 38_000]);
    expect(await shop.state(order.id)).toBe("CANCELLED");
    const [coupon] = await shop.database.query(
      "select uses from orders.coupon where code = 'ODD-PART'",
    );
    expect(coupon).toEqual({ uses: 0 });
    const more = await paid();
    const four = await more.cancel({ lines: [{ line: 1, quantity: 4 }] });
    expect([four.status, four.body.code]).toEqual([422, "validation_failed"]);
    const other = await more.cancel({ lines: [{ line: 2, quantity: 1 }] });
    expect(other.status).toBe(422);
  });

  test.each([
    ["refund", "before"],
    ["refund", "after"],
    ["restock", "before"],
    ["restock", "after"],
  ] as const)(
    "orders 57.29, step 11: a crash at %s, %s its effect, gives back once",
    async (method, when) => {
      const before = shop.stock.levels.get("MUG-1")?.onHand;
      const order = await paid();
      shop.faults.push({ method, when });
      const answer = await order.cancel();
      expect([answer.status, answer.headers.get("idempotency-outcome")]).toEqual([
        202,
        "not-executed",
      ]);
      await shop.settle();
      expect((await order.read()).body.changes).toMatchObject([{ state: "DONE" }]);
      expect(refunded(order.paymentId)).toBe(order.total);
      expect(shop.stock.levels.get("MUG-1")?.onHand).toBe(before);
      shop.faults.length = 0;
    },
  );

  test("orders 31.11: a change sells the pinned stock itself before it restocks", async () => {
    const before = shop.stock.levels.get("MUG-1")?.onHand;
    const order = await placed();
    shop.faults.push({ method: "commit", when: "before" });
    await shop.send("POST", `/api/payments/${order.paymentId}/verify`, {
      paymentKey: "k",
      amount: order.total,
    });
    expect((await order.cancel()).status).toBe(200);
    await shop.settle();
    expect(shop.stock.levels.get("MUG-1")?.onHand).toBe(before);
  });

  test("points 14: what is left is earned, counted by the change", async () => {
    const { headers } = await shop.member();
    const { contact: _none, ...address } = GUEST;
    const order = await shop.send("POST", "/api/orders", { ...address, ...THREE }, headers);
    const paying = await shop.send("POST", "/api/payments", { orderId: order.body.id }, headers);
    await shop.send("POST", `/api/payments/${paying.body.id}/verify`, {
      paymentKey: "k",
      amount: 39_000,
    });
    await shop.settle();
    expect(shop.payment.earned.get(order.body.id)).toMatchObject({ n: 1, amount: 360 });
    const part = { lines: [{ line: 1, quantity: 2 }] };
    await shop.send("POST", `/api/orders/${order.body.id}/cancel`, part, headers);
    expect(shop.payment.earned.get(order.body.id)).toMatchObject({ n: 2, amount: 120 });
    await shop.send("POST", `/api/orders/${order.body.id}/cancel`, {}, headers);
    expect(shop.payment.earned.get(order.body.id)).toEqual({ n: 3, amount: 0, state: "voided" });
  });

  test("payments 35: a deposit asks for the payer's account before anything is written", async () => {
    const order = await placed(THREE, { instrument: "virtual_account" });
    expect(await shop.state(order.id)).toBe("AWAITING_DEPOSIT");
    shop.payment.deposit(order.paymentId);
    await shop.sweep();
    await shop.settle();
    expect(await shop.state(order.id)).toBe("PAID");
    const without = await order.cancel();
    expect([without.status, without.body.code]).toEqual([422, "refund_account_required"]);
    const refundAccount = { bank: "20", accountNumber: "1234567890", holderName: "Mina Kim" };
    const done = await order.cancel({ refundAccount });
    expect([done.status, done.body.status]).toEqual([200, "CANCELLED"]);
    const [row] = await shop.database.query(
      "select sealed_account from orders.change where order_id = $1",
      [order.id],
    );
    expect(row).toEqual({ sealed_account: null });
  });
});
