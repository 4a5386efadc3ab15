/** What notification tells its own members. @see specs/notifications.md 7, 19 */
import { z } from "zod";
import { ConsentPurpose } from "../marketing-consent.ts";
import { Envelope } from "./envelope.ts";

/** A member has granted or refused advertising: each is confirmed at once. */
export const ConsentChanged = Envelope.extend({
  type: z.literal("notification.consent_changed"),
  version: z.literal(1),
  source: z.literal("notification"),
  data: z.object({
    purpose: ConsentPurpose,
    channel: z.enum(["email", "push", "sms"]),
    granted: z.boolean(),
  }),
});
/** A parsed `ConsentChanged`. */
export type ConsentChanged = z.infer<typeof ConsentChanged>;
