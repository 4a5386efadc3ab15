/** Which telephone numbers get a text message: mobile numbers of Korea, and no other. Pure. @see specs/notifications.md 36 */

/**
 * A subscriber's number of eight digits behind 010, the one code that mobile numbers of Korea have. Everything else is refused by
 * not being that: lines, numbers that cost the caller money (060), those of services, and all other countries.
 */
const MOBILE = /^(?:010|\+820?10)(\d{8})$/;

/** Gives a number in E.164; null for one that gets no text message. @param written as people write it, with spaces or hyphens */
export function mobileNumberOf(written: string): string | null {
  const [, subscriber] = MOBILE.exec(written.replace(/[ -]/g, "")) ?? [];
  return subscriber ? `+8210${subscriber}` : null;
}

/** Gives a number of E.164 as people in Korea dial it. */
export function domesticNumber(number: string): string {
  return number.replace(/^\+82/, "0");
}

/** Gives what a log may hold of a number: `+82-10-****-12`. */
export function maskedNumber(number: string): string {
  return `+82-10-****-${number.slice(-2)}`;
}
