/** The list of staff at 100 000 orders: every filter finds what its pure rule says, by an index. On a real PostgreSQL. */
import { Fulfilment } from "@edgemart/contracts/order";
import {
  type AdminOrderCard,
  AdminOrderListQuery,
  OrderMoney,
} from "@edgemart/contracts/order-administration";
import { connectPostgres, type Database } from "@edgemart/postgres/client";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../../tests/stores/test-database.ts";
import { postgresAdminReads } from "../src/adapters/admin-reads.postgres.ts";
import { adminOrderCard } from "../src/core/admin-order-view.ts";

const ORDERS = 100_000;
/** Of 8 KiB. To ask each order about its parcels or its changes would read 300 000. */
const PAGES_MAX = 15_000;

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await startTestDatabase();
  db = connectPostgres(database.urlOf("order"), { firstMs: 20_000, laterMs: 20_000 });
  await database.query(MANY_ORDERS);
}, 180_000);
afterAll(() => database?.stop());

const parsed = (query: object) => AdminOrderListQuery.parse(query);

async function found(query: object, limit = 100): Promise<AdminOrderCard[]> {
  const orders = await postgresAdminReads(db).list(parsed(query), null, limit);
  return orders.map(adminOrderCard);
}

/** Pages of PostgreSQL that the statement of a list reads. */
async function pagesOf(query: object): Promise<number> {
  let pages = Number.NaN;
  const spy = {
    async execute(statement: ReturnType<typeof sql>) {
      const { rows } = await db.execute(sql`explain (analyze, buffers, format json) ${statement}`);
      const [{ "QUERY PLAN": plan }] = rows as [
        { "QUERY PLAN": [{ Plan: Record<string, number> }] },
      ];
      pages = (plan[0].Plan["Shared Hit Blocks"] ?? 0) + (plan[0].Plan["Shared Read Blocks"] ?? 0);
      return { rows: [] };
    },
  };
  await postgresAdminReads(spy as unknown as Database).list(parsed(query), null, 25);
  return pages;
}

const QUERIES: object[] = [
  {},
  ...["PENDING", "PAYING", "AWAITING_DEPOSIT", "PAID", "CANCELLED", "COMPLETED"].map((status) => ({
    status,
  })),
  ...Fulfilment.options.map((fulfilment) => ({ fulfilment })),
  ...OrderMoney.options.map((money) => ({ money })),
  ...["any", "step_stuck", "refund_failed", "deposit_reversed"].map((attention) => ({ attention })),
  ...["card", "easy_pay", "transfer", "virtual_account", "points"].map((instrument) => ({
    instrument,
  })),
  { from: "2026-01-01T00:00:00.000Z", to: "2026-01-02T00:00:00.000Z" },
  ...[
    "00A1-F3XX-XX",
    "00a1f3",
    "buyer77777@",
    "buyer77777@example.com",
    "Kim 7777",
    "김민7777",
    "010-1007-7777",
    "7777",
    "+82 10-1007-7777",
    "no one",
  ].map((q) => ({ q })),
];

describe("orders 42: the list of staff", () => {
  test.each(QUERIES)("%j is served by an index at 100 000 orders", async (query) => {
    expect(await pagesOf(query)).toBeLessThan(PAGES_MAX);
  });

  test.each(Fulfilment.options)(
    "fulfilment %s is what the order's own parcels say",
    async (fulfilment) => {
      const cards = await found({ fulfilment });
      expect(cards.length).toBeGreaterThan(0);
      expect([...new Set(cards.map((card) => card.fulfilment))]).toEqual([fulfilment]);
    },
  );

  test.each(OrderMoney.options)("money %s is what the order's own changes say", async (money) => {
    const cards = await found({ money });
    expect(cards.length).toBeGreaterThan(0);
    expect([...new Set(cards.map((card) => card.money))]).toEqual([money]);
  });

  test("filters of one kind share all orders without a gap", async () => {
    const [newest] = await found({}, 1);
    const from = new Date(Date.parse(newest?.placedAt ?? "") - 2_000 * 60_000).toISOString();
    const all = (await found({ from }, 3_000)).length;
    const sum = async (name: string, values: readonly string[]) => {
      const counts = await Promise.all(
        values.map((value) => found({ from, [name]: value }, 3_000)),
      );
      return counts.reduce((total, cards) => total + cards.length, 0);
    };
    expect(all).toBeGreaterThan(1_000);
    expect(await sum("fulfilment", Fulfilment.options)).toBe(all);
    expect(await sum("money", OrderMoney.options)).toBe(all);
  });
});

