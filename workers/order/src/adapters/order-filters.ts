/** Filters of the list of staff as SQL over `orders.sales_order o`. Each has an index that serves it. @see specs/orders.md 42 */
import type { Fulfilment } from "@edgemart/contracts/order";
import type { AdminOrderListQuery, OrderMoney } from "@edgemart/contracts/order-administration";
import { type SQL, sql } from "drizzle-orm";
import { type OrderSearch, orderSearch } from "../core/order-search.ts";

/** The conditions of a query, joined; `true` without any. */
export function filtersOf(query: AdminOrderListQuery): SQL {
  const { status, fulfilment, money, attention, instrument, from, to, q } = query;
  const conditions = [
    status && sql`o.state = ${status}`,
    fulfilment && FULFILMENT[fulfilment],
    money && MONEY[money],
    attention &&
      (attention === "any" ? sql`o.attention is not null` : sql`o.attention = ${attention}`),
    instrument && instrumentFilter(instrument),
    from && sql`o.placed_at >= ${from}::timestamptz`,
    to && sql`o.placed_at < ${to}::timestamptz`,
    q && searchFilter(orderSearch(q)),
  ].filter((each) => each !== undefined && each !== "");
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

const parcel = (states: SQL) =>
  sql`o.id in (select s.order_id from orders.shipment s where s.state in (${states}))`;
const sent = parcel(sql`'SHIPPED', 'DELIVERED'`);
const preparing = parcel(sql`'PREPARING'`);
const open = sql`exists (select from orders.order_line l
  where l.order_id = o.id and l.cancelled + l.shipped < l.quantity)`;

/** As `fulfilmentOf` decides. What is partly sent is always of a paid order, which an index knows. */
const FULFILMENT: Record<Fulfilment, SQL> = {
  none: sql`not exists (select from orders.shipment s where s.order_id = o.id and s.state <> 'VOID')`,
  preparing: sql`${preparing} and not exists (select from orders.shipment s
    where s.order_id = o.id and s.state in ('SHIPPED', 'DELIVERED'))`,
  part_shipped: sql`o.state = 'PAID' and ${sent} and (${preparing} or ${open})`,
  shipped: sql`${parcel(sql`'SHIPPED'`)} and not ${preparing} and not ${open}`,
  delivered: sql`${parcel(sql`'DELIVERED'`)} and not ${parcel(sql`'SHIPPED', 'PREPARING'`)} and not ${open}`,
};

const changed = (states: SQL) =>
  sql`o.id in (select c.order_id from orders.change c where c.state in (${states}))`;
const failed = changed(sql`'FAILED'`);
const going = changed(sql`'OPEN', 'RECEIVED', 'REFUNDING'`);
const back = sql`(select coalesce(sum(c.card_minor + c.point_amount), 0) from orders.change c
  where c.order_id = o.id and c.state = 'DONE')`;
const isPaid = sql`o.paid_at is not null`;

/** As `moneyOf` decides. */
const MONEY: Record<OrderMoney, SQL> = {
  unpaid: sql`o.paid_at is null and o.state <> 'AWAITING_DEPOSIT'`,
  awaiting_deposit: sql`o.state = 'AWAITING_DEPOSIT'`,
  paid: sql`${isPaid} and not ${failed} and not ${going} and ${back} = 0`,
  refund_failed: sql`${isPaid} and ${failed}`,
  refunding: sql`${isPaid} and ${going} and not ${failed}`,
  part_refunded: sql`${isPaid} and ${changed(sql`'DONE'`)} and not ${failed} and not ${going}
    and ${back} > 0 and ${back} < o.card_minor + o.point_amount`,
  refunded: sql`${isPaid} and ${changed(sql`'DONE'`)} and not ${failed} and not ${going}
    and ${back} > 0 and ${back} >= o.card_minor + o.point_amount`,
};

function instrumentFilter(instrument: NonNullable<AdminOrderListQuery["instrument"]>): SQL {
  if (instrument === "points") return sql`o.payment_id is not null and o.card_minor = 0`;
  return sql`o.card_minor > 0 and o.payment_id in (
    select a.payment_id from orders.attempt a where a.instrument = ${instrument})`;
}

/** Beginnings as ranges of an index in the order of bytes: what follows every text that begins so is U+10FFFF. */
function begins(column: SQL, text: SQL): SQL {
  return sql`(${column} collate "C" >= ${text} and ${column} collate "C" < ${text} || chr(1114111))`;
}

function searchFilter({ number, email, name, phoneReversed }: OrderSearch): SQL {
  const meanings = [
    number !== null && begins(sql`o.number`, sql`${number}::text`),
    email !== null && begins(sql`o.email_norm`, sql`${email}::text`),
    name !== null && begins(sql`lower(o.orderer_name)`, sql`lower(${name}::text)`),
    name !== null && begins(sql`lower(o.recipient)`, sql`lower(${name}::text)`),
    phoneReversed !== null && begins(reversed(sql`o.orderer_phone`), sql`${phoneReversed}::text`),
    phoneReversed !== null && begins(reversed(sql`o.phone`), sql`${phoneReversed}::text`),
  ].filter((each) => each !== false);
  if (meanings.length === 0) return sql`false`;
  return sql`(${sql.join(meanings, sql` or `)})`;
}

function reversed(phone: SQL): SQL {
  return sql`reverse(regexp_replace(${phone}, '\\D', '', 'g'))`;
}
