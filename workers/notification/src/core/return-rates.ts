/** How many mails of a day may come back before advertising stops. Pure. @see specs/notifications.md 28 */

/** The day's mails, from which on the rates say something. */
export const RATED_MAILS_MIN = 50;
/** The part of the day's mails whose address took nothing. */
export const BOUNCED_MAX = 0.04;
/** The part of the day's mails whose reader complained. */
export const COMPLAINED_MAX = 0.001;
