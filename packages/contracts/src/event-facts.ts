/** What event says of a performance to the Workers that sell it. @see specs/ticketing.md 2 */
import { z } from "zod";
import type { CallContext } from "./call.ts";
import { PerformanceId } from "./ids.ts";
import { RefundPolicy } from "./refund-policy.ts";
import type { Result } from "./result.ts";
import { Timestamp } from "./time.ts";

/** States in the order in which they are looked for: the first that holds is the event's. */
export const EVENT_STATES = [
  "DRAFT",
  "CANCELLED",
  "POSTPONED",
  "ENDED",
  "RUNNING",
  "SALE_ENDED",
  "ON_SALE",
  "SCHEDULED",
] as const;
/** State of an event: derived from its times and now, never stored. */
export type EventState = (typeof EVENT_STATES)[number];

/** Most events of one question. */
export const EVENT_IDS_MAX = 100;

/** The waiting room of an event that has one. */
export const RoomSettings = z.strictObject({
  /** Minutes before the sale opens from which members gather. */
  gatherMinutes: z.int().min(1).max(1_440).default(30),
  /** Admissions a minute. */
  ratePerMinute: z.int().min(0).max(60_000),
  /** Members inside at once. */
  capacity: z.int().min(1).max(1_000_000),
  /** Members that are expected: decides how many doors there are. */
  expected: z.int().min(1).max(10_000_000),
  /** Whether a challenge is asked of everybody who joins. */
  challenge: z.boolean().default(false),
  /** Hours that an account must have existed; 0 for none. */
  minAccountAgeHours: z.int().min(0).max(8_760).default(0),
});
/** A parsed `RoomSettings`. */
export type RoomSettings = z.infer<typeof RoomSettings>;

/** A performance as its sellers need it. Kept 5 s in an isolate; the highest `version` seen is the truth. */
export const EventFacts = z.object({
  id: PerformanceId,
  version: z.int().positive(),
  slug: z.string(),
  title: z.object({ ko: z.string(), en: z.string() }),
  venue: z.object({ ko: z.string(), en: z.string() }),
  /** Of the moment it was asked: only DRAFT, CANCELLED and POSTPONED may be believed later. */
  state: z.enum(EVENT_STATES),
  saleOpensAt: Timestamp,
  saleClosesAt: Timestamp,
  doorsAt: Timestamp,
  startsAt: Timestamp,
  endsAt: Timestamp,
  timeZone: z.string(),
  /** Tickets that one member may have. */
  perMember: z.int().min(1).max(10),
  /** Null where there is no waiting room. */
  room: RoomSettings.nullable(),
  policy: RefundPolicy,
  /** Until when cancelling is free, after a move. */
  refundFreeUntil: Timestamp.nullable(),
  /** Why the organiser cancelled, in the organiser's words; null where it was not. */
  cancelReason: z.string().nullable(),
  /** Cancelled by what the organiser could not prevent: no compensation. */
  isForceMajeure: z.boolean(),
});
/** A parsed `EventFacts`. */
export type EventFacts = z.infer<typeof EventFacts>;

/** One entry of the feed of changes, in the order of `no`. */
export interface EventChange {
  no: number;
  eventId: string;
  version: number;
  kind: "created" | "published" | "edited" | "moved" | "postponed" | "cancelled";
  at: string;
}

/** What sellers ask of event. */
export interface EventRpc {
  /** Facts of at most `EVENT_IDS_MAX` events; one that does not exist is left out. */
  facts(ids: readonly string[], call: CallContext): Promise<EventFacts[]>;
  /** Changes after a place in the feed, oldest first, at most 500; only those older than 10 s. */
  changes(after: number, call: CallContext): Promise<EventChange[]>;
  /** Events with a waiting room whose room may be open now or within a day. */
  live(call: CallContext): Promise<EventFacts[]>;
  /** Says that nothing is left to sell, or that there is something again. */
  soldOut(
    eventId: string,
    isSoldOut: boolean,
    call: CallContext,
  ): Promise<Result<null, "not_found">>;
}

/** How many seats there are, for the waiting room. */
export interface SaleFigures {
  free: number;
  held: number;
  sold: number;
}

/** What the waiting room asks of reservation. */
export interface ReservationRpc {
  /** Figures of an event's seats, at most some seconds old. */
  sale(eventId: string, call: CallContext): Promise<Result<SaleFigures, "not_found">>;
}
