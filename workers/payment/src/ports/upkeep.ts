/** What the clock does once an hour. */

/** Keeps the tables small and forgets what is personal in time. */
export interface Upkeep {
  /**
   * Deletes old webhooks (90 days) and sent events (14 days), empties what is sealed for more than 30 days.
   *
   * @returns rows changed, at most 500 of each kind
   */
  tidy(): Promise<number>;
  /** Deletes effects of keys that no one knows any more. @returns how many */
  forgetOld(rowsMax: number): Promise<number>;
}
