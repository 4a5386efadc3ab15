/** A member's inbox, and what the member wants to hear of. */
import type { Locale } from "@edgemart/contracts/locale";
import {
  NoticeList,
  type NotificationExport,
  NotificationExport as NotificationExported,
  Preferences,
  type PreferencesInput,
  type ReadInput,
  UnreadCount,
} from "@edgemart/contracts/notification";
import {
  type PushDevice,
  PushDevice as PushDeviceMade,
  type PushDevices,
  PushDevices as PushDevicesFound,
  type PushInput,
} from "@edgemart/contracts/push";
import type { Result } from "@edgemart/contracts/result";
import {
  Unsubscribed as Click,
  ONE_CLICK,
  type Unsubscribed,
} from "@edgemart/contracts/unsubscribe";
import type { z } from "zod";
import { etagOf } from "./call-gateway.ts";
import { bearer } from "./credential.ts";
import { askGateway } from "./gateway.ts";

/** Longest wait for the count next to a name, in milliseconds: the name waits with it. */
const COUNT_MS = 300;

/** Longest wait for the key of a button that is an offer on a page of something else. */
const OFFER_MS = 300;

/** Longest wait for a click, in milliseconds. */
const CLICK_MS = 5_000;

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

/** Asks for everything that is kept about the member's notifications. */
export function fetchNotificationExport(
  accessToken: string,
  lang: Locale,
): Promise<Result<NotificationExport>> {
  const path = `/api/notifications/export?lang=${lang}`;
  return askGateway(NotificationExported, { path, credential: bearer(accessToken) });
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

/** Refuses what a mail's token names, as one click of a mail program does; null in the answer: the token is none of ours. */
export function unsubscribe(token: string): Promise<Result<Unsubscribed>> {
  const path = `/api/notifications/unsubscribe/${encodeURIComponent(token)}`;
  const content = new TextEncoder().encode(`${ONE_CLICK.name}=${ONE_CLICK.value}`);
  const bytes = { type: "application/x-www-form-urlencoded", content };
  return askGateway(Click, { method: "POST", path, bytes, withinMs: CLICK_MS });
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

/** Asks for the browsers that the member is notified in, and the key that a new one subscribes with. */
export function fetchPushDevices(accessToken: string): Promise<Result<PushDevices>> {
  const path = "/api/notifications/push";
  return askGateway(PushDevicesFound, { path, credential: bearer(accessToken) });
}

/** Asks the same for a page of something else, which waits no longer than 300 ms for it. */
export function fetchPushOffer(accessToken: string): Promise<Result<PushDevices>> {
  const path = "/api/notifications/push";
  return askGateway(PushDevicesFound, {
    ...{ path, credential: bearer(accessToken), withinMs: OFFER_MS },
  });
}

/** Adds a browser; `push_endpoint_refused` for what is none, `devices_full` for one too many. */
export function addPushDevice(accessToken: string, body: PushInput): Promise<Result<PushDevice>> {
  const path = "/api/notifications/push";
  return askGateway(PushDeviceMade, {
    method: "POST",
    path,
    credential: bearer(accessToken),
    body,
  });
}

/** Removes a browser; `not_found` for another member's. */
export function removePushDevice(accessToken: string, id: string): Promise<Result<undefined>> {
  const path = `/api/notifications/push/${encodeURIComponent(id)}`;
  return askGateway<undefined>(null, { method: "DELETE", path, credential: bearer(accessToken) });
}
