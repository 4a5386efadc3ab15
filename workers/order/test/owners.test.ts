/** What owners see, find and change of their orders, on a real PostgreSQL and Redis. */
import { MaskedOrder } from "@edgemart/contracts/order";
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
  return { "x-internal-client-prefix": `10.4.${guests >> 8}.${guests & 255}/32` };
}
const MUG = { ...GUEST, items: [{ sku: "MUG-1", quantity: 1 }] };
const { contact: _none, ...OF_MEMBER } = MUG;
const place = (body: object, headers: Record<string, string>) =>
  shop.send("POST", "/api/orders", body, headers);

async function pay(id: string, headers: Record<string, string>) {
  const paying = await shop.send("POST", "/api/payments", { orderId: id }, headers);
  const body = { paymentKey: "key", amount: paying.body.cardAmount };
  await shop.send("POST", `/api/payments/${paying.body.id}/verify`, body);
  await shop.settle();
}

describe("orders 36: own orders", () => {
  test("are listed newest first, in pages without a gap, and no one else's", async () => {
    const { headers } = await shop.member();
    const other = await shop.member();
    await place(OF_MEMBER, other.headers);
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.unshift((await place(OF_MEMBER, headers)).body.id);
    await pay(ids[2] ?? "", headers);
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const path: string = `/api/orders?limit=2${cursor && `&cursor=${cursor}`}`;
      const page = await shop.send("GET", path, undefined, headers);
      expect(page.status).toBe(200);
      seen.push(...page.body.items.map(({ id }: { id: string }) => id));
      cursor = page.body.nextCursor;
    }
    expect(seen).toEqual(ids);
    const paid = await shop.send("GET", "/api/orders?status=PAID", undefined, headers);
    expect(paid.body.items.map(({ id }: { id: string }) => id)).toEqual([ids[2]]);
    const none = await shop.send(
      "GET",
      "/api/orders?to=2020-01-01T00:00:00.000Z",
      undefined,
      headers,
    );
    expect(none.body).toEqual({ items: [], nextCursor: null });
    const wrong = await shop.send("GET", "/api/orders?cursor=x", undefined, headers);
    expect([wrong.status, wrong.body.code]).toEqual([400, "invalid_query"]);
  });
});

describe("orders 47: a guest's order is looked up", () => {
  const lookUp = (body: object, headers: Record<string, string>) =>
    shop.send("POST", "/api/guest/orders/lookup", body, headers);

  test("by number and e-mail: a masked view, without address, phone or e-mail", async () => {
    const { body } = await place(
      { ...MUG, contact: { ...GUEST.contact, name: "김민아" } },
      guest(),
    );
    const answer = await lookUp(
      { number: body.number.toLowerCase(), email: "MINA@example.com" },
      guest(),
    );
    expect(answer.status).toBe(200);
    const masked = MaskedOrder.parse(answer.body);
    expect(masked).toMatchObject({ number: body.number, name: "김*아", district: "Sejong-daero" });
    const text = JSON.stringify(answer.body);
    for (const secret of ["김민아", "mina@", "110", "010-1234", "04524"]) {
      expect(text.includes(secret)).toBe(false);
    }
  });

  test("orders 57.25: misses are one answer, then 429, of a number and of an address", async () => {
    const { body } = await place(MUG, guest());
    const wrongMail = { number: body.number, email: "other@example.com" };
    const codes: string[] = [];
    for (let n = 0; n < 7; n++) codes.push((await lookUp(wrongMail, guest())).body.code);
    expect(codes).toEqual([...Array(5).fill("not_found"), ...Array(2).fill("rate_limited")]);
    // The owner is stopped too: the number is being guessed at.
    expect((await lookUp({ number: body.number, email: "mina@example.com" }, guest())).status).toBe(
      429,
    );
    const from = guest();
    const signs = "23456789ABCDEFGHJKMNPQRS";
    const statuses: number[] = [];
    for (let n = 0; n < 22; n++) {
      const number = `0000-0000-0${signs[n]}`;
      statuses.push((await lookUp({ number, email: "mina@example.com" }, from)).status);
    }
    expect(statuses).toEqual([...Array(20).fill(404), 429, 429]);
  });

  test("found ones are not counted; a member's order is not found", async () => {
    const from = guest();
    const { body } = await place(MUG, guest());
    const right = { number: body.number, email: "mina@example.com" };
    for (let n = 0; n < 8; n++) expect((await lookUp(right, from)).status).toBe(200);
    const { headers } = await shop.member();
    const own = await place(OF_MEMBER, headers);
    expect(
      (await lookUp({ number: own.body.number, email: "mina@example.com" }, guest())).status,
    ).toBe(404);
  });

  test("orders 56: without Redis it is 503", async () => {
    const answer = await shop.without(
      "UPSTASH_REDIS_REST_URL",
      "POST",
      "/api/guest/orders/lookup",
      {
        number: "7KQ2-M4XT-9B",
        email: "mina@example.com",
      },
    );
    expect([answer.status, answer.body.code]).toEqual([503, "temporarily_unavailable"]);
  });
});

