/** Loads the demo events into PostgreSQL with their plan of seats, each once. */
import { STANDARD_POLICY } from "@edgemart/contracts/refund-policy";
import type { LayoutInput } from "@edgemart/contracts/seats-administration";
import { withAdmin } from "../admin-client.ts";
import type { SeedEvent } from "../seed/events.ts";
import { seedId } from "./seed-id.ts";

const DAY_MS = 86_400_000;
const SEOUL_MS = 9 * 3_600_000;
const ROOM = { gatherMinutes: 30, ratePerMinute: 600, capacity: 500, expected: 6_000 };
const NO_CHALLENGE = { challenge: false, minAccountAgeHours: 0 };

/**
 * Inserts every event whose slug is not yet taken, and their plans.
 *
 * @param adminUrl the owner's connection string
 * @param plan of each of them
 * @param now epoch milliseconds: days of the season count from this one, in Korea
 * @returns how many are new
 */
export async function loadEvents(
  adminUrl: string,
  events: readonly SeedEvent[],
  plan: LayoutInput,
  now = Date.now(),
): Promise<{ events: number }> {
  const rows = events.map((event) => rowOf(event, now));
  return withAdmin(adminUrl, async (client) => {
    const { rowCount } = await client.query(
      `INSERT INTO event.event (id, slug, title_ko, title_en, venue_ko, venue_en, body_ko, body_en, time_zone,
              sale_opens_local, sale_opens_at, sale_closes_local, sale_closes_at, doors_local, doors_at,
              starts_local, starts_at, ends_local, ends_at, published_at, cancelled_at, cancel_reason, postponed_at,
              per_member, policy, room)
       SELECT id, slug, title->>'ko', title->>'en', venue->>'ko', venue->>'en', body->>'ko', body->>'en', 'Asia/Seoul',
              opens, opens AT TIME ZONE 'Asia/Seoul', closes, closes AT TIME ZONE 'Asia/Seoul',
              doors, doors AT TIME ZONE 'Asia/Seoul', starts, starts AT TIME ZONE 'Asia/Seoul',
              ends, ends AT TIME ZONE 'Asia/Seoul', published, cancelled, reason, postponed, "perMember", policy, room
         FROM jsonb_to_recordset($1)
           AS r(id text, slug text, title jsonb, venue jsonb, body jsonb, opens timestamp, closes timestamp, doors timestamp,
                starts timestamp, ends timestamp, published timestamptz, cancelled timestamptz, reason text,
                postponed timestamptz, "perMember" smallint, policy jsonb, room jsonb)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(rows)],
    );
    // The first plan of an event is version 2, as of every thing that begins without a row.
    await client.query(
      `INSERT INTO reservation.layout (event_id, version, body)
       SELECT id, 2, $2::jsonb FROM jsonb_array_elements_text($1::jsonb) AS e(id) ON CONFLICT DO NOTHING`,
      [JSON.stringify(rows.map(({ id }) => id)), JSON.stringify(plan)],
    );
    return { events: rowCount ?? 0 };
  });
}

function rowOf({ sale, starts, minutes, is, hasRoom, ...event }: SeedEvent, now: number) {
  const start = wall(starts, now);
  const before = new Date(now - DAY_MS).toISOString();
  return {
    ...event,
    id: seedId("performance", "2026-11-20T09:00:00.000Z", event.slug),
    opens: local(wall(sale.opens, now)),
    closes: local(wall(sale.closes, now)),
    doors: local(start - 3_600_000),
    starts: local(start),
    ends: local(start + minutes * 60_000),
    published: is === "draft" ? null : new Date(now - 100 * DAY_MS).toISOString(),
    cancelled: is === "cancelled" ? before : null,
    reason: is === "cancelled" ? event.body.ko : null,
    postponed: is === "postponed" ? before : null,
    policy: STANDARD_POLICY,
    room: hasRoom ? { ...ROOM, ...NO_CHALLENGE } : null,
  };
}

/** The clock at the venue as if it were UTC. Korea sets no clock back. */
function wall([day, time]: readonly [number, string], now: number): number {
  const today = new Date(now + SEOUL_MS).toISOString().slice(0, 10);
  return Date.parse(`${today}T${time}:00.000Z`) + day * DAY_MS;
}

function local(at: number): string {
  return new Date(at).toISOString().slice(0, 19);
}
