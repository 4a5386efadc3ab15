/** What PostgreSQL says of claims. @see specs/ticketing.md 33, 37, 38 */
import type { Database } from "@edgemart/postgres/client";
import { run } from "@edgemart/postgres/run";
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Claims } from "../ports/deps.ts";

const Reservation = z.object({
  id: z.string(),
  member: z.string(),
  state: z.enum(["PENDING", "CONFIRMED", "EXPIRED", "CANCELLED"]),
  isAttemptOpen: z.boolean(),
  expiresAt: z.coerce.number(),
  claims: z.array(z.object({ seat: z.int(), hold: z.string(), fence: z.number() })),
});
const Member = z.object({
  claims: z.int(),
  holds: z.array(z.string()),
  isLastConfirmed: z.boolean(),
});

/** Makes the reads. */
export function postgresClaims(db: Database): Claims {
  return {
    ofSection: (eventId, section, also) =>
      run(
        db,
        sql`select r.id, r.member_id as member, r.state, r.attempt_open as "isAttemptOpen",
                   (extract(epoch from r.expires_at) * 1000)::bigint as "expiresAt",
                   coalesce(jsonb_agg(jsonb_build_object('seat', right(c.seat_id, 4)::int, 'hold', c.hold_id, 'fence', c.fence))
                     filter (where c.seat_id is not null), '[]') as claims
              from reservation.reservation r
              left join reservation.seat_claim c on c.reservation_id = r.id and c.section_no = ${section}
             where r.event_id = ${eventId}
               and (r.id in (select o.reservation_id from reservation.seat_claim o where o.event_id = ${eventId} and o.section_no = ${section})
                    or r.id in (select jsonb_array_elements_text(${JSON.stringify(also)}::jsonb)))
             group by r.id`,
        Reservation,
      ),
    async ofMember(eventId, member) {
      const [row] = await run(
        db,
        sql`with mine as (
              select r.id, r.state, r.created_at from reservation.reservation r
               where r.member_id = ${member} and r.event_id = ${eventId})
            select (select count(*)::int from reservation.seat_claim c join mine on mine.id = c.reservation_id) as claims,
                   (select coalesce(jsonb_agg(distinct c.hold_id), '[]') from reservation.seat_claim c
                      join mine on mine.id = c.reservation_id) as holds,
                   coalesce((select state = 'CONFIRMED' from mine order by created_at desc limit 1), false) as "isLastConfirmed"`,
        Member,
      );
      return row ?? { claims: 0, holds: [], isLastConfirmed: false };
    },
  };
}
