/** What a purchase asks of PostgreSQL, Redis and the queues on the running platform: counts, by name. */
import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { shopAtGateway } from "../../tools/local/payment-gateway/shopper.ts";
import { raiseTemporary, type Temporary } from "../raise-temporary.ts";

/** Statements of a purchase by what they do; a statement that is none of these is counted under its first words. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/then orders\.place\(/, "place"],
  [/"isOneOfSeveral"/, "quote"],
  [/select orders\.terms\(/, "terms"],
  [/\b(?:catalog|payment)\.([a-z_]+)\(/, "$1"],
  [/outbox" set sent_at/, "note what was sent"],
  [/insert into payment\.webhook/, "keep a webhook"],
  [/from payment\.payment p where/, "read a payment"],
  [/orders\.seen_event/, "hear of a payment"],
  [/set name = 'confirm'/, "note the key"],
  [/where o\.id = \(select a\.order_id/, "find by payment"],
  [/^select orders\.order_json/, "find"],
  [/set state = 'PAYING'/, "begin"],
  [/set committed = true/, "note that it is sold"],
  [/^with moved as \( update orders\.sales_order set state/, "move"],
  [/^with next as \( update orders\.step/, "next step"],
  [/^with due as/, "take a step"],
  [/^with gone as/, "end a step"],
];
const WORKERS = /^edgemart_(order|payment|catalog)$/;

function nameOf(query: string): string {
  const text = query.replace(/\s+/g, " ").trim();
  for (const [sign, name] of NAMES) {
    const found = sign.exec(text);
    if (found) return name.replace("$1", found[1] ?? "");
  }
  return text.slice(0, 60);
}

let up: Temporary;
let database: pg.Pool;
let statements: string[] = [];
let redis = 0;
beforeAll(async () => {
  up = await raiseTemporary("costs", {
    withoutOrders: true,
    databaseTap: async ({ role, query }) => {
      const worker = WORKERS.exec(role)?.[1];
      if (worker) statements.push(`${worker}: ${nameOf(query)}`);
      return async () => true;
    },
    redisTap: () => {
      redis += 1;
    },
  });
  database = new pg.Pool({ connectionString: up.stores.adminUrl, max: 1 });
  // What is read once is read.
  await purchase();
});
afterAll(async () => {
  await database?.end();
  await up?.stop();
});

interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of three shapes
  body: any;
  isReplay: boolean;
  /** Asked until the answer was there. */
  statements: string[];
  redis: number;
}

