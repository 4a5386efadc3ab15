/** Rows of events as they are read. Pure. */
import { EVENT_TIMES } from "@edgemart/contracts/event";
import { RoomSettings } from "@edgemart/contracts/event-facts";
import { RefundPolicy } from "@edgemart/contracts/refund-policy";
import { z } from "zod";

const Time = z.string().transform((text) => new Date(text).toISOString());
const Local = z.string().transform((text) => text.slice(0, 16));

/** An event's row, as `to_jsonb` gives it. */
export const EventRow = z.object({
  id: z.string(),
  slug: z.string(),
  series_id: z.string().nullable(),
  title_ko: z.string(),
  title_en: z.string(),
  body_ko: z.string(),
  body_en: z.string(),
  picture: z.string().nullable(),
  venue_ko: z.string(),
  venue_en: z.string(),
  time_zone: z.string(),
  fold: z.array(z.enum(EVENT_TIMES)),
  sale_opens_local: Local,
  sale_opens_at: Time,
  sale_closes_local: Local,
  sale_closes_at: Time,
  doors_local: Local,
  doors_at: Time,
  starts_local: Local,
  starts_at: Time,
  ends_local: Local,
  ends_at: Time,
  published_at: Time.nullable(),
  cancelled_at: Time.nullable(),
  cancel_reason: z.string().nullable(),
  force_majeure: z.boolean(),
  postponed_at: Time.nullable(),
  refund_free_until: Time.nullable(),
  per_member: z.int(),
  policy: RefundPolicy,
  room: RoomSettings.nullable(),
  sold_out: z.boolean(),
  version: z.int(),
  created_at: Time,
  updated_at: Time,
});
/** A parsed `EventRow`. */
export type EventRow = z.output<typeof EventRow>;
