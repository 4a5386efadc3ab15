/** Reads what PostgreSQL has into the shapes that laws judge, and that the model has. */
import { z } from "zod";
import { type StockModel, stockModel } from "../../../../catalog/test/proof/stock-model.ts";
import { PaymentRow } from "../../../../payment/src/core/payment-row.ts";
import { RefundRow } from "../../../../payment/src/core/payment-view.ts";
import { OrderRow, STEP_NAMES, StepArgs } from "../../../src/core/rows.ts";
import { type Clock, secondsOf } from "../model/clock.ts";
import { OrdersTable } from "../model/orders-table.ts";
import { PaymentsTable } from "../model/payments-table.ts";
import { Purses } from "../model/purses.ts";
import { SQL_RULES } from "../model/rules.ts";
import type { Tables } from "../model-world.ts";
import type { Lane } from "./lane.ts";

const seconds = (time: string | null) => (time === null ? null : secondsOf(time));

/** Reads all of it in one snapshot. */
export async function readTables(lane: Lane, clock: Clock): Promise<Tables> {
  const [found] = await lane.query<{ all: unknown }>(SNAPSHOT);
  const all = Snapshot.parse(found?.all);
  const orders = new OrdersTable(clock, SQL_RULES);
  for (const { row, placed, deadline } of all.orders) {
    const order = { row, placed: secondsOf(placed), deadline: seconds(deadline) };
    orders.orders.set(row.id, order);
  }
  for (const {
    subject,
    order_id,
    version,
    name,
    args,
    due_at,
    lease_until,
    tries,
    error,
  } of all.steps) {
    const step = { subject, orderId: order_id, version, name, args, tries, error };
    orders.steps.set(subject, { ...step, due: secondsOf(due_at), lease: seconds(lease_until) });
  }
  for (const { code, uses, uses_max } of all.coupons) {
    orders.coupons.set(code, { uses, usesMax: uses_max ?? Number.POSITIVE_INFINITY });
  }
  for (const { order_id, code, state } of all.uses)
    orders.couponUses.set(order_id, { code, state });
  for (const { order_id, times } of all.told) orders.paidTold.set(order_id, times);
  const purses = pursesOf(all);
  const payments = new PaymentsTable(clock, SQL_RULES, purses, () => "");
  for (const row of all.payments) payments.payments.set(row.id, row);
  for (const { row, next, sent } of all.refunds) {
    payments.refunds.set(row.id, { ...row, nextLook: seconds(next), sent: secondsOf(sent) });
  }
  return { orders, payments, purses, stock: stockOf(all) };
}

function pursesOf({ accounts, entries, held, earned }: z.output<typeof Snapshot>): Purses {
  const purses = new Purses(SQL_RULES);
  for (const { member_id, balance, held: holds, owed } of accounts) {
    purses.purses.set(member_id, { balance, held: holds, owed });
  }
  for (const { transfer_id, member_id, amount } of entries) {
    purses.entries.set(transfer_id, { memberId: member_id, amount });
  }
  for (const { id, amount } of held) purses.holds.set(id.slice("use:".length), amount);
  for (const { id, member_id, asked, state } of earned) {
    const [, orderId = "", n = ""] = id.split(":");
    const before = purses.earned.get(orderId);
    if (before && before.n > Number(n)) continue;
    const posted = earned.find(
      (each) => each.id.startsWith(`earn:${orderId}:`) && each.state === "posted",
    );
    purses.earned.set(orderId, {
      ...{ memberId: member_id, n: Number(n), amount: asked, words: new Map(), back: 0 },
      ...{ state: posted ? "posted" : state, given: posted?.asked ?? 0 },
    });
  }
  return purses;
}

function stockOf({ levels, holds, lines, movements }: z.output<typeof Snapshot>): StockModel {
  const stock = stockModel({});
  for (const { sku, on_hand, reserved } of levels)
    stock.levels.set(sku, { onHand: on_hand, reserved });
  for (const { id, state, expires_at, attempt } of holds) {
    const own = lines.filter(({ hold_id }) => hold_id === id);
    stock.holds.set(id, { state, endsAt: seconds(expires_at), attempt, lines: own });
  }
  for (const { sku, reference, delta } of movements)
    stock.movements.set(`${sku} ${reference}`, delta);
  return stock;
}

