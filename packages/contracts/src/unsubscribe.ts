/** Unsubscribing by one click: what a mail's link names, and what was refused by it. @see specs/notifications.md 27, RFC 8058 */
import { z } from "zod";

/** Categories whose mails carry such a link. */
export const RefusableCategory = z.enum(["marketing", "service"]);
/** A parsed `RefusableCategory`. */
export type RefusableCategory = z.infer<typeof RefusableCategory>;

/** The field of the body that makes a POST a click: a link that is only followed has none. */
export const ONE_CLICK = { name: "List-Unsubscribe", value: "One-Click" } as const;

const TOKEN =
  /^u1\.[A-Za-z0-9_-]{1,16}\.mem_[0-9a-z]{26}\.(marketing|service)\.email\.[A-Za-z0-9_-]{43}$/;

/** What a token says that it refuses; null for what is none. Only the Worker that made it can tell whether it is real. */
export function categoryOfToken(token: string): RefusableCategory | null {
  const found = TOKEN.exec(token)?.[1];
  return found === undefined ? null : RefusableCategory.parse(found);
}

/** What a click refused; null when the link was none of ours, which is no error to a mail program. */
export const Unsubscribed = z
  .object({ refused: RefusableCategory.nullable() })
  .meta({ id: "Unsubscribed" });
/** A parsed `Unsubscribed`. */
export type Unsubscribed = z.infer<typeof Unsubscribed>;
