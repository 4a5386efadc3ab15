/** The address at which the state of a key is read. */

/** Path above every key. */
export const STATUS_PREFIX = "/api/idempotency";

/** Where the status of a key is found. */
export function statusPath(key: string): string {
  return `${STATUS_PREFIX}/${encodeURIComponent(key)}`;
}
