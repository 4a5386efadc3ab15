/** What guests of one address prefix may hold of the shop's stock, on a real PostgreSQL. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { GUEST, openShop, type Shop } from "./shop.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

const mug = (email: string) => ({
  ...GUEST,
  contact: { ...GUEST.contact, email },
  items: [{ sku: "MUG-1", quantity: 1 }],
});
const from = (prefix: string) => ({ "x-internal-client-prefix": prefix });

describe("orders 11: guests of one address prefix", () => {
  test("have 60 unpaid orders at most, also when 70 come at once; another prefix is not their affair", async () => {
    const many = await Promise.all(
      Array.from({ length: 70 }, (_, n) =>
        shop.send("POST", "/api/orders", mug(`guest${n}@example.com`), from("10.14.0.0/32")),
      ),
    );
    expect(many.filter(({ status }) => status === 201)).toHaveLength(60);
    const refused = many.filter(({ status }) => status !== 201);
    expect(new Set(refused.map(({ body }) => body.code))).toEqual(new Set(["rate_limited"]));
    expect(refused[0]?.headers.get("idempotency-outcome")).toBe("not-executed");
    const other = await shop.send(
      "POST",
      "/api/orders",
      mug("guest@example.com"),
      from("10.14.0.1/32"),
    );
    expect(other.status).toBe(201);
  });

  test("await 10 deposits at most, also when 16 begin at once; the card, and members, are not limited", async () => {
    const deposit = { instrument: "virtual_account" };
    const orders = [];
    for (let n = 0; n < 16; n++) {
      const { body } = await shop.send(
        "POST",
        "/api/orders",
        mug(`saver${n}@example.com`),
        from("10.14.1.0/32"),
      );
      orders.push({ orderId: body.id as string, token: { "x-order-token": body.token as string } });
    }
    const begun = await Promise.all(
      orders.map(({ orderId, token }) =>
        shop.send("POST", "/api/payments", { orderId, ...deposit }, token),
      ),
    );
    expect(begun.filter(({ status }) => status < 300)).toHaveLength(10);
    const refused = begun.flatMap(({ status, body }, n) =>
      status < 300 ? [] : [{ n, code: body.code }],
    );
    expect(new Set(refused.map(({ code }) => code))).toEqual(
      new Set(["payment_method_unavailable"]),
    );
    const one = orders[refused[0]?.n ?? 0];
    const byCard = await shop.send("POST", "/api/payments", { orderId: one?.orderId }, one?.token);
    expect(byCard.status).toBe(201);
    const { headers } = await shop.member();
    const { contact: _none, ...own } = mug("");
    const { body } = await shop.send("POST", "/api/orders", own, {
      ...headers,
      ...from("10.14.1.0/32"),
    });
    const paying = await shop.send(
      "POST",
      "/api/payments",
      { orderId: body.id, ...deposit },
      headers,
    );
    expect(paying.status).toBe(201);
  });
});
