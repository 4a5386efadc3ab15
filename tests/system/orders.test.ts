/** A purchase on the running platform: order, catalog, payment and the local payment gateway, through the API alone. */

import { Order, PlacedOrder, Quote } from "@edgemart/contracts/order";
import { Payment } from "@edgemart/contracts/payment";
import { orderBody, payAtGateway } from "@edgemart/testkit/operations/order-calls";
import { api, newMember, signIn, system } from "@edgemart/testkit/system";
import pg from "pg";
import { describe, expect, test, vi } from "vitest";

const key = () => ({ "idempotency-key": crypto.randomUUID() });

/** Reads until an order is so: what is owed after the answer is done by itself. */
async function until(read: () => Promise<Order>, isSo: (order: Order) => boolean): Promise<Order> {
  return vi.waitFor(
    async () => {
      const order = await read();
      if (!isSo(order)) throw new Error(`${order.id} is ${order.status}`);
      return order;
    },
    { timeout: 60_000, interval: 250 },
  );
}

describe("orders 31: a purchase on the running platform", () => {
  test("orders 69: of a guest, who needs no account: quoted, placed, paid at the gateway's page, cancelled and refunded", async () => {
    const body = await orderBody();
    const quoted = await api("/api/orders/quote", { json: { items: body.items } });
    expect(quoted.status).toBe(200);
    const { total } = Quote.parse(await quoted.json());
    const placed = await api("/api/orders", {
      json: { ...body, expectedTotal: total },
      headers: key(),
    });
    expect([placed.status, placed.headers.get("location")]).toEqual([
      201,
      expect.stringMatching(/^\/api\/guest\/orders\/ord_/),
    ]);
    const order = PlacedOrder.parse(await placed.json());
    const token = { "x-order-token": order.token ?? "" };
    const read = async () =>
      Order.parse(await (await api(`/api/guest/orders/${order.id}`, { headers: token })).json());
    expect((await read()).status).toBe("PENDING");

    const paying = await api("/api/payments", {
      json: { orderId: order.id },
      headers: { ...token, ...key() },
    });
    expect(paying.status).toBe(201);
    const payment = Payment.parse(await paying.json());
    const paymentKey = await payAtGateway(
      payment.next?.type === "redirect" ? payment.next.url : "",
    );
    const verified = await api(`/api/payments/${payment.id}/verify`, {
      json: { paymentKey, amount: payment.cardAmount, orderId: payment.id },
      headers: token,
    });
    expect([verified.status, (await verified.json()).status]).toEqual([200, "PAID"]);
    expect(await read()).toMatchObject({
      status: "PAID",
      payment: { status: "PAID", instrument: "card" },
    });
    // The gateway's key a second time: the same answer, and one charge.
    const again = await api(`/api/payments/${payment.id}/verify`, {
      json: { paymentKey, amount: payment.cardAmount },
    });
    expect([again.status, await again.json()]).toEqual([200, { id: payment.id, status: "PAID" }]);

    const cancelled = await api(`/api/guest/orders/${order.id}/cancel`, {
      json: {},
      headers: token,
    });
    expect([200, 202]).toContain(cancelled.status);
    const ended = await until(read, ({ changes }) => changes[0]?.state === "DONE");
    expect(ended).toMatchObject({
      status: "CANCELLED",
      payment: { refundedAmount: payment.cardAmount },
    });
  }, 120_000);

  test("orders 52: of a member: what was bought leaves the cart, the rest stays", async () => {
    const { accessToken: token } = await newMember();
    const body = await orderBody();
    const rest = { sku: "NOT-BOUGHT", quantity: 1, priceSeenMinor: null };
    const bought = body.items.map(({ sku, quantity }) => ({ sku, quantity, priceSeenMinor: null }));
    const filled = await api("/api/members/me/cart", {
      method: "PUT",
      token,
      json: { items: [...bought, rest] },
      headers: { "if-match": "*" },
    });
    expect(filled.status).toBe(200);
    const placed = await api("/api/orders", { json: body, token, headers: key() });
    const { id: orderId } = PlacedOrder.parse(await placed.json());
    const paying = await api("/api/payments", { json: { orderId }, token, headers: key() });
    const payment = Payment.parse(await paying.json());
    const url = payment.next?.type === "redirect" ? payment.next.url : "";
    const verified = await api(`/api/payments/${payment.id}/verify`, {
      json: { paymentKey: await payAtGateway(url), amount: payment.cardAmount },
      token,
    });
    expect(verified.status).toBe(200);
    await vi.waitFor(
      async () => {
        const cart = await (await api("/api/members/me/cart", { token })).json();
        expect(cart).toMatchObject({ items: [rest], version: 3 });
      },
      { timeout: 60_000, interval: 250 },
    );
  }, 120_000);

  test("of a member: the same key is the same order, and a replay asks no one", async () => {
    const { accessToken: token } = await newMember();
    const json = await orderBody();
    const headers = key();
    const first = await api("/api/orders", { json, token, headers });
    const second = await api("/api/orders", { json, token, headers });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.headers.get("idempotent-replayed")).toBe("true");
    expect((await second.json()).id).toBe((await first.clone().json()).id);
    const { id } = PlacedOrder.parse(await first.json());
    const wrong = await api(`/api/orders/${id}`, { token: (await newMember()).accessToken });
    expect(wrong.status).toBe(404);
    const declined = await api("/api/orders", {
      json: { ...json, items: [{ sku: "NO-SUCH", quantity: 1 }] },
      token,
      headers: key(),
    });
    expect([declined.status, declined.headers.get("idempotency-status")]).toEqual([
      409,
      "unstored",
    ]);
  });
});

