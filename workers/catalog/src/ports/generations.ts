/** What telling caches of a change needs from the outside world. */

/** The counter caches name in their keys, and how far it speaks for. */
export interface Generations {
  /** Begins a new one: what was kept under the one before is no longer used. */
  begin(): Promise<void>;
  /** Time of the last write that caches are known to have been notified of; null when that was never noted. */
  toldUntil(): Promise<string | null>;
  noteToldUntil(at: string): Promise<void>;
}

/** Writes as the database remembers them. */
export interface WriteLog {
  /**
   * Tells whether writes were committed after that time, those of orders that changed a product's availability included.
   *
   * @param since as `until` of an earlier answer; null for ever
   * @returns `until`: all writes up to it are done or never will be
   */
  writesSince(since: string | null): Promise<{ until: string; some: boolean }>;
}
