/** What gateways send, as it is kept: once each, without its body. */
import type { Moved } from "./payment-store.ts";

/** A webhook, as far as it is read: nothing in it is believed. */
export interface Hint {
  gateway: string;
  /** The transmission's id, else a digest of the body. */
  id: string;
  /** '' where it names none. */
  paymentId: string;
  type: string;
  status: string;
  /** Digest of a deposit's secret; null where it has none. */
  secretHash: string | null;
}

/** Keeps webhooks. */
export interface WebhookStore {
  /**
   * Keeps one; a repeated one is there already.
   *
   * @returns false when there is nothing to look up now: its payment is final, or is being asked this moment
   */
  keep(hint: Hint): Promise<boolean>;
  /** Takes the hints of a payment: of many callers one is to look. `dropped` counts those with another secret. */
  take(
    paymentId: string,
  ): Promise<(Moved<"look"> | { did: "soon" | "nothing" }) & { dropped: number }>;
  /** Notes that what was taken has been looked up. */
  handled(paymentId: string): Promise<void>;
  /** Lists payments with hints that no one has looked up yet, the oldest first. */
  unhandled(most: number): Promise<string[]>;
}
