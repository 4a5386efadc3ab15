/** Events as staff keep them: wire shapes and operations. @see specs/ticketing.md 8–13 */
import { z } from "zod";
import { ADMIN, ADMIN_WRITE } from "./admin-operations.ts";
import { EVENT_TIMES, EventSlug, PublicEvent } from "./event.ts";
import { RoomSettings } from "./event-facts.ts";
import { PerformanceId } from "./ids.ts";
import { operations } from "./operation.ts";
import { Cursor, keysetPageOf, PageLimit } from "./page.ts";
import { RefundPolicy, STANDARD_POLICY } from "./refund-policy.ts";
import { line, storableText } from "./text.ts";
import { Timestamp } from "./time.ts";

/** A time that the clock at the venue shows. */
export const LocalTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, "must be a local time such as 2026-12-24T19:30")
  .meta({ example: "2026-12-24T19:30" });

const text = (max: number) => z.strictObject({ ko: line(max), en: line(max) });
const body = z.strictObject({ ko: storableText(10_000), en: storableText(10_000) });
const zone = z.string().min(1).max(64).meta({ example: "Asia/Seoul" });
const picture = z.string().regex(/^[0-9a-f]{64}$/, "must be the SHA-256 of a stored picture");
const perMember = z.int().min(1).max(10);

/** Times as the clock at the venue shows them. */
const times = {
  saleOpens: LocalTime,
  saleCloses: LocalTime,
  doors: LocalTime,
  starts: LocalTime,
  ends: LocalTime,
};
const fold = z
  .array(z.enum(EVENT_TIMES))
  .max(EVENT_TIMES.length)
  .describe("Times that come twice, because clocks are set back, and mean the second one");

/** A new event: a draft until it is published. */
export const EventCreate = z
  .strictObject({
    slug: EventSlug,
    seriesId: line(64).nullable().default(null),
    title: text(120),
    venue: text(120),
    body: body.default({ ko: "", en: "" }),
    picture: picture.nullable().default(null),
    timeZone: zone,
    times: z.strictObject(times),
    fold: fold.default([]),
    perMember: perMember.default(4),
    policy: RefundPolicy.default(STANDARD_POLICY),
    room: RoomSettings.nullable().default(null),
  })
  .meta({
    id: "EventCreate",
    example: {
      slug: "winter-night-concert-2027",
      title: { ko: "겨울밤 음악회", en: "Winter night concert" },
      venue: { ko: "한강홀", en: "Hangang Hall" },
      timeZone: "Asia/Seoul",
      times: {
        saleOpens: "2027-11-01T20:00",
        saleCloses: "2027-12-24T18:00",
        doors: "2027-12-24T18:30",
        starts: "2027-12-24T19:30",
        ends: "2027-12-24T22:00",
      },
    },
  });
/** A parsed `EventCreate`. */
export type EventCreate = z.infer<typeof EventCreate>;

/** Changes to an event. Times of one that is on sale are moved, not edited. */
export const EventPatch = z
  .strictObject({
    seriesId: line(64).nullable(),
    title: text(120),
    venue: text(120),
    body,
    picture: picture.nullable(),
    timeZone: zone,
    times: z.strictObject(times),
    fold,
    perMember,
    policy: RefundPolicy,
    room: RoomSettings.nullable(),
  })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, "names nothing to change")
  .meta({ id: "EventPatch", example: { perMember: 2 } });
/** A parsed `EventPatch`. */
export type EventPatch = z.infer<typeof EventPatch>;

/** Cancelling is once and for ever: its slug is typed. */
export const EventCancel = z.strictObject({
  slug: EventSlug,
  reason: line(200).describe("What ticket holders are told"),
  isForceMajeure: z
    .boolean()
    .default(false)
    .describe("What the organiser could not prevent: no compensation is granted"),
});
/** A parsed `EventCancel`. */
export type EventCancel = z.infer<typeof EventCancel>;

/** New times, or none yet: tickets stay valid, and cancelling is free for a week or longer. */
export const EventMove = z.strictObject({
  times: z.strictObject(times).nullable().describe("Null postpones: the new date is not known"),
  fold: fold.default([]),
  reason: line(200),
});
/** A parsed `EventMove`. */
export type EventMove = z.infer<typeof EventMove>;

/** An event as staff see it. */
export const AdminEvent = z
  .object({
    ...PublicEvent.shape,
    times: z.object(times),
    fold,
    publishedAt: Timestamp.nullable(),
    cancelledAt: Timestamp.nullable(),
    postponedAt: Timestamp.nullable(),
    isForceMajeure: z.boolean(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "AdminEvent" });
/** A parsed `AdminEvent`. */
export type AdminEvent = z.infer<typeof AdminEvent>;

const params = z.object({ id: PerformanceId });
const PATH = "/api/admin/events";
const act = {
  ...ADMIN_WRITE,
  method: "post",
  params,
  ifMatch: true,
  responses: { 200: AdminEvent },
  headers: ["ETag"],
} as const;

/** Event's operations for staff. */
export const eventAdministrationGroups = {
  eventAdministration: operations("Event administration", {
    adminListEvents: {
      ...ADMIN,
      method: "get",
      path: PATH,
      summary: "Events, drafts too, the newest first",
      query: z.object({ limit: PageLimit, cursor: Cursor }),
      responses: { 200: keysetPageOf(AdminEvent) },
      errors: [],
    },
    adminGetEvent: {
      ...ADMIN,
      method: "get",
      path: `${PATH}/{id}`,
      summary: "One event with its local times and its version",
      params,
      responses: { 200: AdminEvent },
      headers: ["ETag"],
      errors: [],
    },
    adminCreateEvent: {
      ...ADMIN_WRITE,
      method: "post",
      path: PATH,
      summary: "Make an event, which is a draft",
      body: EventCreate,
      responses: { 201: AdminEvent },
      headers: ["ETag", "Location"],
      errors: ["slug_taken", "local_time_invalid", "policy_unlawful", "not_found"],
    },
    adminChangeEvent: {
      ...ADMIN_WRITE,
      method: "patch",
      path: `${PATH}/{id}`,
      summary:
        "Change an event; once it is on sale its times are moved and its terms only get kinder",
      params,
      body: EventPatch,
      ifMatch: true,
      responses: { 200: AdminEvent },
      headers: ["ETag"],
      errors: ["local_time_invalid", "policy_unlawful"],
    },
    adminPublishEvent: {
      ...act,
      path: `${PATH}/{id}/publish`,
      summary: "Show a draft to everybody",
      errors: ["validation_failed"],
    },
    adminMoveEvent: {
      ...act,
      path: `${PATH}/{id}/move`,
      summary: "Give an event new times, or none yet",
      fresh: true,
      body: EventMove,
      errors: ["local_time_invalid", "sale_closed"],
    },
    adminCancelEvent: {
      ...act,
      path: `${PATH}/{id}/cancel`,
      summary: "Cancel an event for ever: every ticket is refunded",
      fresh: true,
      body: EventCancel,
      errors: ["sale_closed"],
    },
  }),
};