describe("the demo member has bought before", () => {
  test("orders in every state, points that end soon, and nothing that the gateway's books do not know", async () => {
    const [token, admin] = await Promise.all([signIn(system().member), signIn(system().admin)]);
    const read = async (path: string, as = token) => (await api(path, { token: as })).json();
    const items: Order[] = (await read("/api/orders?limit=50")).items;
    const counts = Object.entries(Object.groupBy(items, ({ status }) => status));
    expect(Object.fromEntries(counts.map(([status, own]) => [status, own?.length]))).toEqual({
      ...{ AWAITING_DEPOSIT: 1, CANCELLED: 2, COMPLETED: 5, EXPIRED: 1, PAID: 6 },
    });
    const points = await read("/api/points/balance");
    expect(points.expiring.map(({ amount }: { amount: number }) => amount)).toEqual([4_000]);
    expect(points.pending).toHaveLength(6);
    const failed = await read("/api/admin/orders?money=refund_failed&limit=50", admin);
    const own = new Set<string>(items.map(({ id }) => id));
    expect(failed.items.filter(({ id }: { id: string }) => own.has(id))).toHaveLength(1);

    // The newest 30 days of the gateway's books, in Seoul: none of these orders is named.
    const day = (ago: number) =>
      new Date(Date.now() + (9 - ago * 24) * 3_600_000).toISOString().slice(0, 10);
    const compared = await api("/api/admin/payments/reconcile", {
      ...{ token: admin, headers: key(), json: { from: day(29), to: day(0) } },
    });
    expect(compared.status).toBe(200);
    const client = new pg.Client({ connectionString: system().adminUrl });
    await client.connect();
    const { rows } = await client.query(
      "select d.* from payment.difference d join payment.payment p on p.id = d.payment_id where p.reference = any ($1)",
      [[...own]],
    );
    await client.end();
    expect(rows).toEqual([]);
  });

  test("a guest's order is found by the number and the address of the README", async () => {
    const found = await api("/api/guest/orders/lookup", {
      json: { number: "5KS7-TDR5-VV", email: "guest.park@example.com" },
    });
    expect([found.status, (await found.json()).status]).toEqual([200, "PAID"]);
  });

  test("one that is paid and not sent is cancelled, and its money goes back", async () => {
    const token = await signIn(system().member);
    const { items } = await (await api("/api/orders?status=PAID&limit=50", { token })).json();
    const open = items.find(({ fulfilment }: Order) => fulfilment === "none");
    const cancelled = await api(`/api/orders/${open.id}/cancel`, {
      ...{ token, headers: key(), json: { reason: "changed" } },
    });
    expect([200, 202]).toContain(cancelled.status);
    const read = async () =>
      Order.parse(await (await api(`/api/orders/${open.id}`, { token })).json());
    const isBack = ({ changes }: Order) => changes.at(-1)?.state === "DONE";
    const back = await until(read, isBack);
    expect([back.status, back.payment?.refundedAmount]).toEqual(["CANCELLED", back.card]);
  });
});

test("orders 49: placing with the e-mail of a member is answered as with any other", async () => {
  const { email } = await newMember();
  const shapeOf = async (of: string) => {
    const body = await orderBody();
    const quoted = await api("/api/orders/quote", { json: { items: body.items } });
    const placed = await api("/api/orders", {
      json: { ...body, contact: { ...body.contact, email: of } },
      headers: key(),
    });
    const order = await placed.json();
    const names = [...placed.headers.keys()].filter((name) => !name.startsWith("x-ratelimit"));
    return [quoted.status, placed.status, order.memberId, Object.keys(order), names];
  };
  expect(await shapeOf(email)).toEqual(await shapeOf(`nobody-${crypto.randomUUID()}@example.com`));
});
