/** Members' points, read from the ledger in PostgreSQL: one statement each. */
import { PaymentId } from "@edgemart/contracts/ids";
import {
  CHARGE_MAX,
  CHARGE_MIN,
  PointBalance,
  PointEntry,
  PointLedgerEntry,
} from "@edgemart/contracts/points";
import type { Database } from "@edgemart/postgres/client";
import { Instant } from "@edgemart/postgres/columns";
import { run } from "@edgemart/postgres/run";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { pointLine } from "../core/point-line.ts";
import type { LinesAsked, PointReads } from "../ports/points.ts";

/** How many lines a balance shows. */
const NEWEST = 20;
/** How many days ahead a balance says what will expire. */
const EXPIRING_DAYS = 30;

const place = { seq: z.int().positive(), createdAt: Instant };
const PointRow = PointEntry.omit({ reason: true }).extend(place);
const LedgerRow = PointLedgerEntry.omit({ reason: true }).extend(place);

const LINE = sql`jsonb_build_object(
  'seq', e.seq, 'id', t.id, 'type', e.kind, 'amount', e.amount, 'balanceAfter', e.balance_after,
  'referenceType', t.reference_type, 'referenceId', t.reference_id, 'description', t.note,
  'createdAt', t.settled_at)`;

const LOTS = sql`jsonb_build_object(
  'account', (select o.account from payment.point_entry o where o.transfer_id = t.id and o.account <> 'member'),
  'lots', (select coalesce(jsonb_agg(jsonb_build_object('id', u.lot_id, 'amount', u.amount, 'returned', u.returned)
                                     order by u.lot_id), '[]')
             from payment.point_lot_use u where u.transfer_id = t.id))`;

const Balance = PointBalance.extend({
  pending: z.array(z.object({ amount: z.int(), due: Instant.nullable(), orderId: z.string() })),
  expiring: z.array(z.object({ amount: z.int().positive(), expiresAt: Instant })),
  histories: z.array(PointRow),
  charges: z.array(
    z.object({ paymentId: PaymentId, amount: z.int().positive(), chargedAt: Instant }),
  ),
});

/**
 * Makes the reads of points.
 *
 * @param chargedMax most points that a balance and its open charges may be; 0 where no points are sold
 */
export function postgresPointReads(db: Database, chargedMax: number): PointReads {
  return {
    async of(memberId) {
      const [row] = await run(
        db,
        sql`select payment.points_available(${memberId})::float8 as available, (
              select coalesce(sum(t.amount), 0)::float8 from payment.point_transfer t
               where t.member_id = ${memberId} and t.state = 'pending' and t.kind = 'EARN') as pending`,
        z.object({ available: z.int(), pending: z.int() }),
      );
      return row ?? { available: 0, pending: 0 };
    },

    async balance(memberId) {
      const [row] = await run(db, balanceOf(memberId, chargedMax), z.object({ balance: Balance }));
      if (!row) throw new Error("a statement without FROM answers one row");
      return { ...row.balance, histories: row.balance.histories.map(pointLine) };
    },

    async history(asked) {
      const rows = await run(db, linesOf(LINE, asked), z.object({ line: PointRow }));
      return rows.map(({ line }) => line);
    },

    async ledger(asked) {
      const rows = await run(
        db,
        linesOf(sql`${LINE} || ${LOTS}`, asked),
        z.object({ line: LedgerRow }),
      );
      return rows.map(({ line }) => line);
    },

    async entry(transferId) {
      const [row] = await run(
        db,
        sql`select ${LINE} as line from payment.point_entry e
              join payment.point_transfer t on t.id = e.transfer_id
             where e.transfer_id = ${transferId} and e.account = 'member'`,
        z.object({ line: PointRow }),
      );
      return row?.line ?? null;
    },

    async differences(after, membersMax) {
      const [row] = await run(
        db,
        sql`select (select max(page.member_id) from (
                      select member_id from payment.point_account where member_id > ${after}
                       order by member_id limit ${membersMax}) as page) as last,
                   (select coalesce(jsonb_agg(jsonb_build_object('memberId', d.member_id, 'what', d.what,
                                                                 'kept', d.kept, 'recomputed', d.recomputed)), '[]')
                      from payment.points_differences(${after}, ${membersMax}) as d) as found`,
        z.object({
          last: z.string().nullable(),
          found: z.array(
            z.object({
              memberId: z.string(),
              what: z.string(),
              kept: z.int(),
              recomputed: z.int(),
            }),
          ),
        }),
      );
      return row ?? { last: null, found: [] };
    },
  };
}

