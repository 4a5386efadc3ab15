/** What a mail says, apart from how it looks: HTML and text are made of the same blocks. Pure. @see specs/notifications.md 23 */

/** A part of a mail. */
export type Block =
  | { kind: "text"; text: string }
  /** Label and value; the last may be what counts most. */
  | { kind: "facts"; facts: readonly { label: string; value: string; isTotal?: boolean }[] }
  /** What was bought or sent. */
  | { kind: "goods"; goods: readonly { title: string; detail: string; amount: string }[] }
  | { kind: "button"; label: string; url: string };

/** A mail's content in one language. Every text is data: nothing in it is HTML. */
export interface MailContent {
  subject: string;
  /** The one heading. */
  title: string;
  blocks: readonly Block[];
  /** Why it came. */
  because: string;
}

/** The shop's name, first in every subject. */
export const SHOP_NAME = "Edgemart";

/** Longest subject in characters. */
export const SUBJECT_MAX = 60;

/** Makes a subject: the shop's name first, and no longer than a list shows. */
export function subjectOf(text: string): string {
  const signs = [...`${SHOP_NAME}: ${text}`];
  return signs.length <= SUBJECT_MAX
    ? signs.join("")
    : `${signs.slice(0, SUBJECT_MAX - 1).join("")}…`;
}
