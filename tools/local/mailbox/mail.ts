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

/** What notification sends to a telephone; the fields of its `TextMessage`. */
export const SentText = z.strictObject({
  key: z.string().min(1).max(256),
  /** A mobile number of Korea: what would be dear, or goes abroad, is refused here as it is by the carriers. */
  to: z.string().regex(/^\+8210\d{8}$/),
  templateCode: z.string().max(64),
  variables: z.record(z.string(), z.string().max(1_000)),
  fallbackText: z.string().min(1).max(1_000),
});
/** A parsed `SentText`. */
export type SentText = z.infer<typeof SentText>;

const KEPT = {
  id: z.string(),
  /** When it came, epoch milliseconds. */
  at: z.number(),
};

/** A mail that is kept. */
export const KeptMail = SentMail.extend(KEPT);
/** A parsed `KeptMail`. */
export type KeptMail = z.infer<typeof KeptMail>;

/** A text message that is kept. */
export const KeptText = SentText.extend(KEPT);
/** A parsed `KeptText`. */
export type KeptText = z.infer<typeof KeptText>;

/** What is kept. */
export const Kept = z.union([KeptMail, KeptText]);
/** A parsed `Kept`. */
export type Kept = z.infer<typeof Kept>;

/** Tells a mail from a text message. */
export function isMail(kept: Kept): kept is KeptMail {
  return "html" in kept;
}
