/** A registration that waits for its address to be confirmed: what its link keeps. Pure. @see specs/identity.md 10 */
import { Accepts } from "@edgemart/contracts/consent";
import { Locale } from "@edgemart/contracts/locale";
import { z } from "zod";

/** What a link of a registration keeps. There is no member yet. */
export const Pending = z.object({
  name: z.string(),
  locale: Locale,
  /** Of the password that was chosen with it. */
  hash: z.string(),
  /** Digest of the browser's key; null of one that gave none. */
  browser: z.string().nullable(),
  accepts: Accepts.optional(),
});
/** A parsed `Pending`. */
export type Pending = z.infer<typeof Pending>;
