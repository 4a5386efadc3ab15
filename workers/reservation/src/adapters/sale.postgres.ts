/** The sale in PostgreSQL. Its primary key on claims, not a lock, keeps a seat from being sold twice. @see specs/ticketing.md 40–45 */
import { HOLD_SEATS_MAX } from "@edgemart/contracts/seats";
import type { Database } from "@edgemart/postgres/client";
import { keyedEffects, outcomeOf } from "@edgemart/postgres/keyed-effect";
import { run } from "@edgemart/postgres/run";
import { runContended } from "@edgemart/postgres/run-contended";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { keyedEffect } from "../../db/schema.ts";
import { ReservationRow, TicketRow } from "../core/reservation-view.ts";
import type { Pledge, Pledged, Sale } from "../ports/sale.ts";

const effects = keyedEffects(keyedEffect, "subject_id");
const SUBJECT = sql.raw("(select id as subject_id, null::text as made_id from done)");
const Id = z.object({ id: z.string() });
const Freed = z.object({ eventId: z.string(), section: z.int() });

/** A reservation with its seats and tickets. */
const ROW = sql.raw(`to_jsonb(r) || jsonb_build_object(
  'items', (select coalesce(jsonb_agg(jsonb_build_object('seat', i.seat_id, 'grade', i.grade, 'priceMinor', i.price_minor,
                                                         'hold', i.hold_id, 'fence', i.fence) order by i.seat_id), '[]')
              from reservation.reservation_item i where i.reservation_id = r.id),
  'tickets', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'event', t.event_id, 'reservationId', t.reservation_id,
                                                           'seat', t.seat_id, 'serial', t.serial, 'state', t.state) order by t.serial), '[]')
                from reservation.ticket t where t.reservation_id = r.id)) as row`);

/** Ends reservations and gives their seats and their members' quota back, in one statement. @param which of `r` */
const ended = (state: "EXPIRED" | "CANCELLED", which: SQL) => sql`over as (
    update reservation.reservation r set state = ${state}, version = r.version + 1 where ${which}
    returning r.id, r.event_id, r.member_id
  ), freed as (
    delete from reservation.seat_claim c using over where c.reservation_id = over.id
    returning c.event_id, c.section_no, over.member_id
  ), lowered as (
    update reservation.member_quota q set live = q.live - f.n
      from (select event_id, member_id, count(*)::int as n from freed group by 1, 2) f
     where q.event_id = f.event_id and q.member_id = f.member_id
  )`;

/** Pending, with no attempt open, and past its time with the grace that a hold has too. */
const OVER = sql.raw(
  "r.state = 'PENDING' and not r.attempt_open and r.expires_at <= clock_timestamp() - interval '2 seconds'",
);

/** Makes it. */
export function postgresSale(db: Database, newTicketId: () => string): Sale {
  const rows = async (rest: SQL): Promise<ReservationRow[]> => {
    const found = await run(
      db,
      sql`select ${ROW} from reservation.reservation r ${rest}`,
      z.object({ row: ReservationRow }),
    );
    return found.map(({ row }) => row);
  };
  const isDone = async (statement: SQL) => (await runContended(db, statement, Id)).length > 0;
  return {
    pledge: (pledge) => pledgeSeats(db, pledge),
    madeBy: async (key) => (await effects.recall(db, key))?.subjectId ?? null,
    find: async (id) => (await rows(sql`where r.id = ${id}`))[0] ?? null,
    ofPayment: async (paymentId) =>
      (
        await rows(
          sql`join reservation.attempt a on a.reservation_id = r.id where a.payment_id = ${paymentId}`,
        )
      )[0] ?? null,
    ofMember: (member, limit) =>
      rows(sql`where r.member_id = ${member} order by r.created_at desc, r.id desc limit ${limit}`),
    async begin(id, { cardMinor, paymentId, pointAmount }) {
      const [row] = await runContended(
        db,
        sql`with done as (
              update reservation.reservation
                 set attempt_open = true, attempt_no = attempt_no + 1, attempt_at = clock_timestamp(), payment_id = ${paymentId},
                     card_minor = ${cardMinor}, point_amount = ${pointAmount}, version = version + 1
               where id = ${id} and state = 'PENDING' and not attempt_open and expires_at > clock_timestamp()
                 and attempt_no < 3 and created_at > clock_timestamp() - interval '15 minutes'
              returning id, attempt_no
            ), made as (insert into reservation.attempt (payment_id, reservation_id, n) select ${paymentId}, id, attempt_no from done)
            select attempt_no as n from done`,
        z.object({ n: z.int() }),
      );
      return row?.n ?? null;
    },
    confirm: (paymentId) => isDone(confirmed(paymentId, newTicketId)),
    close: (paymentId) =>
      isDone(sql`update reservation.reservation
                    set attempt_open = false, version = version + 1,
                        expires_at = case when attempt_no >= 3 then clock_timestamp()
                                          else greatest(expires_at, clock_timestamp() + interval '120 seconds') end
                  where payment_id = ${paymentId} and attempt_open returning id`),
    cancel: (id) =>
      isDone(
        sql`with ${ended("CANCELLED", sql`r.id = ${id} and r.state = 'PENDING' and not r.attempt_open`)} select id from over`,
      ),
    expire: (limit) =>
      runContended(
        db,
        sql`with ${ended(
          "EXPIRED",
          sql`r.id in (select r.id from reservation.reservation r where ${OVER} order by r.expires_at limit ${limit} for update skip locked)`,
        )} select distinct event_id as "eventId", section_no as section from freed`,
        Freed,
      ),
    open: (seconds, limit) =>
      run(
        db,
        sql`select id, payment_id, attempt_no from reservation.reservation
             where attempt_open and attempt_at < clock_timestamp() - make_interval(secs => ${seconds}::int)
             order by attempt_at limit ${limit}`,
        z.object({ id: z.string(), payment_id: z.string(), attempt_no: z.int() }),
      ),
    endedLately: (limit) =>
      run(
        db,
        sql`select distinct r.event_id as "eventId", substr(i.seat_id, 2, 2)::int as section
              from reservation.reservation r join reservation.reservation_item i on i.reservation_id = r.id
             where r.state in ('EXPIRED', 'CANCELLED') and r.expires_at > clock_timestamp() - interval '3 minutes' limit ${limit}`,
        Freed,
      ),
    sectionsOf: (id) =>
      run(
        db,
        sql`select distinct r.event_id as "eventId", substr(i.seat_id, 2, 2)::int as section
              from reservation.reservation_item i join reservation.reservation r on r.id = i.reservation_id where r.id = ${id}`,
        Freed,
      ),
    ticketsOf: async (member, limit) =>
      run(
        db,
        sql`select id, event_id as event, reservation_id as "reservationId", seat_id as seat, serial, state
              from reservation.ticket where holder_id = ${member} order by created_at desc, serial desc limit ${limit}`,
        TicketRow,
      ),
  };
}

