/** Lists and look-ups of orders in PostgreSQL, and what owners change of them besides money. */
import { run } from "@edgemart/postgres/run";
import { runContended } from "@edgemart/postgres/run-contended";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { OrderRow } from "../core/rows.ts";
import type { DeliveryChange, OrderReads } from "../ports/reads.ts";
import type { SagaTerms } from "./settle.postgres.ts";
import { MOVED, toldOf } from "./statements.ts";

const Found = z.object({ order: OrderRow });

/** Makes the reads. */
export function postgresReads({ db }: Pick<SagaTerms, "db">): OrderReads {
  const all = async (rest: SQL): Promise<OrderRow[]> => {
    const rows = await run(
      db,
      sql`select orders.order_json(o) as "order" from orders.sales_order o where ${rest}`,
      Found,
    );
    return rows.map(({ order }) => order);
  };
  return {
    list({ memberId, status, from, to }, after, limit) {
      const older =
        after === null
          ? sql`true`
          : sql`(o.placed_at, o.id) < (${after.createdAt}::timestamptz, ${after.id})`;
      return all(sql`o.member_id = ${memberId} and ${older}
        and (${status}::text is null or o.state = ${status})
        and (${from}::timestamptz is null or o.placed_at >= ${from}::timestamptz)
        and (${to}::timestamptz is null or o.placed_at < ${to}::timestamptz)
        order by o.placed_at desc nulls last, o.id desc nulls last limit ${limit}`);
    },
    async lookUp(number, emailNorm) {
      const [found] = await all(sql`o.number = ${number} and o.email_norm = ${emailNorm}
        and o.member_id is null and o.state <> 'PLACING'`);
      return found ?? null;
    },
    findAll: (orderIds) =>
      all(sql`o.id in (select jsonb_array_elements_text(${JSON.stringify(orderIds)}::jsonb))`),
    async claim(memberId, orders) {
      const [row] = await runContended(
        db,
        sql`with moved as (
            update orders.sales_order o
               set member_id = ${memberId}, access_gen = o.access_gen + 1, version = o.version + 1, updated_at = clock_timestamp()
              from jsonb_to_recordset(${JSON.stringify(orders)}::jsonb) as c(id text, "accessGen" int)
             where o.id = c.id and o.access_gen = c."accessGen" and o.member_id is null
            returning o.*
          ), told as (${toldOf("claimed", "shopper", {})}), next as (
            insert into orders.step (subject, order_id, version, name, due_at)
            select id, id, version, 'earn', clock_timestamp() from moved where state = 'PAID'
            on conflict (subject) do nothing)
          select count(*)::int as claimed from moved`,
        z.object({ claimed: z.int() }),
      );
      return row?.claimed ?? 0;
    },
    async changeDelivery(order, change) {
      const [row] = await runContended(db, deliveryStatement(order, change), Found);
      return row?.order ?? null;
    },
  };
}

function deliveryStatement(order: OrderRow, change: DeliveryChange): SQL {
  const kept = { ...order, ...defined(change) };
  // Names of what changed, never what it says: events hold nothing personal.
  const fields = Object.keys(defined(change));
  return sql`with moved as (
      update orders.sales_order o
         set recipient = ${kept.recipient}, phone = ${kept.phone}, postcode = ${kept.postcode}, line1 = ${kept.line1},
             line2 = ${kept.line2}, memo = ${kept.memo}, version = o.version + 1, updated_at = clock_timestamp()
       where o.id = ${order.id} and o.version = ${order.version}
         and o.state in ('PENDING', 'PAYING', 'AWAITING_DEPOSIT', 'PAID')
         and not exists (select from orders.shipment s where s.order_id = o.id and s.state <> 'VOID')
      returning o.*
    ), told as (${toldOf("delivery_changed", "shopper", { fields })})
    select ${MOVED} as "order" from moved m`;
}

function defined(change: DeliveryChange): Partial<OrderRow> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}