const text = z.string();
const int = z.int();
const Snapshot = z.object({
  orders: z.array(z.object({ row: OrderRow, placed: text, deadline: text.nullable() })),
  steps: z.array(
    z.object({
      ...{ subject: text, order_id: text, version: int, name: z.enum(STEP_NAMES), args: StepArgs },
      ...{ due_at: text, lease_until: text.nullable(), tries: int, error: text.nullable() },
    }),
  ),
  coupons: z.array(z.object({ code: text, uses: int, uses_max: int.nullable() })),
  uses: z.array(z.object({ order_id: text, code: text, state: text })),
  told: z.array(z.object({ order_id: text, times: int })),
  payments: z.array(PaymentRow),
  refunds: z.array(z.object({ row: RefundRow, next: text.nullable(), sent: text })),
  accounts: z.array(z.object({ member_id: text, balance: int, held: int, owed: int })),
  entries: z.array(z.object({ transfer_id: text, member_id: text, amount: int })),
  held: z.array(z.object({ id: text, amount: int })),
  earned: z.array(
    z.object({
      ...{ id: text, member_id: text, asked: int },
      state: z.enum(["pending", "voided", "posted"]),
    }),
  ),
  levels: z.array(z.object({ sku: text, on_hand: int, reserved: int })),
  holds: z.array(
    z.object({
      ...{ id: text, attempt: int, expires_at: text.nullable() },
      state: z.enum(["held", "pinned", "committed", "released"]),
    }),
  ),
  lines: z.array(
    z.object({ hold_id: text, sku: text, quantity: int, counted: z.boolean(), restocked: int }),
  ),
  movements: z.array(z.object({ sku: text, reference: text, delta: int })),
});

/** Names a list of rows in the snapshot. */
const list = (name: string, rows: string) =>
  `'${name}', (SELECT coalesce(jsonb_agg(to_jsonb(r)), '[]') FROM (${rows}) AS r)`;

const SNAPSHOT = `SELECT jsonb_build_object(
  ${[
    list(
      "orders",
      "SELECT orders.order_json(o) AS row, o.placed_at AS placed, o.deadline_at AS deadline FROM orders.sales_order o ORDER BY o.id",
    ),
    list("steps", "SELECT * FROM orders.step ORDER BY subject"),
    list("coupons", "SELECT code, uses, uses_max FROM orders.coupon"),
    list("uses", "SELECT order_id, code, state FROM orders.coupon_use"),
    list(
      "told",
      `SELECT body #>> '{aggregate,id}' AS order_id, count(*)::int AS times FROM orders.outbox
        WHERE queue = 'edgemart-member' AND body ->> 'type' = 'order.paid' GROUP BY 1`,
    ),
    `'payments', (SELECT coalesce(jsonb_agg(to_jsonb(p) ORDER BY p.id), '[]') FROM payment.payment p)`,
    list(
      "refunds",
      "SELECT to_jsonb(x) AS row, x.next_look_at AS next, x.updated_at AS sent FROM payment.refund x ORDER BY x.id",
    ),
    list("accounts", "SELECT member_id, balance, held, owed FROM payment.point_account"),
    list(
      "entries",
      "SELECT transfer_id, member_id, amount FROM payment.point_entry WHERE account = 'member' ORDER BY seq",
    ),
    list(
      "held",
      "SELECT id, amount FROM payment.point_transfer WHERE kind = 'USE' AND state = 'pending'",
    ),
    list(
      "earned",
      "SELECT id, member_id, asked, state FROM payment.point_transfer WHERE kind IN ('EARN', 'CANCEL') AND asked IS NOT NULL",
    ),
    list("levels", "SELECT sku, on_hand, reserved FROM catalog.stock_level ORDER BY sku"),
    list("holds", "SELECT id, attempt, expires_at, state FROM catalog.stock_hold ORDER BY id"),
    list(
      "lines",
      "SELECT hold_id, sku, quantity, counted, restocked FROM catalog.stock_hold_line ORDER BY hold_id, sku",
    ),
    list(
      "movements",
      "SELECT sku, reference, delta FROM catalog.stock_movement ORDER BY sku, reference",
    ),
  ].join(",\n  ")}) AS all`;
