/** Text messages that are due: each method is one statement. @see specs/notifications.md 36 */
import type { Claimed } from "./deliveries.ts";

/** Whether a number may be written to now. */
export type Admitted = "yes" | "number_full" | "day_full" | "overtaken";

/** Text messages. How they end is written as of every delivery. */
export interface TextStore {
  /** Takes what is due, and ends what serves no more. @param ids only these; null for whatever is due */
  claim(claim: {
    ids: readonly string[] | null;
    limit: number;
    hasKeys: boolean;
  }): Promise<Claimed[]>;
  /** Counts a message for its number and for the day, once for however many tries; refuses what is beyond either. */
  admit(claimed: Claimed, numberDigest: string, dailyMax: number): Promise<Admitted>;
}

/** Makes the digest under which a number is counted. */
export type DigestNumber = (number: string) => Promise<string>;
