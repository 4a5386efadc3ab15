/** What staff may ask and settle of notifications. Every write carries its form's key. */
import {
  Announcement,
  type AnnouncementDraft,
  type AnnouncementInput,
  AnnouncementPreview,
} from "@edgemart/contracts/announcements";
import { FailedDelivery } from "@edgemart/contracts/notification";
import { NotificationOverview } from "@edgemart/contracts/notification-overview";
import { keysetPageOf } from "@edgemart/contracts/page";
import type { Result } from "@edgemart/contracts/result";
import type { z } from "zod";
import type { CatalogWrite } from "./catalog-admin.ts";
import { bearer } from "./credential.ts";
import { askGateway } from "./gateway.ts";

type By = Required<CatalogWrite>;
/** How something that failed is settled. */
export type Settling = "replay" | "ignore";

function ask<T>(accessToken: string, schema: z.ZodType<T>, path: string): Promise<Result<T>> {
  return askGateway(schema, { path: `/api/notifications${path}`, credential: bearer(accessToken) });
}

function write<T>(by: By, schema: z.ZodType<T>, path: string, body: object): Promise<Result<T>> {
  return askGateway(schema, {
    ...{ method: "POST", path: `/api/notifications${path}`, body },
    credential: bearer(by.accessToken),
    idempotencyKey: by.key,
  });
}

/** Asks how messages fare. */
export function fetchNotificationOverview(accessToken: string) {
  return ask(accessToken, NotificationOverview, "/deliveries/overview");
}

const Deliveries = keysetPageOf(FailedDelivery);

/** Asks for messages that were not sent, newest first. @param query `ignored`, `limit`, `cursor` as text */
export function fetchFailedDeliveries(accessToken: string, query: Record<string, string>) {
  return ask(accessToken, Deliveries, `/deliveries?${new URLSearchParams(query)}`);
}

/** Sends one again, or leaves it with the reason. */
export function settleDelivery(by: By, id: string, how: Settling, because: string) {
  return write(by, FailedDelivery, `/deliveries/${encodeURIComponent(id)}/${how}`, { because });
}

const Announcements = keysetPageOf(Announcement);

/** Asks for announcements, newest first. @param query `limit`, `cursor` as text */
export function fetchAnnouncements(accessToken: string, query: Record<string, string>) {
  return ask(accessToken, Announcements, `/announcements?${new URLSearchParams(query)}`);
}

/** Asks how an announcement will look and to how many it goes; nothing is sent. */
export function previewAnnouncement(accessToken: string, draft: AnnouncementDraft) {
  const by = { accessToken, key: crypto.randomUUID(), version: 1 };
  return write(by, AnnouncementPreview, "/announcements/preview", draft);
}

/** Sends it to oneself alone. */
export function testAnnouncement(by: By, draft: AnnouncementDraft) {
  return write(by, Announcement, "/announcements/test", draft);
}

/** Sends it to its audience, a thousand a minute. */
export function sendAnnouncement(by: By, input: AnnouncementInput) {
  return write(by, Announcement, "", input);
}

/** Stops it: what has not left stays unsent. */
export function stopAnnouncement(by: By, id: string) {
  return write(by, Announcement, `/announcements/${encodeURIComponent(id)}/stop`, {});
}
