/** Loading the demo orders into a real PostgreSQL: every state is there, and every law holds. */
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestDatabase, type TestDatabase } from "../../tests/stores/test-database.ts";
import { type NoticeRow, noticeOf } from "../../workers/notification/src/core/notices.ts";
import { actionsOf } from "../../workers/order/src/core/actions.ts";
import { fulfilmentOf } from "../../workers/order/src/core/after-view.ts";
import { OrderRow } from "../../workers/order/src/core/rows.ts";
import { PaymentRow } from "../../workers/payment/src/core/payment-row.ts";
import type { PaymentRecord } from "../local/payment-gateway/record.ts";
import { balanceOf } from "../local/payment-gateway/record.ts";
import * as demo from "../seed/catalog.ts";
import { members } from "../seed/members.ts";
import { coupons } from "../seed/offers.ts";
import { orders } from "../seed/orders.ts";
import { loadCatalog } from "./catalog.ts";
import { loadMembers } from "./members.ts";
import { loadPurchases } from "./purchases.ts";

let database: TestDatabase;
let memberId: string;
const records: PaymentRecord[] = [];
const people = { member: "mina@example.com", admin: "admin@example.com" };
const load = () =>
  loadPurchases({
    ...people,
    adminUrl: database.adminUrl,
    remember: async (told) => void records.push(...told),
  });

beforeAll(async () => {
  database = await startTestDatabase();
  await loadCatalog(database.adminUrl, demo, () => []);
  const at = { locale: "ko", createdAt: "2025-01-01T00:00:00.000Z" } as const;
  await loadMembers(database.adminUrl, [
    ...members,
    ...Object.values(people).map((email) => ({ email, name: "김민아", ...at })),
  ]);
  const [row] = await database.query<{ id: string }>(
    "select id from member.member where email_norm = $1",
    [people.member],
  );
  memberId = row?.id ?? "";
  expect(await load()).toEqual({ orders: orders.length });
}, 60_000);
afterAll(() => database?.stop());

const one = async (text: string, values: unknown[] = []) => (await database.query(text, values))[0];

