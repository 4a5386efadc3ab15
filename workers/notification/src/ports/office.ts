/** Failed deliveries and dead messages as staff see and settle them: each method is one statement. @see specs/notifications.md 8, 16 */
import type { DeadMessage } from "@edgemart/contracts/dead-messages";
import type { FailedDelivery } from "@edgemart/contracts/notification";
import type { NotificationOverview } from "@edgemart/contracts/notification-overview";
import type { Position } from "@edgemart/contracts/position";
import type { Write } from "@edgemart/worker-kit/write-terms";

export type { Write };

/** What a key did before; null when nothing. */
export type Recalled = { sameInput: boolean } | null;

/** What staff decide on something that failed. */
export type SettleHow = "replayed" | "ignored";

/** A dead message with what decides on a replay. */
export interface DeadLetter {
  shown: DeadMessage;
  body: unknown;
  /** Older than 30 days: nothing of it is useful any more. */
  isOld: boolean;
}

/** The office. */
export interface Office {
  /** How messages fare. */
  overview(): Promise<NotificationOverview>;
  recall(key: Write["key"]): Promise<Recalled>;
  deliveries: {
    list(isIgnored: boolean, after: Position | null, limit: number): Promise<FailedDelivery[]>;
    find(id: string): Promise<FailedDelivery | null>;
    /** Makes a failed one due, or marks it as ignored, with its audit line; false when it has not failed, or the key was used. */
    settle(id: string, how: SettleHow, because: string, write: Write): Promise<boolean>;
  };
  letters: {
    list(isSettled: boolean, after: Position | null, limit: number): Promise<DeadMessage[]>;
    find(id: string): Promise<DeadLetter | null>;
    settle(id: string, how: SettleHow, because: string, write: Write): Promise<boolean>;
  };
}
