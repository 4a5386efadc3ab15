/** A member's inbox, and what the member wants to hear of. */
import type { Locale } from "@edgemart/contracts/locale";
import {
  NoticeList,
  Preferences,
  type PreferencesInput,
  type ReadInput,
  UnreadCount,
} from "@edgemart/contracts/notification";
import type { Result } from "@edgemart/contracts/result";
import type { z } from "zod";
import { etagOf } from "./call-gateway.ts";
import { bearer } from "./credential.ts";
import { askGateway } from "./gateway.ts";

/** Longest wait for the count next to a name, in milliseconds: the name waits with it. */
const COUNT_MS = 300;

/** Asks for a page of the inbox, the newest first. */
export function fetchInbox(
  accessToken: string,
  { lang, isUnreadOnly, cursor }: { lang: Locale; isUnreadOnly: boolean; cursor: string | null },
): Promise<Result<NoticeList>> {
  const query = new URLSearchParams({
    ...{ lang, limit: "20" },
    ...(isUnreadOnly && { unread: "yes" }),
    ...(cursor && { cursor }),
  });
  const path = `/api/notifications?${query}`;
  return askGateway(NoticeList, { path, credential: bearer(accessToken) });
}

/** Asks how many items are unread; `deadline_exceeded` after 300 ms. */
export function fetchUnread(accessToken: string): Promise<Result<z.infer<typeof UnreadCount>>> {
  const path = "/api/notifications/unread";
  return askGateway(UnreadCount, { path, credential: bearer(accessToken), withinMs: COUNT_MS });
}

/** Marks items as read; again changes nothing. */
export function readNotices(
  accessToken: string,
  body: ReadInput,
): Promise<Result<z.infer<typeof UnreadCount>>> {
  const path = "/api/notifications/read";
  return askGateway(UnreadCount, { method: "POST", path, credential: bearer(accessToken), body });
}

/** Removes an item; `not_found` for another member's. */
export function removeNotice(accessToken: string, id: string): Promise<Result<undefined>> {
  const path = `/api/notifications/${encodeURIComponent(id)}`;
  return askGateway<undefined>(null, { method: "DELETE", path, credential: bearer(accessToken) });
}

/** Asks what the member wants to hear of, and consents to. */
export function fetchPreferences(accessToken: string): Promise<Result<Preferences>> {
  const path = "/api/notifications/preferences";
  return askGateway(Preferences, { path, credential: bearer(accessToken) });
}

/** @param version the change is based on; `precondition_failed` when another was made meanwhile */
export function savePreferences(
  accessToken: string,
  body: PreferencesInput,
  version: number,
): Promise<Result<Preferences>> {
  const call = { method: "PUT", path: "/api/notifications/preferences", body } as const;
  const ifMatch = etagOf(version);
  return askGateway(Preferences, { ...call, ifMatch, credential: bearer(accessToken) });
}