describe("orders 69: the demo data has orders of every kind", () => {
  test("states of orders, parcels and changes", async () => {
    expect(
      await database.query(
        `select state, count(*)::int n from orders.sales_order group by 1
         union all select 'parcel ' || state, count(*)::int from orders.shipment group by 1
         union all select kind || ' ' || state, count(*)::int from orders.change group by kind, state order by 1`,
      ),
    ).toEqual([
      { state: "AWAITING_DEPOSIT", n: 1 },
      { state: "CANCELLED", n: 2 },
      { state: "COMPLETED", n: 6 },
      { state: "EXPIRED", n: 1 },
      { state: "PAID", n: 7 },
      { state: "cancel DONE", n: 2 },
      { state: "cancel FAILED", n: 1 },
      { state: "parcel DELIVERED", n: 8 },
      { state: "parcel PREPARING", n: 1 },
      { state: "parcel SHIPPED", n: 3 },
      { state: "return DONE", n: 1 },
      { state: "return REQUESTED", n: 1 },
    ]);
  });

  test("whoever bought: the demo member, another member, a guest; by card, points, both and deposit", async () => {
    expect(
      await one(
        `select count(*) filter (where member_id = $1)::int own, count(*) filter (where member_id is null)::int guests,
                count(*) filter (where card_minor = 0 and point_amount > 0)::int points,
                count(*) filter (where card_minor > 0 and point_amount > 0)::int mixed,
                count(*) filter (where coupon_code is not null)::int coupons, count(attention)::int attention,
                (select count(distinct instrument)::int from orders.attempt) instruments from orders.sales_order`,
        [memberId],
      ),
    ).toEqual({
      own: 15,
      guests: 1,
      points: 1,
      mixed: 1,
      coupons: 2,
      attention: 1,
      instruments: 4,
    });
  });

  test("coupons: all that were written, one of them used up and one whose time is over", async () => {
    expect(
      await one(
        `select count(*)::int n, count(*) filter (where uses = uses_max)::int up, count(*) filter (where ends_at < now())::int ended,
                sum(uses)::int uses from orders.coupon`,
      ),
    ).toEqual({ n: coupons.length, up: 1, ended: 1, uses: 2 });
  });

  test("points: a lot that ends within 30 days, and earnings that are pending", async () => {
    const due = await one(
      `select count(*) filter (where remaining > 0 and expires_at < now() + interval '30 days' and expires_at > now())::int soon,
              (select count(*)::int from payment.point_transfer where member_id = $1 and kind = 'EARN' and state = 'pending') pending
         from payment.point_lot where member_id = $1`,
      [memberId],
    );
    expect(due).toEqual({ soon: 1, pending: 6 });
  });

  test("a product of which two are left in each colour", async () => {
    const levels = await database.query(
      "select on_hand - reserved as n from catalog.stock_level where sku like 'NOR-0011-%'",
    );
    expect(levels).toEqual([{ n: 2 }, { n: 2 }]);
  });

  test("nothing is of the future but what waits, and nothing is owed but a look at the deposit", async () => {
    expect(
      await database.query(
        `select 'order' as what from orders.sales_order where greatest(placed_at, paid_at, delivered_at, closed_at, updated_at) > now()
         union all select 'event' from orders.order_event where at > now() - interval '1 minute'
         union all select 'payment' from payment.payment_event where at > now() - interval '1 minute'
         union all select 'call' from payment.gateway_call where at > now() - interval '1 minute'
         union all select 'sold' from catalog.stock_movement where reason <> 'initial' and created_at > now() - interval '1 minute'
         union all select 'outbox' from payment.outbox union all select 'outbox' from orders.outbox
         union all select name from orders.step`,
      ),
    ).toEqual([{ what: "look" }]);
  });

  test("notifications 39: the demo member's inbox can be read in both languages, and a few items are unread", async () => {
    const rows = await database.query<Omit<NoticeRow, "category"> & { who: string }>(
      `select id, member_id as who, template, data, created_at as "createdAt", read_at as "readAt" from notification.inbox_item`,
    );
    expect(new Set(rows.map(({ who }) => who))).toEqual(new Set([memberId]));
    expect(new Set(rows.map(({ template }) => template)).size).toBeGreaterThan(3);
    const unread = rows.filter(({ readAt }) => readAt === null).length;
    expect([unread > 1, unread < rows.length]).toEqual([true, true]);
    for (const row of rows) {
      for (const lang of ["ko", "en"] as const) {
        expect(noticeOf({ ...row, category: "order" }, lang), row.template).not.toBeNull();
      }
    }
    expect(await one("select count(*)::int as n from notification.delivery")).toEqual({ n: 0 });
  });

  test("a second load, and one into a shop in which someone worked, change nothing", async () => {
    expect(await load()).toBeNull();
    const gone = { ...people, member: "noone@example.com", adminUrl: database.adminUrl };
    const told = records.length;
    expect(await loadPurchases({ ...gone, remember: async () => void records.pop() })).toBeNull();
    expect(records).toHaveLength(told);
  });
});