describe("orders 48: guests' orders are claimed", () => {
  test("with their tokens, once; the tokens are revoked, and what was paid earns", async () => {
    const { body } = await place(MUG, guest());
    const token = { "x-order-token": body.token };
    await pay(body.id, token);
    expect(shop.payment.earned.has(body.id)).toBe(false);
    const { id, headers } = await shop.member();
    const claim = { orders: [{ id: body.id, token: body.token }] };
    const done = await shop.send("POST", "/api/orders/claim", claim, headers);
    expect([done.status, done.body.items[0].id]).toEqual([200, body.id]);
    expect((await shop.send("POST", "/api/orders/claim", claim, headers)).status).toBe(200);
    expect(
      (await shop.send("GET", `/api/orders/${body.id}`, undefined, headers)).body.memberId,
    ).toBe(id);
    expect((await shop.send("GET", `/api/guest/orders/${body.id}`, undefined, token)).status).toBe(
      404,
    );
    await shop.settle();
    expect(shop.payment.earned.get(body.id)).toMatchObject({ n: 1, amount: 120 });
    const stranger = await shop.member();
    const theirs = await shop.send("POST", "/api/orders/claim", claim, stranger.headers);
    expect([theirs.status, theirs.body.code]).toEqual([404, "not_found"]);
  });

  test("orders 57.26: all of them or none", async () => {
    const [one, two] = await Promise.all([place(MUG, guest()), place(MUG, guest())]);
    const { headers } = await shop.member();
    const swapped = {
      orders: [
        { id: one.body.id, token: one.body.token },
        { id: two.body.id, token: one.body.token },
      ],
    };
    expect((await shop.send("POST", "/api/orders/claim", swapped, headers)).status).toBe(404);
    const token = { "x-order-token": one.body.token };
    expect(
      (await shop.send("GET", `/api/guest/orders/${one.body.id}`, undefined, token)).status,
    ).toBe(200);
  });

  test("by two members at once is one's", async () => {
    const { body } = await place(MUG, guest());
    const claim = { orders: [{ id: body.id, token: body.token }] };
    const members = await Promise.all(Array.from({ length: 8 }, () => shop.member()));
    const answers = await Promise.all(
      members.map(({ headers }) => shop.send("POST", "/api/orders/claim", claim, headers)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(404)]);
  });
});

describe("orders 37: the delivery is changed", () => {
  test("orders 57.32: on the version it was read at; an old one is 412, none 428", async () => {
    const { body } = await place(MUG, guest());
    const token = { "x-order-token": body.token };
    const path = `/api/guest/orders/${body.id}`;
    const change = { memo: "at the door" };
    const none = await shop.send("PATCH", path, change, token);
    expect([none.status, none.body.code]).toEqual([428, "precondition_required"]);
    const done = await shop.send("PATCH", path, change, {
      ...token,
      "if-match": `"${body.version}"`,
    });
    expect([done.status, done.body.memo, done.headers.get("etag")]).toEqual([
      200,
      "at the door",
      `"${body.version + 1}"`,
    ]);
    const old = await shop.send("PATCH", path, change, {
      ...token,
      "if-match": `"${body.version}"`,
    });
    expect([old.status, old.body.code]).toEqual([412, "precondition_failed"]);
    const [event] = await shop.database.query(
      "select data from orders.order_event where order_id = $1 and name = 'delivery_changed'",
      [body.id],
    );
    expect(event).toEqual({ data: { fields: ["memo"] } });
  });

  test("not to where it would cost another fee, nor once a parcel is prepared", async () => {
    const { body } = await place(MUG, guest());
    const headers = { "x-order-token": body.token, "if-match": "*" };
    const path = `/api/guest/orders/${body.id}`;
    const to = (postcode: string) => ({ shippingAddress: { ...GUEST.shippingAddress, postcode } });
    const jeju = await shop.send("PATCH", path, to("63100"), headers);
    expect([jeju.status, jeju.body.code]).toEqual([409, "fee_would_change"]);
    const busan = await shop.send("PATCH", path, to("48058"), headers);
    expect([busan.status, busan.body.shippingAddress.postcode]).toEqual([200, "48058"]);
    await shop.database.query(
      "insert into orders.shipment (id, order_id, state) values ('shp_1', $1, 'PREPARING')",
      [body.id],
    );
    const late = await shop.send("PATCH", path, { memo: "x" }, headers);
    expect([late.status, late.body.code]).toEqual([409, "order_state_conflict"]);
  });
});
