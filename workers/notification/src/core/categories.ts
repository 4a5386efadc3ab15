/** Categories of messages, and what a member may switch off. Pure. @see specs/notifications.md C */
import { z } from "zod";

/** Categories in the order in which a day's quota is used. */
export const CATEGORIES = [
  "security",
  "account",
  "order",
  "reservation",
  "service",
  "marketing",
] as const;
/** Parses a category. */
export const Category = z.enum(CATEGORIES);
/** The category of a message. */
export type Category = z.infer<typeof Category>;

/** Whether messages of a category stand in the inbox too; links do not. */
export function hasInbox(category: Category): boolean {
  return category !== "account";
}

/** Categories whose message is sent once more when its first outcome is unknown: missing it costs more than a copy. */
export const MAY_COME_TWICE: ReadonlySet<Category> = new Set([
  "security",
  "account",
  "order",
  "reservation",
]);

/** Mails that one member gets in a day, those of what it buys not counted. */
export const MEMBER_DAY_MAX = 50;
/** Text messages that one number gets in a day. @see specs/notifications.md 36 */
export const NUMBER_DAY_MAX = 5;

/** Categories that a member's day does not count. */
export const UNCOUNTED: ReadonlySet<Category> = new Set(["order", "reservation"]);
/** Templates that it does not count or hold back either: what a thief would want to go unnoticed, after filling the mailbox. */
export const NEVER_HELD: readonly string[] = [
  "member_deleted",
  "email_change_notice",
  "member_email_changed",
  "password_changed",
];
