/** What staff do to orders, on a real PostgreSQL: each once per key, decided on the rights of now, with its audit line. */
import { newId } from "@edgemart/worker-kit/ids";
import { continueTrace } from "@edgemart/worker-kit/trace";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { depsOf } from "../src/deps.ts";
import { readOrderConfig } from "../src/env.ts";
import { hearPayment } from "../src/verbs/hear-payment.ts";
import { type Answer, GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
let staff: Awaited<ReturnType<Shop["staff"]>>;
beforeAll(async () => {
  shop = await openShop();
  staff = await shop.staff();
}, 120_000);
afterAll(() => shop?.close());

const ACCOUNT = { bank: "20", accountNumber: "1234567890", holderName: "Mina Kim" };
const BECAUSE = { reason: "The parcel was late" };
let count = 0;

async function placed(more: object = {}) {
  count += 1;
  const headers = { "x-internal-client-prefix": `10.8.${count >> 8}.${count & 255}/32` };
  const body = { ...GUEST, items: [{ sku: "MUG-1", quantity: 3 }] };
  const { body: order } = await shop.send("POST", "/api/orders", body, headers);
  const token = { "x-order-token": order.token as string };
  const paying = await shop.send("POST", "/api/payments", { orderId: order.id, ...more }, token);
  return { id: order.id as string, total: order.total.amountMinor as number, payment: paying.body };
}

async function paid() {
  const order = await placed();
  const body = { paymentKey: "key", amount: order.total };
  await shop.send("POST", `/api/payments/${order.payment.id}/verify`, body);
  await shop.settle();
  expect(await shop.state(order.id)).toBe("PAID");
  return order;
}

interface By {
  key?: string;
  headers?: Record<string, string>;
}
function act(
  id: string,
  path: string,
  body: object = BECAUSE,
  { key, headers }: By = {},
): Promise<Answer> {
  count += 1;
  const named = { "idempotency-key": key ?? `staff-acts-${count}`, ...(headers ?? staff.headers) };
  return shop.send("POST", `/api/admin/orders/${id}/${path}`, body, named);
}
const audited = (id: string) =>
  shop.database.query<{ actor_id: string; action: string; changes: { reason: string } }>(
    "select actor_id, action, changes from orders.audit_event where subject_id = $1 order by id",
    [id],
  );
const back = (paymentId: string) => {
  const attempt = shop.payment.attempts.get(paymentId);
  return [attempt?.refundedCard, attempt?.refundedPoints];
};

/** Makes the payment gateway refuse the order's next refund. */
async function failedRefund() {
  const order = await paid();
  shop.payment.refusals.set(order.payment.id, "not_cancelable");
  const begun = await act(order.id, "goodwill", { amountMinor: 500, ...BECAUSE });
  expect(begun.body.money).toBe("refund_failed");
  return { ...order, begun };
}

describe("orders 42: staff cancel an order", () => {
  test("unpaid and paid, as the owner does; the reason and who it was are kept", async () => {
    const unpaid = await placed();
    const ended = await act(unpaid.id, "cancel");
    expect([ended.status, ended.body.status]).toEqual([200, "CANCELLED"]);
    const order = await paid();
    const part = await act(order.id, "cancel", { ...BECAUSE, lines: [{ line: 1, quantity: 1 }] });
    expect([part.status, part.body.money, part.body.lines[0].cancelled]).toEqual([
      200,
      "part_refunded",
      1,
    ]);
    expect(part.body.changes[0].reason).toBe(BECAUSE.reason);
    const all = await act(order.id, "cancel");
    expect([all.status, all.body.status, all.body.money, all.body.actions]).toEqual([
      200,
      "CANCELLED",
      "refunded",
      [],
    ]);
    expect(back(order.payment.id)[0]).toBe(order.total);
    const line = { actor_id: staff.id, action: "order.cancelled" };
    expect(await audited(unpaid.id)).toMatchObject([line]);
    expect(await audited(order.id)).toMatchObject([line, line]);
    const events = await shop.database.query(
      "select distinct actor from orders.order_event where order_id = $1 and name like '%cancelled'",
      [order.id],
    );
    expect(events).toEqual([{ actor: staff.id }]);
    shop.stock.checkLaws();
  });

  test("orders 57.17: two administrators, two keys, the same moment: one refund, and the other is a conflict", async () => {
    const other = await shop.staff();
    for (let n = 0; n < 5; n++) {
      const order = await paid();
      const answers = await Promise.all([
        act(order.id, "cancel"),
        act(order.id, "cancel", BECAUSE, other),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(back(order.payment.id)[0]).toBe(order.total);
      expect(await audited(order.id)).toHaveLength(1);
    }
  });

  test("one key, 8 posts at once: one effect, each is shown it; another body is refused", async () => {
    for (const begin of [placed, paid]) {
      const order = await begin();
      const key = `at-once-${order.id}`;
      const answers = await Promise.all(
        Array.from({ length: 8 }, () => act(order.id, "cancel", BECAUSE, { key })),
      );
      // 202: the one that did it has not finished.
      expect(answers.filter(({ status }) => status > 202)).toEqual([]);
      expect(await audited(order.id)).toHaveLength(1);
      const other = await act(order.id, "cancel", { reason: "Another one" }, { key });
      expect([other.status, other.body.code]).toEqual([422, "idempotency_key_reused"]);
    }
  });
});

describe("orders 42: staff give goodwill", () => {
  test("at most what is left, and later changes give back at most the rest", async () => {
    const order = await paid();
    const given = await act(order.id, "goodwill", { amountMinor: order.total - 5_000, ...BECAUSE });
    expect([given.status, given.body.money, given.body.goodwillMax]).toEqual([
      200,
      "part_refunded",
      5_000,
    ]);
    const more = await act(order.id, "goodwill", { amountMinor: 5_001, ...BECAUSE });
    expect([more.status, more.body.code]).toEqual([409, "refund_exceeds_balance"]);
    const all = await act(order.id, "cancel");
    expect([all.body.status, all.body.money, back(order.payment.id)[0]]).toEqual([
      "CANCELLED",
      "refunded",
      order.total,
    ]);
  });

  test("card money first, then points; what the order earned stays", async () => {
    const { id: memberId, headers } = await shop.member();
    shop.payment.points.set(memberId, { available: 10_000, held: 0 });
    const { contact: _none, ...body } = { ...GUEST, items: [{ sku: "MUG-1", quantity: 3 }] };
    const { body: order } = await shop.send("POST", "/api/orders", body, headers);
    const split = { orderId: order.id, paymentMethod: "MIXED", pointUsed: 10_000 };
    const paying = await shop.send("POST", "/api/payments", split, headers);
    await shop.send("POST", `/api/payments/${paying.body.id}/verify`, {
      paymentKey: "key",
      amount: paying.body.cardAmount,
    });
    await shop.settle();
    const earned = shop.payment.earned.get(order.id);
    const card = order.total.amountMinor - 10_000;
    await act(order.id, "goodwill", { amountMinor: card - 1_000, ...BECAUSE });
    expect(back(paying.body.id)).toEqual([card - 1_000, 0]);
    await act(order.id, "goodwill", { amountMinor: 3_000, ...BECAUSE });
    expect(back(paying.body.id)).toEqual([card, 2_000]);
    expect(shop.payment.earned.get(order.id)).toEqual(earned);
  });

  test("orders 57.17: two administrators at once never give more than is left", async () => {
    const other = await shop.staff();
    for (let n = 0; n < 5; n++) {
      const order = await paid();
      const most = { amountMinor: order.total - 1_000, ...BECAUSE };
      const answers = await Promise.all([
        act(order.id, "goodwill", most),
        act(order.id, "goodwill", most, other),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(back(order.payment.id)[0]).toBe(order.total - 1_000);
    }
  });

  test("not of what is unpaid, cancelled, or whose deposit was taken back", async () => {
    const unpaid = await placed();
    const gone = await paid();
    await act(gone.id, "cancel");
    const reversed = await paid();
    await mark(reversed.id, "deposit_reversed");
    for (const { id } of [unpaid, gone, reversed]) {
      const refused = await act(id, "goodwill", { amountMinor: 100, ...BECAUSE });
      expect([refused.status, refused.body.code]).toEqual([409, "order_state_conflict"]);
    }
  });
});

describe("orders 42: staff drive an order on", () => {
  test("a refund that was refused is tried again, and the mark goes with it", async () => {
    const order = await failedRefund();
    expect([order.begun.body.attention, order.begun.body.actions]).toEqual([
      "refund_failed",
      ["cancel", "cancel_part", "goodwill", "ship", "clear", "drive"],
    ]);
    expect(order.begun.body.changes[0].actions).toEqual(["drive"]);
    shop.payment.refusals.delete(order.payment.id);
    const driven = await act(order.id, "drive", {});
    expect([driven.status, driven.body.money, driven.body.attention]).toEqual([
      200,
      "part_refunded",
      null,
    ]);
    expect(back(order.payment.id)[0]).toBe(500);
    expect(await audited(order.id)).toMatchObject([
      { action: "order.goodwill_given" },
      { action: "order.driven" },
    ]);
  });

  test("a step that waits is done now; nothing owed is no error and leaves no line", async () => {
    const order = await paid();
    expect((await act(order.id, "drive", {})).status).toBe(200);
    expect(await audited(order.id)).toEqual([]);
    shop.faults.push({ method: "refund", when: "before" });
    const waits = await act(order.id, "cancel");
    expect([waits.status, waits.body.steps[0].error, waits.body.money]).toEqual([
      202,
      "Error",
      "refunding",
    ]);
    const driven = await act(order.id, "drive", {});
    expect([driven.status, driven.body.money]).toEqual([200, "refunded"]);
  });

  test("one key, 8 posts at once: one line of the audit", async () => {
    const order = await placed();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => act(order.id, "drive", {}, { key: `drive-${order.id}` })),
    );
    expect(answers.filter(({ status }) => status > 202)).toEqual([]);
    expect(await audited(order.id)).toHaveLength(1);
  });
});

describe("payments 34: staff settle at payment what was refused", () => {
  test("the change that had failed goes on when it hears of it, and a refusal heard late changes nothing", async () => {
    const order = await failedRefund();
    const [change] = order.begun.body.changes;
    const hear = (state: string) => {
      const body = {
        ...{ id: newId("event"), type: "payment.changed", version: 1, source: "payment" },
        ...{ occurredAt: new Date().toISOString(), correlationId: "test" },
        aggregate: { type: "payment", id: order.payment.id, sequence: 9 },
        data: {
          ...{ purpose: "order", reference: order.id, paymentId: order.payment.id },
          ...{ state, refundId: change.refundId },
        },
      };
      const facts = { requestId: "test", later: () => undefined };
      const call = {
        requestId: "test",
        traceparent: continueTrace(null),
        deadline: Date.now() + 9_000,
      };
      return hearPayment(depsOf(readOrderConfig(shop.env), facts), body, call);
    };
    expect(await hear("REFUSED")).toBe("ignored");
    const { cardMinor, pointAmount } = { cardMinor: 500, pointAmount: 0 };
    const paymentId = order.payment.id;
    shop.payment.refunds.set(change.refundId, { paymentId, cardMinor, pointAmount, state: "DONE" });
    expect(await hear("DONE")).toBe("handled");
    const path = `/api/admin/orders/${order.id}`;
    const { body } = await shop.send("GET", path, undefined, staff.headers);
    expect([body.changes[0].state, body.money, body.attention]).toEqual([
      "DONE",
      "part_refunded",
      null,
    ]);
  });
});

describe("orders 41, 42: staff clear a mark", () => {
  test("with a reason; the event keeps what it was; a second one is a conflict", async () => {
    const order = await paid();
    await mark(order.id, "deposit_reversed");
    const missing = await act(order.id, "clear", {});
    expect(missing.status).toBe(422);
    const cleared = await act(order.id, "clear", BECAUSE, { key: `clear-${order.id}` });
    expect([cleared.status, cleared.body.attention]).toEqual([200, null]);
    expect((await act(order.id, "clear", BECAUSE, { key: `clear-${order.id}` })).status).toBe(200);
    const again = await act(order.id, "clear");
    expect([again.status, again.body.code]).toEqual([409, "order_state_conflict"]);
    expect(await audited(order.id)).toMatchObject([
      { action: "order.attention_cleared", changes: BECAUSE },
    ]);
    const [event] = await shop.database.query(
      "select actor, data from orders.order_event where order_id = $1 order by version desc limit 1",
      [order.id],
    );
    expect(event).toEqual({ actor: staff.id, data: { reason: "deposit_reversed" } });
  });
});

describe("orders 34, 42: staff name the account that a refund waits for", () => {
  test("it is sealed, the refund goes on, and the account is forgotten once the money is back", async () => {
    const order = await paid();
    shop.payment.refusals.set(order.payment.id, "account_required");
    const begun = await act(order.id, "goodwill", { amountMinor: 500, ...BECAUSE });
    const [change] = begun.body.changes;
    expect([change.state, change.needsAccount, change.actions]).toEqual([
      "FAILED",
      true,
      ["give_account"],
    ]);
    shop.payment.refusals.delete(order.payment.id);
    const path = `changes/${change.id}/account`;
    const given = await act(order.id, path, { account: ACCOUNT, ...BECAUSE });
    expect([given.status, given.body.changes[0].state, back(order.payment.id)[0]]).toEqual([
      200,
      "DONE",
      500,
    ]);
    expect((await act(order.id, path, { account: ACCOUNT, ...BECAUSE })).body.code).toBe(
      "order_state_conflict",
    );
    expect(
      (
        await act(order.id, "changes/chg_01k9z3v5e8f0r9t2m4w6y8a1bc/account", {
          account: ACCOUNT,
          ...BECAUSE,
        })
      ).status,
    ).toBe(404);
    const lines = JSON.stringify(await audited(order.id));
    expect([lines.includes("1234567890"), lines.includes("Mina")]).toEqual([false, false]);
    const [kept] = await shop.database.query(
      "select sealed_account from orders.change where id = $1",
      [change.id],
    );
    expect(kept).toEqual({ sealed_account: null });
  });
});

describe("orders 57.34: money needs a password of now, and every write the rights of now", () => {
  test("a stale administrator may drive, and nothing that moves money", async () => {
    const stale = await shop.staff(true);
    const order = await paid();
    for (const path of ["cancel", "goodwill", "clear"]) {
      const body = path === "goodwill" ? { amountMinor: 100, ...BECAUSE } : BECAUSE;
      const refused = await act(order.id, path, body, stale);
      expect([path, refused.status, refused.body.code]).toEqual([
        path,
        401,
        "reauthentication_required",
      ]);
    }
    expect((await act(order.id, "drive", {}, stale)).status).toBe(200);
  });

  test("whose role or account ended a moment ago does nothing, whatever the token says", async () => {
    const order = await paid();
    const former = await shop.staff();
    shop.standings.set(former.id, { role: "member", status: "active" });
    expect((await act(order.id, "cancel", BECAUSE, former)).body.code).toBe("forbidden");
    shop.standings.set(former.id, { role: "admin", status: "disabled" });
    expect((await act(order.id, "cancel", BECAUSE, former)).body.code).toBe("token_invalid");
    expect(await audited(order.id)).toEqual([]);
  });

  test("without a key nothing is done; of an unknown order it is 404", async () => {
    const order = await paid();
    const bare = await shop.send(
      "POST",
      `/api/admin/orders/${order.id}/cancel`,
      BECAUSE,
      staff.headers,
    );
    expect(bare.body.code).toBe("idempotency_key_missing");
    expect((await act("ord_01k9z3v5e8f0r9t2m4w6y8a1bc", "cancel")).status).toBe(404);
  });
});

/** Marks an order, as the saga does. */
async function mark(orderId: string, attention: string) {
  await shop.database.query(
    `with moved as (update orders.sales_order set attention = $2, version = version + 1 where id = $1 returning id, version)
     insert into orders.order_event (order_id, version, name, actor) select id, version, 'attention_raised', 'saga' from moved`,
    [orderId, attention],
  );
}
