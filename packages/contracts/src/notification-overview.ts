/** How notifications fare, as staff see it: counts and codes, never whom a message was for. @see specs/notifications.md 42 */
import { z } from "zod";
import { Timestamp } from "./time.ts";

const count = z.int().nonnegative();

/** What staff look at first. */
export const NotificationOverview = z
  .object({
    producers: z.array(
      z.object({
        source: z.string().describe("The Worker that events come from"),
        askedAt: Timestamp.describe("When its outbox last answered"),
        lagSeconds: z
          .number()
          .nonnegative()
          .nullable()
          .describe("Within which 19 of 20 events of the last hour came; null: there was none"),
        lost: count.describe("Events of the last hour that no queue brought"),
      }),
    ),
    waiting: count.describe("Messages that are to be sent, those that are being tried again too"),
    oldestSeconds: z.number().nonnegative().nullable().describe("For how long the oldest is due"),
    dead: count,
    unknown: count,
    deadMessages: count,
    resting: z.array(z.object({ channel: z.string(), reason: z.string(), until: Timestamp })),
    skipped: z
      .array(z.object({ reason: z.string(), count }))
      .describe("Messages of the last day that were not sent, by why"),
  })
  .meta({ id: "NotificationOverview" });
/** A parsed `NotificationOverview`. */
export type NotificationOverview = z.infer<typeof NotificationOverview>;
