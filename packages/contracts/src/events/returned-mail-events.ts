/** What notification itself notes of an address that takes no mails: its member reads it in the inbox. @see specs/notifications.md 7, 28 */
import { z } from "zod";
import { MemberId } from "../ids.ts";
import { Envelope } from "./envelope.ts";

/** Mails to a member's address came back, or its reader complained. */
export const MailSuppressed = Envelope.extend({
  type: z.literal("notification.address_suppressed"),
  version: z.literal(1),
  source: z.literal("notification"),
  data: z.object({
    memberId: MemberId,
    /** `hard_bounce` or `complaint`. */
    reason: z.string(),
  }),
});
/** A parsed `MailSuppressed`. */
export type MailSuppressed = z.infer<typeof MailSuppressed>;