/** First what is over of this member and of these seats ends; then all of it is pledged, or nothing. */
async function pledgeSeats(db: Database, pledge: Pledge): Promise<Pledged> {
  const { eventId, key, member } = pledge;
  const seats = JSON.stringify(pledge.seats.toSorted((a, b) => (a.seat < b.seat ? -1 : 1)));
  const from = sql`jsonb_to_recordset(${seats}::jsonb) as s(seat text, section int, grade text, "priceMinor" bigint, hold text, fence bigint)`;
  const over = sql`with ${ended(
    "EXPIRED",
    sql`${OVER} and r.event_id = ${eventId} and (r.member_id = ${member} or r.id in (
      select c.reservation_id from reservation.seat_claim c, ${from} where c.event_id = ${eventId} and c.seat_id = s.seat))`,
  )} select 1 as done`;
  const outcome = await outcomeOf(
    db,
    sql`with done as (
          insert into reservation.reservation (id, event_id, member_id, state, total_minor, currency, expires_at)
          select ${pledge.id}, ${eventId}, ${member}, 'PENDING', ${pledge.totalMinor}, ${pledge.currency}, ${pledge.expiresAt}::timestamptz
           where ${effects.isUnused(key)} returning id
        ), items as (
          insert into reservation.reservation_item (reservation_id, seat_id, grade, price_minor, hold_id, fence)
          select done.id, s.seat, s.grade, s."priceMinor", s.hold, s.fence from done, ${from}
        ), quota as (
          insert into reservation.member_quota as q (event_id, member_id, live, limit_max)
          select ${eventId}, ${member}, ${pledge.seats.length}, ${pledge.perMember} from done
          on conflict (event_id, member_id) do update set live = q.live + excluded.live, limit_max = excluded.limit_max
        ), claims as (
          insert into reservation.seat_claim (event_id, seat_id, section_no, reservation_id, hold_id, fence)
          select ${eventId}, s.seat, s.section, done.id, s.hold, s.fence from done, ${from} order by s.seat
        ), claimed as (${effects.claim(key, SUBJECT)}) select id from done`,
    over,
  );
  if (outcome.kind === "done") return { kind: "done" };
  if (outcome.kind === "broken") {
    if (outcome.constraint === "seat_claim_pk") return { kind: "seat_taken" };
    if (outcome.constraint === "member_quota_bounded") return { kind: "ticket_limit" };
    throw new Error(`a pledge broke ${outcome.constraint}`);
  }
  const before = await effects.recall(db, key);
  return { kind: before?.sameInput ? "known" : "reused" };
}

/** Pending and being paid → confirmed, with a ticket for each seat: serials are the event's next ones. */
function confirmed(paymentId: string, newTicketId: () => string): SQL {
  const ids = JSON.stringify(Array.from({ length: HOLD_SEATS_MAX }, newTicketId));
  return sql`with done as (
      update reservation.reservation set state = 'CONFIRMED', attempt_open = false, version = version + 1
       where payment_id = ${paymentId} and state = 'PENDING' and attempt_open returning id, event_id, member_id
    ), seats as (
      select i.seat_id, row_number() over (order by i.seat_id)::int as n from done
        join reservation.reservation_item i on i.reservation_id = done.id
    ), counter as (
      insert into reservation.ticket_counter as k (event_id, next)
      select done.event_id, 1 + (select count(*)::int from seats) from done
      on conflict (event_id) do update set next = k.next + excluded.next - 1 returning next
    ), made as (
      insert into reservation.ticket (id, event_id, serial, reservation_id, seat_id, holder_id)
      select ${ids}::jsonb ->> (seats.n - 1), done.event_id, counter.next - (select count(*)::int from seats) + seats.n - 1,
             done.id, seats.seat_id, done.member_id
        from done, counter, seats
    ) select id from done`;
}
