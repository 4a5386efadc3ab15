/** Deliveries: each method is one statement. @see specs/notifications.md 13 */
import type { Category } from "../core/categories.ts";
import type { Settlement } from "../core/delivery.ts";
import type { Template } from "../core/templates.ts";

/** A delivery that its claimer may send now, for as long as its lease. */
export interface Claimed {
  id: string;
  target: string;
  category: Category;
  template: Template;
  data: unknown;
  occurredAt: string;
  attempt: number;
  lost: number;
}

/** What is claimed. */
export interface Claim {
  /** Only these; null for whatever is due. */
  ids: readonly string[] | null;
  limit: number;
  /** The provider knows a key that came before. */
  hasKeys: boolean;
  /** Messages a day. */
  dailyMax: number;
}

/** Deliveries. */
export interface DeliveryStore {
  /** Takes due deliveries, and ends those that serve no more. */
  claim(claim: Claim): Promise<Claimed[]>;
  /** Notes what became of one; false when its lease was over and another has it. */
  settle(
    claimed: Claimed,
    settlement: Settlement,
    way: { provider: string; addressDigest: string | null },
  ): Promise<boolean>;
  /** Ends one that has no one to go to. */
  skip(claimed: Claimed, reason: string): Promise<boolean>;
}

/** Forgets what has served its time. */
export interface Upkeep {
  /** Keys of idempotency that no one knows any more. @returns how many, at most `rowsMax` */
  forgetOld(rowsMax: number): Promise<number>;
  /** Bodies and data after 35 days, rows after 90, settled dead messages after 30, inbox items that expired. @returns how many */
  tidy(): Promise<number>;
}
