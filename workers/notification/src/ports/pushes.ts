/** Browsers of members, and what is sent to them: each method is one statement. @see specs/notifications.md 31–32 */
import type { PushDevice } from "@edgemart/contracts/push";
import type { Settlement } from "../core/delivery.ts";
import type { Claimed } from "./deliveries.ts";
import type { PushTarget } from "./push-sender.ts";

/** A delivery to a browser that its claimer may send now. */
export interface ClaimedPush extends Claimed {
  memberId: string;
  pushId: string;
  /** The item of the inbox; null when its member has removed it. */
  noticeId: string | null;
  aggregateId: string;
  secondsLeft: number;
  to: PushTarget;
}

/** A browser that a member adds. */
export interface NewDevice extends PushTarget {
  memberId: string;
  sessionId: string;
  browser: string;
}

/** Browsers. */
export interface PushStore {
  list(memberId: string): Promise<PushDevice[]>;
  /** One endpoint has one member: the one who adds it last. `ended`: the session is over meanwhile. */
  add(device: NewDevice): Promise<PushDevice | "full" | "ended">;
  /** False when there is no such browser of this member. */
  remove(memberId: string, id: string): Promise<boolean>;
  /** Takes what is due for browsers, and ends what serves no more. @param ids only these; null for whatever is due */
  claim(ids: readonly string[] | null, limit: number): Promise<ClaimedPush[]>;
  /** Notes what became of one, and of its browser: `ok`, `failed` (five times in a row: removed), `denied` (as that, if it never took one) or `gone` (removed). */
  settle(
    claimed: ClaimedPush,
    settlement: Settlement,
    browser: "ok" | "failed" | "denied" | "gone" | "unasked",
  ): Promise<boolean>;
}
