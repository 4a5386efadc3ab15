/** Events that people buy tickets of: wire shapes and operations for shoppers. @see specs/ticketing.md B */
import { z } from "zod";
import { EVENT_STATES, RoomSettings } from "./event-facts.ts";
import { PerformanceId } from "./ids.ts";
import { LocalText } from "./locale.ts";
import { operations } from "./operation.ts";
import { Cursor, keysetPageOf, PageLimit } from "./page.ts";
import { RefundPolicy } from "./refund-policy.ts";
import { Timestamp } from "./time.ts";

/** The name of an event in addresses. */
export const EventSlug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "must be lower-case letters, digits and single hyphens")
  .meta({ example: "winter-night-concert-2026" });

/** What an address names an event by: its slug or its id. */
export const EventName = z.union([EventSlug, PerformanceId]);

/** Times of an event, in the order in which they come. */
export const EVENT_TIMES = ["saleOpens", "saleCloses", "doors", "starts", "ends"] as const;
/** Name of a time of an event. */
export type EventTime = (typeof EVENT_TIMES)[number];

const card = {
  id: PerformanceId,
  slug: EventSlug,
  title: LocalText,
  venue: LocalText,
  picture: z.string().nullable().describe("SHA-256 of a stored picture"),
  state: z.enum(EVENT_STATES).describe("At the moment of the answer"),
  saleOpen: z.boolean(),
  soldOut: z.boolean(),
  timeZone: z.string().describe("IANA zone of the venue: times are shown in it"),
  saleOpensAt: Timestamp,
  saleClosesAt: Timestamp,
  doorsAt: Timestamp,
  startsAt: Timestamp,
  endsAt: Timestamp,
  hasRoom: z.boolean().describe("Its sale is entered through a waiting room"),
};

/** An event in a list. */
export const EventCard = z.object(card).meta({ id: "EventCard" });
/** A parsed `EventCard`. */
export type EventCard = z.infer<typeof EventCard>;

/** An event as shoppers see it. */
export const PublicEvent = z
  .object({
    ...card,
    seriesId: z.string().nullable().describe("Dates of one show share it"),
    body: LocalText,
    perMember: z.int().min(1).max(10).describe("Tickets that one member may have"),
    policy: RefundPolicy,
    room: RoomSettings.nullable(),
    refundFreeUntil: Timestamp.nullable().describe("Until when cancelling is free, after a move"),
    cancelReason: z.string().nullable(),
    version: z.int().positive(),
  })
  .meta({ id: "Event" });
/** A parsed `PublicEvent`. */
export type PublicEvent = z.infer<typeof PublicEvent>;

/** Event's operations for shoppers, by the policy they share at the gateway. */
export const eventGroups = {
  events: operations("Events", {
    listEvents: {
      method: "get",
      path: "/api/events",
      summary:
        "Events that are announced: those to come by their start, or those that are over, the latest first",
      credential: "none",
      query: z.object({
        when: z.enum(["upcoming", "past"]).default("upcoming"),
        limit: PageLimit,
        cursor: Cursor,
      }),
      responses: { 200: keysetPageOf(EventCard) },
      headers: ["ETag"],
      errors: [],
    },
    getEvent: {
      method: "get",
      path: "/api/events/{event}",
      summary: "One event, by its slug or its id",
      credential: "none",
      params: z.object({ event: EventName }),
      responses: { 200: PublicEvent },
      headers: ["ETag"],
      errors: [],
    },
  }),
};
