/** Takes the place of prettier in the bundle: `@react-email/render` imports it for `pretty`, which is never asked for. */

/** @throws always: nothing may call it */
export function format(): never {
  throw new Error("mails are not formatted");
}
