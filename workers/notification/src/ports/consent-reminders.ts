/** Reminders of consents to advertising. @see specs/notifications.md 19 (f) */

/** Reminds of each once. */
export interface ConsentReminders {
  /** Plans what reminds of consents that are 23 months old and hold, by mail and in the inbox. @returns how many, at most `limit` */
  remind(limit: number): Promise<number>;
}