async function ask(path: string, key: string, body: unknown, token?: string): Promise<Answer> {
  statements = [];
  redis = 0;
  const answer = await fetch(`${up.urls.api}${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "idempotency-key": key,
      ...(token !== undefined && { "x-order-token": token }),
    },
    body: JSON.stringify(body),
  });
  const read = await answer.json();
  const isReplay = answer.headers.get("idempotent-replayed") === "true";
  return { status: answer.status, body: read, isReplay, statements: [...statements], redis };
}

/** Buys as a guest; each request is sent twice with its key, after what its answer did not wait for is done. */
async function purchase() {
  const { rows } = await database.query<{ sku: string }>(
    `SELECT v.sku FROM catalog.variant v JOIN catalog.product p ON p.id = v.product_id AND p.status = 'active'
       JOIN catalog.stock_level s ON s.sku = v.sku
      WHERE v.currency = 'KRW' AND v.price_minor BETWEEN 1000 AND 40000 ORDER BY s.on_hand DESC, v.sku LIMIT 1`,
  );
  const email = `${randomUUID()}@example.com`;
  const order = {
    items: [{ sku: rows[0]?.sku, quantity: 1 }],
    contact: { name: "Mina Kim", email, phone: null },
    shippingAddress: {
      ...{ recipient: "Mina Kim", phone: "010-1234-5678", country: "KR", postcode: "04524" },
      line1: "Sejong-daero 110",
    },
  };
  const twice = async (path: string, body: unknown, token?: string, last?: string) => {
    const key = randomUUID();
    const first = await ask(path, key, body, token);
    await atRest(last);
    const all = [...statements];
    return { ...first, all, again: await ask(path, key, body, token) };
  };
  const placed = await twice("/api/orders", order);
  const { id: orderId, token } = placed.body;
  const begun = await twice("/api/payments", { orderId }, token);
  const back = await shopAtGateway(begun.body.next.url);
  const proof = { paymentKey: back.paymentKey, orderId: back.orderId, amount: Number(back.amount) };
  const paid = await twice(
    `/api/payments/${begun.body.id}/verify`,
    proof,
    token,
    "payment: keep a webhook",
  );
  return { orderId, placed, begun, paid };
}

/**
 * Resolves when nothing is owed to an order but its shopper's choice, and every message was sent and handled.
 *
 * @param last a statement that must have been asked: that of the gateway's webhook, which no row of ours announces
 */
function atRest(last?: string): Promise<void> {
  const owed = `
    SELECT s.name FROM orders.step s JOIN orders.sales_order o ON o.id = s.order_id
     WHERE NOT (s.name = 'look' AND o.state = 'PAYING')
    UNION ALL SELECT id FROM orders.outbox WHERE sent_at IS NULL
    UNION ALL SELECT id FROM payment.outbox x WHERE sent_at IS NULL
        OR NOT EXISTS (SELECT FROM orders.seen_event e WHERE e.id = x.body ->> 'id')
    UNION ALL SELECT id FROM orders.outbox x WHERE queue = 'edgemart-notify'
        AND NOT EXISTS (SELECT FROM notification.event e WHERE e.id = x.body ->> 'id')
    UNION ALL SELECT id FROM notification.delivery WHERE state IN ('due', 'sending')`;
  return vi.waitFor(
    async () => {
      const { rows } = await database.query(owed);
      if (last !== undefined && !statements.includes(last)) throw new Error(`no ${last}`);
      if (rows.length > 0) throw new Error(`owed: ${JSON.stringify(rows)}`);
    },
    { timeout: 60_000, interval: 100 },
  );
}

describe("orders 63: what a purchase of a guest costs", () => {
  let bought: Awaited<ReturnType<typeof purchase>>;
  beforeAll(async () => {
    bought = await purchase();
  });

  test("4 statements to place, with the quote, by terms that were read before", () => {
    const { placed } = bought;
    expect(placed.status).toBe(201);
    const expected = ["catalog: quote", "order: place", "catalog: hold_stock", "order: move"];
    expect(placed.all).toEqual(expected);
  });

  test("5 from the press on `pay` to the payment page", () => {
    const { begun } = bought;
    expect([begun.status, begun.body.next.type]).toEqual([201, "redirect"]);
    expect(begun.all).toEqual([
      ...["order: find", "order: begin", "catalog: pin_hold"],
      ...["payment: open_attempt", "order: next step"],
    ]);
  });

  const UNTIL_PAID = [
    ...["order: note the key", "payment: begin_confirm"],
    ...["payment: apply_settlement", "order: move"],
  ];

  test("4 from the way back to PAID", () => {
    const { paid } = bought;
    expect([paid.status, paid.body.status]).toEqual([200, "PAID"]);
    // What others ask at the same time (the gateway's own webhook, notes of what was sent) is not waited for.
    const asked = new Set(paid.statements.filter((name) => UNTIL_PAID.includes(name)));
    expect([...asked]).toEqual(UNTIL_PAID);
    expect(paid.all.filter((name) => name === "order: move")).toHaveLength(1);
  });

  test("after PAID: the stock is sold, the message and the webhook are handled, in at most 9", () => {
    const after = bought.paid.all.filter((name) => !UNTIL_PAID.includes(name));
    expect(after.length).toBeLessThanOrEqual(9);
    const known = [
      ...["catalog: commit_hold", "order: note that it is sold", "order: note what was sent"],
      ...["payment: note what was sent", "payment: keep a webhook", "payment: take_webhooks"],
      // A message that overtakes the move finds the step taken.
      ...["order: hear of a payment", "order: take a step"],
      // The receipt asks what the order says now.
      "order: find",
    ];
    expect(after.filter((name) => !known.includes(name))).toEqual([]);
    expect(after.filter((name) => name === "catalog: commit_hold")).toHaveLength(1);
  });

  test("none for a replay, which is the first answer", () => {
    for (const { body, again } of [bought.placed, bought.begun, bought.paid]) {
      expect(again).toMatchObject({ isReplay: true, body, statements: [] });
    }
  });

  test("2 requests to Redis for a keyed first run, 1 for its replay", () => {
    for (const { redis: first, again } of [bought.placed, bought.begun, bought.paid]) {
      expect([first, again.redis]).toEqual([2, 1]);
    }
  });

  test("at most 4 messages of queues up to PAID", async () => {
    const { rows } = await database.query<{ queue: string }>(
      `SELECT queue FROM orders.outbox WHERE body -> 'data' ->> 'orderId' = $1
       UNION ALL SELECT queue FROM payment.outbox WHERE body -> 'data' ->> 'reference' = $1`,
      [bought.orderId],
    );
    const queues = rows.map(({ queue }) => queue).sort();
    expect(queues).toEqual(["edgemart-member", "edgemart-notify", "edgemart-order"]);
    expect(queues.length).toBeLessThanOrEqual(4);
  });
});