/** Orders a minute apart in every state, with parcels, changes and attempts of every kind, past the guards of moves. */
const MANY_ORDERS = `
  set session_replication_role = replica;
  insert into orders.sales_order (id, number, member_id, email, email_norm, orderer_name, orderer_phone, locale, state, version, currency,
      items_minor, discount_minor, shipping_minor, total_minor, card_minor, point_amount, shipping_method, recipient, phone, country,
      postcode, line1, client_digest, hold_id, payment_id, attempts, deadline_at, attention, committed, placed_at, paid_at)
  select 'ord_' || lpad(n::text, 26, '0'), upper(lpad(to_hex(n), 4, '0')) || '-' || upper(to_hex(n % 65536)) || 'X-XX' || n,
         null, 'buyer' || n || '@example.com', 'buyer' || n || '@example.com',
         case n % 2 when 0 then 'Kim ' || n else '김민' || n end, null, 'ko', s.state, 1, 'KRW',
         10000, 0, 0, 10000, case when n % 50 = 0 then 0 else 10000 end, case when n % 50 = 0 then 10000 else 0 end, 'standard',
         'Recipient ' || n, '010-1' || lpad((n / 10000)::text, 3, '0') || '-' || lpad((n % 10000)::text, 4, '0'), 'KR', '04524',
         'Sejong-daero ' || n, 'digest', 'hld_' || n, case when s.state in ('PENDING') then null else 'pay_' || n end, 1,
         case when s.state in ('PENDING', 'PAYING', 'AWAITING_DEPOSIT') then clock_timestamp() + interval '1 day' end,
         case when n % 1000 = 1 then (array['step_stuck', 'refund_failed', 'deposit_reversed'])[n / 1000 % 3 + 1] end,
         true, timestamptz '2026-11-30' - n * interval '1 minute',
         case when s.state in ('PAID', 'COMPLETED') or (s.state = 'CANCELLED' and n % 3 = 0) then timestamptz '2026-11-30' end
    from generate_series(1, ${ORDERS}) as n,
         lateral (select case when n % 500 = 0 then 'PENDING' when n % 501 = 0 then 'PAYING' when n % 503 = 0 then 'AWAITING_DEPOSIT'
                              when n % 20 = 3 then 'CANCELLED' when n % 20 < 3 then 'PAID' else 'COMPLETED' end as state) s;
  insert into orders.order_line (order_id, line, sku, product_id, title_ko, title_en, unit_minor, quantity, discount_minor, card_minor, cancelled, shipped)
  select id, 1, 'MUG-1', 'prd', 'Mug', 'Mug', 5000, 2, 0, card_minor, 0,
         case when state = 'COMPLETED' then 2 when state = 'PAID' then (right(id, 2)::int / 3) % 3 else 0 end from orders.sales_order;
  insert into orders.attempt (payment_id, order_id, n, instrument)
  select payment_id, id, 1, case when right(id, 3)::int = 7 then 'virtual_account' when right(id, 3)::int = 8 then 'transfer'
         when right(id, 1)::int = 9 then 'easy_pay' else 'card' end from orders.sales_order where payment_id is not null;
  insert into orders.shipment (id, order_id, state)
  select 'shp_' || o.id, o.id, case when o.state = 'COMPLETED' then 'DELIVERED' else (array['PREPARING', 'SHIPPED', 'DELIVERED'])[right(o.id, 3)::int / 20 % 3 + 1] end
    from orders.sales_order o join orders.order_line l on l.order_id = o.id where l.shipped > 0;
  insert into orders.change (id, order_id, kind, state, n, refund_id, card_minor)
  select 'chg_' || o.id, o.id, 'goodwill', (array['DONE', 'REFUNDING', 'DONE', 'FAILED', 'OPEN'])[right(o.id, 4)::int / 40 % 5 + 1], 1,
         'rfd_' || o.id, case right(o.id, 4)::int / 80 % 2 when 0 then o.total_minor else 1000 end
    from orders.sales_order o where o.paid_at is not null and right(o.id, 4)::int % 40 = 1;
  reset session_replication_role;
  analyze orders.sales_order; analyze orders.order_line; analyze orders.attempt; analyze orders.shipment; analyze orders.change;`;
