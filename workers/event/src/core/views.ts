/** Events as shoppers, staff and the Workers that sell them see them. Pure. */
import type { EventCard, PublicEvent } from "@edgemart/contracts/event";
import type { AdminEvent } from "@edgemart/contracts/event-administration";
import type { EventFacts } from "@edgemart/contracts/event-facts";
import { type EventTimes, eventStateAt, isSaleOpen } from "./event-state.ts";
import type { EventRow } from "./rows.ts";

/** What the state of a row follows from. */
export function timesOf(row: EventRow): EventTimes {
  const at = (text: string | null) => (text === null ? null : Date.parse(text));
  return {
    publishedAt: at(row.published_at),
    cancelledAt: at(row.cancelled_at),
    postponedAt: at(row.postponed_at),
    saleOpensAt: Date.parse(row.sale_opens_at),
    saleClosesAt: Date.parse(row.sale_closes_at),
    startsAt: Date.parse(row.starts_at),
    endsAt: Date.parse(row.ends_at),
  };
}

/** An event in a list. @param now epoch milliseconds */
export function eventCard(row: EventRow, now: number): EventCard {
  const times = timesOf(row);
  return {
    id: row.id,
    slug: row.slug,
    title: { ko: row.title_ko, en: row.title_en },
    venue: { ko: row.venue_ko, en: row.venue_en },
    picture: row.picture,
    state: eventStateAt(times, now),
    saleOpen: isSaleOpen(times, now),
    soldOut: row.sold_out,
    timeZone: row.time_zone,
    saleOpensAt: row.sale_opens_at,
    saleClosesAt: row.sale_closes_at,
    doorsAt: row.doors_at,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    hasRoom: row.room !== null,
  };
}

/** An event's own page. */
export function publicEvent(row: EventRow, now: number): PublicEvent {
  return {
    ...eventCard(row, now),
    seriesId: row.series_id,
    body: { ko: row.body_ko, en: row.body_en },
    perMember: row.per_member,
    policy: row.policy,
    room: row.room,
    refundFreeUntil: row.refund_free_until,
    cancelReason: row.cancel_reason,
    version: row.version,
  };
}

/** An event with what staff edit. */
export function adminEvent(row: EventRow, now: number): AdminEvent {
  return {
    ...publicEvent(row, now),
    times: {
      saleOpens: row.sale_opens_local,
      saleCloses: row.sale_closes_local,
      doors: row.doors_local,
      starts: row.starts_local,
      ends: row.ends_local,
    },
    fold: row.fold,
    publishedAt: row.published_at,
    cancelledAt: row.cancelled_at,
    postponedAt: row.postponed_at,
    isForceMajeure: row.force_majeure,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** An event as its sellers need it. */
export function eventFacts(row: EventRow, now: number): EventFacts {
  return {
    id: row.id,
    version: row.version,
    slug: row.slug,
    title: { ko: row.title_ko, en: row.title_en },
    venue: { ko: row.venue_ko, en: row.venue_en },
    state: eventStateAt(timesOf(row), now),
    saleOpensAt: row.sale_opens_at,
    saleClosesAt: row.sale_closes_at,
    doorsAt: row.doors_at,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    timeZone: row.time_zone,
    perMember: row.per_member,
    room: row.room,
    policy: row.policy,
    refundFreeUntil: row.refund_free_until,
    cancelReason: row.cancel_reason,
    isForceMajeure: row.force_majeure,
  };
}
