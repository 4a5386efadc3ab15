/** Ten thousand orders whose payment was begun and never made: how long until the clock has ended them all, each once. */
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import type { Temporary } from "../../tests/raise-temporary.ts";
import { throughMiniflare } from "../../tools/crons/dispatch.ts";
import { ask, place } from "./shop.ts";

const ORDERS = 10_000;
const MINUTE_MS = 60_000;
const MINUTES_MAX = 20;

/** Copies of one order that is being paid, with its hold and its attempt: all placed an hour ago, all over their time. */
const COPIES = [
  `INSERT INTO catalog.stock_hold SELECT (jsonb_populate_record(h, jsonb_build_object('id', c.hold, 'reference', c.id))).*
     FROM catalog.stock_hold h JOIN model m ON h.id = m.hold_id, copy c`,
  `INSERT INTO catalog.stock_hold_line SELECT (jsonb_populate_record(l, jsonb_build_object('hold_id', c.hold))).*
     FROM catalog.stock_hold_line l JOIN model m ON l.hold_id = m.hold_id, copy c`,
  `UPDATE catalog.stock_level s SET reserved = s.reserved + (SELECT count(*) FROM copy)
     FROM orders.order_line l JOIN model m ON l.order_id = m.id WHERE s.sku = l.sku`,
  `INSERT INTO payment.payment SELECT (jsonb_populate_record(p, jsonb_build_object('id', c.pay, 'reference', c.id,
       'ready_until', clock_timestamp() - interval '1 minute'))).*
     FROM payment.payment p JOIN model m ON p.id = m.payment_id, copy c`,
  `INSERT INTO orders.sales_order SELECT (jsonb_populate_record(o, jsonb_build_object('id', c.id, 'number', 'BENCH-' || c.n,
       'hold_id', c.hold, 'payment_id', c.pay, 'client_digest', 'bench' || c.n, 'email_norm', c.n || '@example.com',
       'placed_at', clock_timestamp() - interval '61 minutes', 'deadline_at', clock_timestamp() - interval '1 minute'))).*
     FROM orders.sales_order o JOIN model m ON o.id = m.id, copy c`,
  `INSERT INTO orders.order_line SELECT (jsonb_populate_record(l, jsonb_build_object('order_id', c.id))).*
     FROM orders.order_line l JOIN model m ON l.order_id = m.id, copy c`,
  `INSERT INTO orders.order_event SELECT (jsonb_populate_record(e, jsonb_build_object('order_id', c.id))).*
     FROM orders.order_event e JOIN model m ON e.order_id = m.id, copy c`,
  `INSERT INTO orders.attempt SELECT (jsonb_populate_record(a, jsonb_build_object('order_id', c.id, 'payment_id', c.pay))).*
     FROM orders.attempt a JOIN model m ON a.order_id = m.id, copy c`,
  `INSERT INTO orders.step SELECT (jsonb_populate_record(s, jsonb_build_object('order_id', c.id, 'subject', c.id,
       'due_at', clock_timestamp() + interval '1 hour'))).*
     FROM orders.step s JOIN model m ON s.order_id = m.id, copy c`,
];

/** Prints how long it took, and what was done twice. */
export async function sweepMany(up: Temporary, database: pg.Pool, sku: string): Promise<void> {
  const { body } = await place(up, sku);
  await ask(up, "/api/payments", { orderId: body.id }, body.token);
  await copyOrder(database, body.id);
  const dispatch = throughMiniflare(up.miniflare);
  const begun = performance.now();
  let left = ORDERS;
  let owed = ORDERS;
  const ticks: Promise<unknown>[] = [];
  for (let minute = 0; left + owed > 0 && minute < MINUTES_MAX; minute++) {
    // As the platform's clock does: each minute, whether the last tick has ended or not.
    const clocks = ["order", "payment", "catalog"].map((id) =>
      dispatch(`edgemart-${id}`, "* * * * *", new Date()),
    );
    ticks.push(Promise.allSettled(clocks));
    const nextMs = begun + (minute + 1) * MINUTE_MS;
    while (left + owed > 0 && performance.now() < nextMs) {
      await delay(1_000);
      [left, owed] = await leftOf(database);
    }
    const seconds = Math.round((performance.now() - begun) / 1000);
    console.error(`${seconds} s: ${left} not ended, ${owed} steps owed`);
  }
  const minutes = (performance.now() - begun) / MINUTE_MS;
  await Promise.all(ticks);
  console.log(
    `\n${ORDERS} orders over their time, each with a pinned hold and an open attempt: ` +
      `ended in ${minutes.toFixed(1)} minutes, ${left + owed} left; ${await twice(database)}`,
  );
}

async function copyOrder(database: pg.Pool, id: string): Promise<void> {
  const client = await database.connect();
  try {
    // Past the guards of moves: copies have gone no way.
    await client.query("BEGIN; SET LOCAL session_replication_role = replica");
    await client.query(
      `CREATE TEMP TABLE model ON COMMIT DROP AS SELECT id, hold_id, payment_id FROM orders.sales_order WHERE id = '${id}'`,
    );
    await client.query(
      `CREATE TEMP TABLE copy ON COMMIT DROP AS SELECT n, 'ord_' || lpad(n::text, 26, '0') AS id,
              'hld_' || lpad(n::text, 26, '0') AS hold, 'pay_' || lpad(n::text, 26, '0') AS pay
         FROM generate_series(1, ${ORDERS}) AS n`,
    );
    for (const copy of COPIES) await client.query(copy);
    await client.query("COMMIT");
    await client.query("ANALYZE");
  } finally {
    client.release();
  }
}

async function leftOf(database: pg.Pool): Promise<[left: number, owed: number]> {
  const { rows } = await database.query<{ left: number; owed: number }>(
    `SELECT (SELECT count(*)::int FROM orders.sales_order WHERE number LIKE 'BENCH-%' AND state <> 'EXPIRED') AS left,
            (SELECT count(*)::int FROM orders.step WHERE order_id LIKE 'ord_0000000000%') AS owed`,
  );
  return [rows[0]?.left ?? 0, rows[0]?.owed ?? 0];
}

/** Says what was done more than once, or not at all. */
async function twice(database: pg.Pool): Promise<string> {
  const { rows } = await database.query<Record<string, number>>(
    `SELECT (SELECT count(*)::int FROM orders.order_event WHERE order_id LIKE 'ord_0000000000%' AND name = 'expired') AS expired,
            (SELECT count(*)::int FROM payment.payment_event WHERE payment_id LIKE 'pay_0000000000%'
                AND name IN ('abandoned', 'expired')) AS attempts,
            (SELECT count(*)::int FROM catalog.stock_hold WHERE id LIKE 'hld_0000000000%' AND state = 'released') AS holds,
            (SELECT count(*)::int FROM (SELECT FROM orders.order_event WHERE order_id LIKE 'ord_0000000000%'
                GROUP BY order_id, name HAVING count(*) > 1) AS more) AS twice`,
  );
  const { expired, attempts, holds, twice: more } = rows[0] ?? {};
  return `${expired} ends of orders, ${attempts} of attempts, ${holds} holds released, ${more} twice`;
}
