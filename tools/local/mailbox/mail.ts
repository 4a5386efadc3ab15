/** A mail as the local mailbox takes and keeps it. */
import { z } from "zod";

/** What notification sends; the fields of its `EmailMessage`. */
export const SentMail = z.strictObject({
  /** The delivery's id: the same key twice is one mail. */
  key: z.string().min(1).max(256),
  from: z.string().max(320),
  to: z.string().max(320),
  subject: z.string().max(998),
  html: z.string(),
  text: z.string(),
  headers: z.record(z.string(), z.string()),
});
/** A parsed `SentMail`. */
export type SentMail = z.infer<typeof SentMail>;

/** A mail that is kept. */
export const KeptMail = SentMail.extend({
  id: z.string(),
  /** When it came, epoch milliseconds. */
  at: z.number(),
});
/** A parsed `KeptMail`. */
export type KeptMail = z.infer<typeof KeptMail>;
