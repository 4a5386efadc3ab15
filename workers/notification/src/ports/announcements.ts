/** Announcements: each method is one statement. @see specs/notifications.md 41 */
import type {
  Announcement,
  AnnouncementDraft,
  AnnouncementTexts,
  Audience,
} from "@edgemart/contracts/announcements";
import type { Position } from "@edgemart/contracts/position";
import type { Write } from "@edgemart/worker-kit/write-terms";

/** What every message of an announcement is made of. */
export interface AnnouncementContent {
  category: AnnouncementDraft["category"];
  texts: AnnouncementTexts;
  path: string | null;
}

/** An announcement that is to be kept. */
export interface NewAnnouncement extends AnnouncementContent {
  audience: Audience;
  /** Null: at once. */
  at: string | null;
  recipients: number;
  /** To the one who writes it alone. */
  isTest: boolean;
}

/** An announcement of which the next members are planned. */
export interface OpenAnnouncement {
  id: string;
  kind: Audience["kind"];
  lastMember: string;
}

/** Announcements. */
export interface AnnouncementStore {
  list(after: Position | null, limit: number): Promise<Announcement[]>;
  find(id: string): Promise<Announcement | null>;
  /** What was made under the key; null when nothing. */
  recall(key: Write["key"]): Promise<{ sameInput: boolean; subjectId: string } | null>;
  /** Keeps one with its key and audit line; null when the key was used at the same moment. */
  make(announcement: NewAnnouncement, write: Write): Promise<string | null>;
  /** False when there is none. Stopping twice is as once. */
  stop(id: string, write: Write): Promise<boolean>;
  /** How many agree to advertising by e-mail, or by push where they have added a browser. */
  consenting(): Promise<number>;
  /** How many of an audience want what is announced in their browsers. */
  pushable(draft: Pick<AnnouncementDraft, "audience" | "category">): Promise<number>;
  /** The one whose turn it is, if a minute has passed since the last were planned. */
  next(): Promise<OpenAnnouncement | null>;
  /**
   * Plans the next members of one, unless it was stopped or another clock has just done so.
   *
   * @param memberIds of everybody's the page that member gave; null of any other, whose members are known here
   * @returns how many
   */
  plan(open: OpenAnnouncement, memberIds: readonly string[] | null): Promise<number>;
}
