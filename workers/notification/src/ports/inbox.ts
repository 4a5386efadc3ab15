/** A member's inbox and choices: each method is one statement. @see specs/notifications.md 18, 37 */

import type {
  NotificationExport,
  Preferences,
  PreferencesInput,
  ReadInput,
} from "@edgemart/contracts/notification";
import type { Position } from "@edgemart/contracts/position";
import type { VersionMatch } from "@edgemart/worker-kit/version-match";
import type { NoticeRow } from "../core/notices.ts";
import type { Refusal } from "./unsubscribe-tokens.ts";

/** The inbox. Another member's item is as one that is not there. */
export interface Inbox {
  /** Newest first, with how many are unread in all. */
  list(
    memberId: string,
    asked: { isUnreadOnly: boolean; after: Position | null; limit: number },
  ): Promise<{ items: NoticeRow[]; unread: number }>;
  /** At most `UNREAD_MAX`. */
  unread(memberId: string): Promise<number>;
  /** Marks items as read. @returns how many are unread after it */
  read(memberId: string, input: ReadInput): Promise<number>;
  /** False when there is no such item. */
  remove(memberId: string, id: string): Promise<boolean>;
}

/** Choices. */
export interface PreferenceStore {
  /** Of version 1 while nothing was chosen. */
  read(memberId: string): Promise<Preferences>;
  /** What was ever granted and refused, the newest first. */
  consents(memberId: string, limit: number): Promise<NotificationExport["consents"]>;
  /** Null when the version is none of those that are named. A consent that changes is kept for ever, and confirmed. */
  replace(
    memberId: string,
    input: PreferencesInput,
    by: { match: VersionMatch; requestId: string },
  ): Promise<Preferences | null>;
  /** Refuses one category by e-mail, whatever version the choices have; again changes nothing. A deleted member has none to change. */
  refuse(refusal: Refusal, requestId: string): Promise<void>;
}
