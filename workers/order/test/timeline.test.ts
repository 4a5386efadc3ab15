/** The time machine of an order, and dead messages, on a real PostgreSQL. */
import { Timeline } from "@edgemart/contracts/order-administration";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { depsOf } from "../src/deps.ts";
import { readOrderConfig } from "../src/env.ts";
import { GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
let staff: Awaited<ReturnType<Shop["staff"]>>;
beforeAll(async () => {
  shop = await openShop();
  staff = await shop.staff();
}, 120_000);
afterAll(() => shop?.close());

let count = 0;
async function paid() {
  count += 1;
  const headers = { "x-internal-client-prefix": `10.11.0.${count}/32` };
  const body = { ...GUEST, items: [{ sku: "MUG-1", quantity: 2 }] };
  const { body: order } = await shop.send("POST", "/api/orders", body, headers);
  const token = { "x-order-token": order.token as string };
  const paying = await shop.send("POST", "/api/payments", { orderId: order.id }, token);
  const confirm = { paymentKey: "key", amount: paying.body.cardAmount };
  await shop.send("POST", `/api/payments/${paying.body.id}/verify`, confirm);
  await shop.settle();
  return { id: order.id as string, paymentId: paying.body.id as string };
}
const ask = (method: string, path: string, body?: object, more: Record<string, string> = {}) => {
  count += 1;
  const headers = { "idempotency-key": `timeline-${count}`, ...staff.headers, ...more };
  return shop.send(method, `/api/admin/orders${path}`, body, headers);
};
const changed = (reference: string, paymentId: string) => ({
  ...{ id: newId("event"), type: "payment.changed", version: 1, source: "payment" },
  ...{ occurredAt: new Date().toISOString(), correlationId: "test" },
  aggregate: { type: "payment", id: paymentId, sequence: 9 },
  data: { purpose: "order", reference, paymentId, state: "PAID" },
});
const keep = (id: string, body: unknown) => {
  const { keepDead } = depsOf(readOrderConfig(shop.env), {
    requestId: "test",
    later: () => undefined,
  });
  return keepDead({ id, queue: "edgemart-order-dead", body, reason: "dead" });
};

describe("orders 43: the time machine of an order", () => {
  test("shows events, acts of staff, messages, dead ones, holds and movements, sorted, of this order alone", async () => {
    const [order, other] = [await paid(), await paid()];
    await ask("POST", `/${order.id}/goodwill`, { amountMinor: 500, reason: "late" });
    await keep(crypto.randomUUID(), changed(order.id, order.paymentId));
    await keep(crypto.randomUUID(), changed(other.id, other.paymentId));
    const { status, body } = await ask("GET", `/${order.id}/timeline`);
    expect(status).toBe(200);
    const { items, degraded } = Timeline.parse(body);
    expect(degraded).toEqual([]);
    const names = (source: string) =>
      items.filter((each) => each.source === source).map(({ name }) => name);
    expect(names("order")).toEqual([
      "placed",
      "placed_held",
      "attempt_begun",
      "paid",
      "stock_sold",
      "goodwill_begun",
      "change_refunding",
      "change_done",
    ]);
    expect(names("administration")).toEqual(["order.goodwill_given"]);
    // Once for each queue that hears of it.
    expect(names("message")).toEqual(["order.paid", "order.paid", "order.refunded"]);
    expect(names("dead_message")).toEqual(["payment.changed"]);
    expect(names("hold")).toEqual(["made", "committed"]);
    expect(names("stock")).toEqual(["sold"]);
    const sorted = items.map(({ at }) => at);
    expect(sorted).toEqual(sorted.toSorted());
    expect(JSON.stringify(items).includes(other.id)).toBe(false);
    for (const secret of ["Mina", "mina@", "010-1234", "Sejong"])
      expect(JSON.stringify(body).includes(secret)).toBe(false);
  });

  test("what payment tells has its source, and what is owed its tries and error", async () => {
    const order = await paid();
    shop.payment.told.set(order.id, [
      {
        at: "2026-01-01T00:00:00.000Z",
        source: "gateway_call",
        paymentId: order.paymentId,
        name: "confirm",
        data: { httpStatus: 200 },
      },
      {
        at: "2026-01-01T00:00:00.000Z",
        source: "event",
        paymentId: order.paymentId,
        name: "opened",
        data: {},
      },
    ]);
    shop.faults.push({ method: "refund", when: "before" });
    await ask("POST", `/${order.id}/cancel`, { reason: "late" });
    const { body } = await ask("GET", `/${order.id}/timeline`);
    expect(
      body.items
        .slice(0, 2)
        .map(({ source, name }: { source: string; name: string }) => [source, name]),
    ).toEqual([
      ["payment", "opened"],
      ["gateway_call", "confirm"],
    ]);
    const step = body.items.find(({ source }: { source: string }) => source === "step");
    expect([step.name, step.data]).toEqual(["refund", { tries: 0, error: "Error" }]);
    await shop.settle();
  });

  test.each([["timeline", 2, ["catalog", "payment"]]])(
    "a dead Worker is named, the rest is shown: %s",
    async (method, times, named) => {
      const order = await paid();
      for (let n = 0; n < times; n++) shop.faults.push({ method, when: "before" });
      const { status, body } = await ask("GET", `/${order.id}/timeline`);
      expect([status, body.degraded, body.items.length > 0]).toEqual([200, named, true]);
    },
  );

  test("each Worker is asked once, whatever happened; an unknown order is 404", async () => {
    const order = await paid();
    shop.calls.length = 0;
    await ask("GET", `/${order.id}/timeline`);
    expect(shop.calls.sort()).toEqual(["timeline", "timeline"]);
    expect((await ask("GET", "/ord_01k9z3v5e8f0r9t2m4w6y8a1bc/timeline")).status).toBe(404);
    expect(
      (await ask("GET", `/${order.id}/timeline`, undefined, (await shop.member()).headers)).status,
    ).toBe(403);
  });

  test("it is bounded: of 3 000 events the newest are shown", async () => {
    const order = await paid();
    await shop.database.query(
      `insert into orders.order_event (order_id, version, name, actor) select $1, n, 'noted', 'saga' from generate_series(100, 3100) n`,
      [order.id],
    );
    const { body } = await ask("GET", `/${order.id}/timeline`);
    expect(body.items.filter(({ source }: { source: string }) => source === "order")).toHaveLength(
      800,
    );
    expect(body.items.length).toBeLessThanOrEqual(2_000);
  });
});

describe("notifications 8: dead messages are settled by staff", () => {
  const one = async (body: unknown) => {
    const id = crypto.randomUUID();
    await keep(id, body);
    return id;
  };
  const settle = (id: string, how: string, more: Record<string, string> = {}) =>
    ask("POST", `/dead-messages/${id}/${how}`, { because: "looked at" }, more);

  test("a replay runs the consumer's own function, once, and is noted with who and why", async () => {
    const order = await paid();
    const id = await one(changed(order.id, order.paymentId));
    const listed = await ask("GET", "/dead-messages?limit=100");
    expect(listed.body.items.find((each: { id: string }) => each.id === id)).toMatchObject({
      type: "payment.changed",
      reason: "dead",
      settledAt: null,
    });
    shop.calls.length = 0;
    const done = await settle(id, "replay", { "idempotency-key": `replay-${id}` });
    expect([done.status, done.body.settledHow, done.body.settledBy, done.body.because]).toEqual([
      200,
      "replayed",
      staff.id,
      "looked at",
    ]);
    expect(shop.calls).toEqual(["look"]);
    expect((await settle(id, "replay", { "idempotency-key": `replay-${id}` })).status).toBe(200);
    expect((await settle(id, "replay")).body.code).toBe("message_settled");
    expect(shop.calls).toEqual(["look"]);
    const open = await ask("GET", "/dead-messages?limit=100");
    expect(open.body.items.some((each: { id: string }) => each.id === id)).toBe(false);
    const settled = await ask("GET", "/dead-messages?settled=yes&limit=100");
    expect(settled.body.items.some((each: { id: string }) => each.id === id)).toBe(true);
  });

  test("what cannot be read is not replayed, and can be ignored; one of 31 days ago is ignored alone", async () => {
    const order = await paid();
    const broken = await one({ what: "is this" });
    const old = await one(changed(order.id, order.paymentId));
    await shop.database.query(
      "update orders.dead_message set created_at = now() - interval '31 days' where id = $1",
      [old],
    );
    for (const id of [broken, old]) {
      expect((await settle(id, "replay")).body.code).toBe("message_settled");
      const ignored = await settle(id, "ignore");
      expect([ignored.status, ignored.body.settledHow]).toEqual([200, "ignored"]);
    }
    expect((await settle("nothing", "ignore")).status).toBe(404);
  });

  test("orders 57.34: a stale administrator settles none; 8 at once settle it once", async () => {
    const order = await paid();
    const id = await one(changed(order.id, order.paymentId));
    expect((await settle(id, "ignore", (await shop.staff(true)).headers)).body.code).toBe(
      "reauthentication_required",
    );
    const answers = await Promise.all(Array.from({ length: 8 }, () => settle(id, "replay")));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
    const lines = await shop.database.query(
      "select action from orders.audit_event where subject_id = $1",
      [id],
    );
    expect(lines).toEqual([{ action: "dead_message.replayed" }]);
  });

  test("the list is in pages without a gap", async () => {
    for (let n = 0; n < 5; n++) await one({ n });
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof ask>> = await ask(
        "GET",
        `/dead-messages?limit=2${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.body.items.map(({ id }: { id: string }) => id));
      cursor = page.body.nextCursor;
    }
    const all = await ask("GET", "/dead-messages?limit=100");
    expect(seen).toEqual(all.body.items.map(({ id }: { id: string }) => id));
    expect(seen.length).toBeGreaterThanOrEqual(5);
  });
});
