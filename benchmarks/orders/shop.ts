/** What every part of the benchmark does: raise a platform, stock a SKU, place, begin, go through the payment page, confirm. */
import { randomUUID } from "node:crypto";
import type pg from "pg";
import type { Temporary } from "../../tests/raise-temporary.ts";
import { type SentBack, shopAtGateway } from "../../tools/local/payment-gateway/shopper.ts";

/** An answer, read, with the time it took. */
export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of several shapes
  body: any;
  ms: number;
}

let guests = 0;

/** Gives an address of a prefix of its own: limits of one caller are not the question. */
export function nextAddress(): string {
  guests += 1;
  return `2001:db8:${(guests >> 16).toString(16)}:${(guests & 65535).toString(16)}::1`;
}

/** Posts to the API as another guest each time. */
export async function ask(
  up: Temporary,
  path: string,
  body: unknown,
  token?: string,
): Promise<Answer> {
  const begun = performance.now();
  const answer = await fetch(`${up.urls.api}${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "cf-connecting-ip": nextAddress(),
      ...(token !== undefined && { "x-order-token": token }),
    },
    body: JSON.stringify(body),
  });
  const read = await answer.json().catch(() => null);
  return { status: answer.status, body: read, ms: performance.now() - begun };
}

/** Makes the body of an order of one unit. */
export const orderOf = (sku: string) => ({
  items: [{ sku, quantity: 1 }],
  contact: { name: "Mina Kim", email: `${randomUUID()}@example.com`, phone: null },
  shippingAddress: {
    ...{ recipient: "Mina Kim", phone: "010-1234-5678", country: "KR", postcode: "04524" },
    line1: "Sejong-daero 110",
  },
});

/** Places an order of one unit. */
export const place = (up: Temporary, sku: string) => ask(up, "/api/orders", orderOf(sku));

/** Gives what the way back from the payment page says, as verifying takes it. */
export function proofOf({ paymentKey, orderId, amount }: SentBack) {
  return { paymentKey, orderId, amount: Number(amount) };
}

/** A payment whose shopper has been at the payment page: all but the confirmation. */
export interface Ready {
  begun: Answer;
  path: string;
  proof: ReturnType<typeof proofOf>;
}

/** Begins to pay an order and goes through the payment page. */
export async function toReturn(up: Temporary, placed: Answer): Promise<Ready> {
  const { id: orderId, token } = placed.body;
  const begun = await ask(up, "/api/payments", { orderId }, token);
  const back = await shopAtGateway(begun.body.next.url);
  return { begun, path: `/api/payments/${begun.body.id}/verify`, proof: proofOf(back) };
}

/** Gives the SKU so many units. */
export async function setStock(database: pg.Pool, sku: string, units: number): Promise<void> {
  await database.query(
    `WITH moved AS (INSERT INTO catalog.stock_movement (sku, delta, reason, reference, principal)
       SELECT sku, $2 - on_hand, 'received', $3, 'benchmark' FROM catalog.stock_level WHERE sku = $1)
     UPDATE catalog.stock_level SET on_hand = $2 WHERE sku = $1`,
    [sku, units, randomUUID()],
  );
}

/** Finds SKUs that are on sale, of which nothing is reserved and fewer than 100 are there. */
export async function freeSkus(database: pg.Pool, count: number): Promise<string[]> {
  const { rows } = await database.query<{ sku: string }>(
    `SELECT v.sku FROM catalog.variant v JOIN catalog.product p ON p.id = v.product_id AND p.status = 'active'
       JOIN catalog.stock_level s ON s.sku = v.sku AND s.reserved = 0 AND s.on_hand < 100
      WHERE v.currency = 'KRW' AND v.price_minor BETWEEN 1000 AND 40000 ORDER BY v.sku LIMIT $1`,
    [count],
  );
  return rows.map(({ sku }) => sku);
}
