/** What staff see of orders, on a real PostgreSQL. */
import { AdminOrder, AdminOrderCard } from "@edgemart/contracts/order-administration";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
let staff: Awaited<ReturnType<Shop["staff"]>>;
beforeAll(async () => {
  shop = await openShop();
  staff = await shop.staff();
}, 120_000);
afterAll(() => shop?.close());

let guests = 0;
async function placed() {
  guests += 1;
  const headers = { "x-internal-client-prefix": `10.7.0.${guests}/32` };
  const body = { ...GUEST, items: [{ sku: "MUG-1", quantity: 3 }] };
  const { body: order } = await shop.send("POST", "/api/orders", body, headers);
  const token = { "x-order-token": order.token as string };
  const paying = await shop.send("POST", "/api/payments", { orderId: order.id }, token);
  return { id: order.id as string, token, payment: paying.body };
}

async function paid() {
  const order = await placed();
  const body = { paymentKey: "key", amount: order.payment.cardAmount };
  await shop.send("POST", `/api/payments/${order.payment.id}/verify`, body);
  await shop.settle();
  return order;
}

const read = (path: string, headers: Record<string, string> = staff.headers) =>
  shop.send("GET", `/api/admin/orders${path}`, undefined, headers);

describe("orders 42: staff read orders", () => {
  test("one has its attempts, what is owed and what may be done now", async () => {
    const order = await placed();
    const answer = await read(`/${order.id}`);
    const shown = AdminOrder.parse(answer.body);
    expect([answer.status, answer.headers.get("etag")]).toEqual([200, `"${shown.version}"`]);
    expect(shown).toMatchObject({
      id: order.id,
      money: "unpaid",
      actions: ["cancel", "drive"],
      goodwillMax: 0,
      isSold: false,
      attempts: [{ paymentId: order.payment.id, n: 1, instrument: "card" }],
      steps: [{ subject: order.id, name: "look", tries: 0, error: null }],
    });
  });

  test("a paid one may be cancelled, sent, and some of its money given back", async () => {
    const order = await paid();
    const { body } = await read(`/${order.id}`);
    expect(AdminOrder.parse(body)).toMatchObject({
      money: "paid",
      actions: ["cancel", "cancel_part", "goodwill", "ship"],
      goodwillMax: body.total.amountMinor,
      isSold: true,
      steps: [],
      payment: { status: "PAID" },
    });
  });

  test("payment is unavailable: the rest is shown, and it is named", async () => {
    const order = await paid();
    shop.faults.push({ method: "look", when: "before" });
    const { status, body } = await read(`/${order.id}`);
    expect([status, body.degraded, body.payment]).toEqual([200, ["payment"], null]);
  });

  test("the list finds an order by number, e-mail, telephone and name, in pages without a gap", async () => {
    const orders = [await paid(), await paid(), await placed()];
    const { body } = await read(`/${orders[0]?.id}`);
    for (const q of [
      body.number,
      body.number.slice(0, 6).toLowerCase(),
      "MINA@example",
      "5678",
      "+82 10-1234-5678",
      "mina k",
    ]) {
      const found = await read(`?q=${encodeURIComponent(q)}&limit=100`);
      const ids = found.body.items.map((card: unknown) => AdminOrderCard.parse(card).id);
      expect([q, ids.includes(orders[0]?.id)]).toEqual([q, true]);
    }
    expect((await read("?q=nobody@")).body).toEqual({ items: [], nextCursor: null });
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: Awaited<ReturnType<typeof read>> = await read(
        `?limit=2&money=paid${cursor && `&cursor=${cursor}`}`,
      );
      seen.push(...page.body.items.map(({ id }: { id: string }) => id));
      cursor = page.body.nextCursor;
    }
    const all = await read("?limit=100&money=paid");
    expect(seen).toEqual(all.body.items.map(({ id }: { id: string }) => id));
    expect(new Set(seen).size).toBe(seen.length);
  });

  test("orders 57.23: a member, a guest and another's token read nothing", async () => {
    const order = await paid();
    const member = await shop.member();
    for (const path of ["", `/${order.id}`]) {
      expect((await read(path, member.headers)).body.code).toBe("forbidden");
      expect((await read(path, order.token)).body.code).toBe("token_missing");
    }
    expect((await read("/ord_01k9z3v5e8f0r9t2m4w6y8a1bc")).body.code).toBe("not_found");
  });
});