describe("orders 60, orders 16, points 20: laws after the load of the demo data", () => {
  test("stock: what is reserved is what counts, on hand is what moved, ended holds count nothing", async () => {
    expect(
      await database.query(
        `select law, subject from catalog.broken_reservations()
         union all select 'on_hand', sku from catalog.stock_level s
          where on_hand <> (select coalesce(sum(delta), 0) from catalog.stock_movement m where m.sku = s.sku)
         union all select 'hold of ' || o.state, o.id from orders.sales_order o join catalog.stock_hold h on h.id = o.hold_id
          where h.state <> case when o.paid_at is not null then 'committed' when o.state = 'EXPIRED' then 'released' else 'pinned' end
         union all select 'listing', id from catalog.product p
          where in_stock is distinct from exists (select from catalog.variant v join catalog.stock_level s using (sku)
                                                   where v.product_id = p.id and s.on_hand > s.reserved)`,
      ),
    ).toEqual([]);
  });

  test("money: an order's parts add up, what went back is at most what was paid, and payment says the same", async () => {
    expect(
      await database.query(
        `with l as (select order_id, sum(card_minor) card, sum(point_amount) points, sum(unit_minor * quantity - discount_minor) net
                      from orders.order_line group by 1),
              c as (select order_id, sum(card_minor) filter (where state = 'DONE') card, sum(point_amount) filter (where state = 'DONE') points
                      from orders.change group by 1)
         select 'lines' as law, o.id from orders.sales_order o join l on l.order_id = o.id
          where o.payment_id is not null and (l.card + l.points <> l.net or l.card > o.card_minor or l.points > o.point_amount)
         union all select 'payment', o.id from orders.sales_order o left join c on c.order_id = o.id left join payment.payment p on p.id = o.payment_id
          where (p.card_minor, p.point_amount, p.refunded_card, p.refunded_points, p.refunding_card)
                is distinct from (o.card_minor, o.point_amount, coalesce(c.card, 0)::bigint, coalesce(c.points, 0)::bigint, 0::bigint)
         union all select 'state', o.id from orders.sales_order o join payment.payment p on p.id = o.payment_id
          where p.state <> case when o.paid_at is not null then 'PAID' when o.state = 'EXPIRED' then 'EXPIRED' else 'AWAITING_DEPOSIT' end
         union all select 'events', o.id from orders.sales_order o
          where o.version <> (select count(*) from orders.order_event e where e.order_id = o.id)
         union all select 'payment events', p.id from payment.payment p
          where p.version <> (select count(*) from payment.payment_event e where e.payment_id = p.id)`,
      ),
    ).toEqual([]);
  });

  test("points: nothing differs from the entries, which add up to nothing", async () => {
    expect(await database.query("select * from payment.points_differences('', 1000)")).toEqual([]);
    expect(await one("select sum(amount)::int total from payment.point_entry")).toEqual({
      total: 0,
    });
    const stale = await database.query(
      "select id from payment.point_transfer where kind = 'EARN' and state = 'pending' and due_at < now()",
    );
    expect(stale).toEqual([]);
  });

  test("the payment gateway holds for each payment what our books say, under the same keys", async () => {
    const ours = await database.query(
      `select p.id, p.payment_key as key, (p.card_minor - p.refunded_card)::int as holds from payment.payment p
        where p.state in ('PAID', 'AWAITING_DEPOSIT') and p.card_minor > 0 order by 1`,
    );
    const theirs = records
      .map((each) => ({ id: each.orderId, key: each.paymentKey, holds: balanceOf(each) }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(theirs).toEqual(ours);
    const refunds = await database.query<{ key: string }>(
      "select transaction_key as key from payment.refund where state = 'DONE' order by 1",
    );
    expect(
      records.flatMap(({ cancels }) => cancels.map((each) => each.transactionKey)).toSorted(),
    ).toEqual(refunds.map(({ key }) => key));
  });

  test("order and payment read each row as one of theirs, and the owner may do what the state allows", async () => {
    const rows = await database.query<{ row: unknown }>(
      "select orders.order_json(o) as row from orders.sales_order o order by o.placed_at",
    );
    const read = rows.map(({ row }) => OrderRow.parse(row));
    const allowed = read.map((order) => [order.state, fulfilmentOf(order), actionsOf(order)]);
    expect(allowed.slice(-4)).toEqual([
      ["PAID", "shipped", ["return"]],
      ["PAID", "shipped", ["return"]],
      ["PAID", "none", ["cancel", "change_address"]],
      ["AWAITING_DEPOSIT", "none", ["cancel", "change_address"]],
    ]);
    expect(allowed.map(([, , actions]) => actions)).toEqual(
      expect.arrayContaining([
        expect.arrayContaining(["give_account"]),
        expect.arrayContaining(["withdraw_return"]),
        expect.arrayContaining(["receive", "return"]),
      ]),
    );
    const payments = await database.query<{ row: unknown }>(
      "select to_jsonb(p) as row from payment.payment p",
    );
    expect(payments.map(({ row }) => PaymentRow.parse(row).gateway)).toEqual(
      orders.map(() => "simulator"),
    );
  });

  test("numbers and ids have their form", async () => {
    const wrong = await database.query(
      "select id from orders.sales_order where length(id) <> $1 or number !~ '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$'",
      [newId("order").length],
    );
    expect(wrong).toEqual([]);
  });
});
