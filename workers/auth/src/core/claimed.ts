/** An account that waits to be claimed by its mailbox: what its link keeps. Pure. @see specs/identity.md 28 */
import { z } from "zod";

/** What the link of a claim keeps. */
export const Claimed = z.object({
  issuer: z.string(),
  subject: z.string(),
  remember: z.boolean(),
  /** Digest of the ticket: the browser that began has it in its cookie. */
  browser: z.string(),
});
