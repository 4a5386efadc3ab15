/** One dependency of a purchase is dead or hangs: what each step answers then, and that every order ends lawfully when it is back. @see specs/orders.md 56 */
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shopAtGateway } from "../../tools/local/payment-gateway/shopper.ts";
import { brokenLaws } from "../crash/laws.ts";
import { comeToRest } from "../crash/rest.ts";
import { type CrashShop, openCrashShop } from "../crash/shop.ts";
import { frozen, hanging } from "./faults.ts";

const isFull = process.env.EDGEMART_FULL === "1";
const hasRedisServer = spawnSync("redis-server", ["--version"]).status === 0;

let shop: CrashShop;
beforeAll(async () => {
  shop = await openCrashShop();
}, 300_000);
afterAll(() => shop?.stop());

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  body: any;
}

let guests = 0;

/** Asks as a guest from an address of their own. */
async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  guests += 1;
  const answer = await fetch(`${shop.up.urls.api}${path}`, {
    method,
    headers: {
      "cf-connecting-ip": `2001:db8:77:${guests.toString(16)}::1`,
      ...(body !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(60_000),
  });
  return { status: answer.status, body: await answer.json().catch(() => null) };
}

/** A purchase, as far as it has come. */
interface Bought {
  orderId: string;
  token: Record<string, string>;
}
interface Opened extends Bought {
  paymentId: string;
  proof: { paymentKey: string; orderId: string; amount: number };
}

const place = (headers = {}) =>
  ask(
    "POST",
    "/api/orders",
    {
      items: [{ sku: shop.sku, quantity: 1 }],
      contact: { name: "Mina Kim", email: `${randomUUID()}@example.com`, phone: null },
      shippingAddress: {
        ...{ recipient: "Mina Kim", phone: "010-1234-5678", country: "KR", postcode: "04524" },
        line1: "Sejong-daero 110",
      },
    },
    headers,
  );
const pay = ({ orderId, token }: Bought) => ask("POST", "/api/payments", { orderId }, token);
const verify = ({ paymentId, proof }: Opened) =>
  ask("POST", `/api/payments/${paymentId}/verify`, proof);
const cancel = ({ orderId, token }: Bought) =>
  ask("POST", `/api/guest/orders/${orderId}/cancel`, {}, token);
const read = ({ orderId, token }: Bought) =>
  ask("GET", `/api/guest/orders/${orderId}`, undefined, token);

async function placed(): Promise<Bought> {
  const { status, body } = await place();
  expect(status).toBe(201);
  return { orderId: body.id, token: { "x-order-token": body.token } };
}

/** An order whose shopper has come back from the payment page. */
async function authorised(): Promise<Opened> {
  const bought = await placed();
  const { status, body } = await pay(bought);
  expect(status).toBe(201);
  const { paymentKey, orderId, amount } = await shopAtGateway(body.next.url);
  const proof = {
    paymentKey: String(paymentKey),
    orderId: String(orderId),
    amount: Number(amount),
  };
  return { ...bought, paymentId: body.id, proof };
}

async function paid(): Promise<Opened> {
  const opened = await authorised();
  expect((await verify(opened)).status).toBe(200);
  return opened;
}

/** Everything that was left is done, and every law holds. */
async function atRest(): Promise<void> {
  expect(await comeToRest(shop)).toEqual([]);
  expect(await brokenLaws(shop, [])).toEqual([]);
}

/** Orders at each step, made while all is well. */
async function everywhere() {
  const [pending, open, sold] = [await placed(), await authorised(), await paid()];
  return { pending, open, sold };
}

/** How a dependency is unavailable: at once, or, in the long run of the tests, after the caller's deadline. */
type Away = (look: () => Promise<void>) => Promise<void>;
const ways = (gone: Away, hangs: Away): [string, Away][] =>
  isFull
    ? [
        ["dead", gone],
        ["hanging", hangs],
      ]
    : [["dead", gone]];

describe("orders 56: while a dependency is unavailable", () => {
  test.each(
    ways(
      (look) => shop.withoutDatabase(["catalog"], look),
      (look) => hanging(shop.up, "catalog", look),
    ),
  )(
    "catalog is %s: nothing is placed or begun, what is open is paid, money goes back",
    async (_how, away) => {
      const { pending, open, sold } = await everywhere();
      await away(async () => {
        const [quoted, begun, verified, cancelled, shown] = await Promise.all([
          place(),
          pay(pending),
          verify(open),
          cancel(sold),
          read(sold),
        ]);
        expect([quoted.status, begun.status]).toEqual([503, 503]);
        expect([verified.status, verified.body.status]).toEqual([200, "PAID"]);
        expect([200, 202]).toContain(cancelled.status);
        expect(shown.status).toBe(200);
      });
      // The attempt stays: the same request goes on with it.
      const again = await pay(pending);
      expect([200, 201]).toContain(again.status);
      await atRest();
    },
  );

  test.each(
    ways(
      (look) => shop.withoutDatabase(["payment"], look),
      (look) => hanging(shop.up, "payment", look),
    ),
  )(
    "payment is %s: orders are placed, nothing is begun, an outcome is not known",
    async (_how, away) => {
      const { pending, open, sold } = await everywhere();
      await away(async () => {
        const [ordered, begun, verified, cancelled, shown] = await Promise.all([
          place(),
          pay(pending),
          verify(open),
          cancel(sold),
          read(sold),
        ]);
        expect([ordered.status, begun.status]).toEqual([201, 503]);
        expect([verified.status, cancelled.status]).toEqual([202, 202]);
        expect([shown.status, shown.body.degraded]).toEqual([200, ["payment"]]);
      });
      await atRest();
      expect((await read(open)).body.status).toBe("PAID");
      expect((await read(sold)).body.status).toBe("CANCELLED");
    },
  );

  test("the payment gateway is away: an attempt is begun, its outcome and a refund are not known until it is back", async () => {
    const { pending, open, sold } = await everywhere();
    await shop.withoutGateway(async () => {
      const [ordered, begun, verified, cancelled, shown] = await Promise.all([
        place(),
        pay(pending),
        verify(open),
        cancel(sold),
        read(sold),
      ]);
      expect([ordered.status, begun.status, shown.status]).toEqual([201, 201, 200]);
      expect([verified.status, cancelled.status]).toEqual([202, 202]);
    });
    await atRest();
    expect((await read(open)).body.status).toBe("PAID");
  });

  const EVERYTHING = ["order", "payment", "catalog"];
  test.each(
    ways(
      (look) => shop.withoutDatabase(EVERYTHING, look),
      (look) => frozen(shop.up, "postgres", look),
    ),
  )(
    "PostgreSQL is %s: every step is 503 or not known, and nothing is half done",
    async (_how, away) => {
      const { pending, open, sold } = await everywhere();
      await away(async () => {
        const answers = await Promise.all([
          place(),
          pay(pending),
          verify(open),
          cancel(sold),
          read(sold),
        ]);
        for (const { status } of answers) expect([202, 503, 504]).toContain(status);
      });
      await atRest();
    },
  );

  test("order is dead: all of its answers are 503, and what was open goes on when it is back", async () => {
    const { pending, open, sold } = await everywhere();
    await shop.withoutDatabase(["order"], async () => {
      const answers = await Promise.all([
        place(),
        pay(pending),
        verify(open),
        cancel(sold),
        read(sold),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([503, 503, 503, 503, 503]);
    });
    expect((await verify(open)).status).toBe(200);
    await atRest();
  });

  test.runIf(hasRedisServer)(
    "Redis hangs: writes with a key and look-ups are 503, a guest without a key buys",
    async () => {
      const { pending, open, sold } = await everywhere();
      await frozen(shop.up, "redis", async () => {
        const key = { "idempotency-key": randomUUID() };
        const lookup = { number: "AAAA-BBBB-CC", email: "mina@example.com" };
        const [keyed, found, shown] = await Promise.all([
          place(key),
          ask("POST", "/api/guest/orders/lookup", lookup),
          read(sold),
        ]);
        // What hangs may end at the API gateway's own limit first.
        for (const { status } of [keyed, found]) expect([503, 504]).toContain(status);
        expect(shown.status).toBe(200);
        const [begun, verified] = await Promise.all([pay(pending), verify(open)]);
        expect([201, 503]).toContain(begun.status);
        expect([200, 503]).toContain(verified.status);
      });
      await atRest();
    },
  );
});