function linesOf(line: SQL, { memberId, type, before, limit }: LinesAsked): SQL {
  return sql`select ${line} as line
      from payment.point_entry e join payment.point_transfer t on t.id = e.transfer_id
     where e.account = 'member' and e.member_id = ${memberId}
       and ${type === null ? sql`true` : sql`e.kind = ${type}`}
       and ${before === null ? sql`true` : sql`e.seq < ${before}`}
     order by e.seq desc limit ${limit}`;
}

function balanceOf(memberId: string, chargedMax: number): SQL {
  const ofAccount = (column: string) =>
    sql`coalesce((select ${sql.raw(`a.${column}`)} from payment.point_account a where a.member_id = ${memberId}), 0)`;
  const pending = sql`from payment.point_transfer t
    where t.member_id = ${memberId} and t.state = 'pending' and t.kind = 'EARN'`;
  const open = sql`(select coalesce(sum(p.card_minor), 0) from payment.payment p
    where p.member_id = ${memberId} and p.purpose = 'point_charge'
      and p.state in ('READY', 'CONFIRMING', 'AWAITING_DEPOSIT'))`;
  const room = sql`${chargedMax}::bigint - ${ofAccount("balance")} - ${open}`;
  return sql`select jsonb_build_object(
    'chargeable', (select case when r.room < ${CHARGE_MIN} then 0 else least(r.room, ${CHARGE_MAX}) end
                     from (select ${room} as room) as r),
    'charges', (select coalesce(jsonb_agg(jsonb_build_object('paymentId', c.reference_id, 'amount', c.amount,
                                                             'chargedAt', c.settled_at) order by c.settled_at desc), '[]') from (
      select t.reference_id, t.amount, t.settled_at from payment.point_lot l
        join payment.point_transfer t on t.id = l.id
       where l.member_id = ${memberId} and l.origin = 'charged' and l.remaining = l.issued and l.held = 0
       order by t.settled_at desc limit ${NEWEST}) as c),
    'memberId', ${memberId}::text, 'balance', ${ofAccount("balance")}, 'held', ${ofAccount("held")},
    'owed', ${ofAccount("owed")}, 'available', payment.points_available(${memberId}),
    'pendingTotal', (select coalesce(sum(t.amount), 0) ${pending}),
    'pending', (select coalesce(jsonb_agg(jsonb_build_object('amount', t.amount, 'due', t.due_at, 'orderId', t.reference_id)
                                          order by t.due_at, t.id), '[]') ${pending}),
    'expiring', (select coalesce(jsonb_agg(jsonb_build_object('amount', s.amount, 'expiresAt', s.expires_at)
                                           order by s.expires_at), '[]') from (
      select l.expires_at, sum(l.remaining - l.held) as amount from payment.point_lot l
       where l.member_id = ${memberId} and l.remaining > l.held
         and l.expires_at > now() and l.expires_at <= now() + make_interval(days => ${EXPIRING_DAYS})
       group by l.expires_at) as s),
    'histories', (select coalesce(jsonb_agg(h.line order by h.seq desc), '[]') from (
      select e.seq, ${LINE} as line from payment.point_entry e join payment.point_transfer t on t.id = e.transfer_id
       where e.account = 'member' and e.member_id = ${memberId} order by e.seq desc limit ${NEWEST}) as h)
  ) as balance`;
}
