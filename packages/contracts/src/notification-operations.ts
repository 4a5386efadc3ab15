/** Notification's operations, by the policy they share at the gateway. */
import { z } from "zod";
import { ADMIN, ADMIN_WRITE } from "./admin-operations.ts";
import {
  Announcement,
  AnnouncementDraft,
  AnnouncementInput,
  AnnouncementPreview,
} from "./announcements.ts";
import { deadMessageOperations } from "./dead-messages.ts";
import { AnnouncementId, DeliveryId, NoticeId } from "./ids.ts";
import {
  Because,
  FailedDelivery,
  FailedDeliveryQuery,
  NoticeList,
  NoticeListQuery,
  NotificationExport,
  Preferences,
  PreferencesInput,
  ReadInput,
  UnreadCount,
} from "./notification.ts";
import { NotificationOverview } from "./notification-overview.ts";
import { operations } from "./operation.ts";
import { Cursor, keysetPageOf, PageLimit } from "./page.ts";
import { PUSH_OPERATIONS } from "./push.ts";
import { Unsubscribed } from "./unsubscribe.ts";

const tag = "Notifications";
/** Every text is taken: one that is no token refuses nothing, and is no error to a mail program. */
const unsubscribing = {
  path: "/api/notifications/unsubscribe/{token}",
  credential: "none",
  params: z.object({ token: z.string().min(1).max(200) }),
} as const;
const settling = {
  ...ADMIN_WRITE,
  method: "post",
  fresh: true,
  params: z.object({ id: DeliveryId }),
  body: Because,
  responses: { 200: FailedDelivery },
  errors: ["delivery_not_dead"],
} as const;

/** Notification's operations. */
export const notificationGroups = {
  inbox: operations(tag, {
    listNotices: {
      method: "get",
      path: "/api/notifications",
      summary: "Your inbox, newest first, in the language asked for",
      credential: "bearer",
      query: NoticeListQuery,
      responses: { 200: NoticeList },
      errors: [],
    },
    countUnreadNotices: {
      method: "get",
      path: "/api/notifications/unread",
      summary: "How many items of your inbox are unread, at most 100",
      credential: "bearer",
      responses: { 200: UnreadCount },
      headers: ["ETag"],
      errors: [],
    },
    exportNotifications: {
      method: "get",
      path: "/api/notifications/export",
      summary: "Everything kept about your notifications: choices, consents, and the inbox",
      credential: "bearer",
      fresh: true,
      query: NoticeListQuery.pick({ lang: true }),
      responses: { 200: NotificationExport },
      errors: [],
    },
    readNotices: {
      method: "post",
      path: "/api/notifications/read",
      summary: "Mark items of your inbox as read; again changes nothing",
      credential: "bearer",
      body: ReadInput,
      responses: { 200: UnreadCount },
      errors: [],
    },
    removeNotice: {
      method: "delete",
      path: "/api/notifications/{id}",
      summary: "Remove an item of your inbox",
      credential: "bearer",
      params: z.object({ id: NoticeId }),
      responses: { 204: null },
      errors: [],
    },
    ...PUSH_OPERATIONS,
    getNotificationPreferences: {
      method: "get",
      path: "/api/notifications/preferences",
      summary: "What you want to be told by e-mail and by push",
      credential: "bearer",
      responses: { 200: Preferences },
      headers: ["ETag"],
      errors: [],
    },
    replaceNotificationPreferences: {
      method: "put",
      path: "/api/notifications/preferences",
      summary: "Choose what you want to be told by e-mail and by push",
      credential: "bearer",
      ifMatch: true,
      body: PreferencesInput,
      responses: { 200: Preferences },
      headers: ["ETag"],
      errors: [],
    },
  }),
  unsubscribe: operations(tag, {
    openUnsubscribe: {
      ...unsubscribing,
      method: "get",
      summary:
        "Where a mail's way to unsubscribe leads: the page that asks; nothing is refused yet",
      responses: { 303: null },
      headers: ["Location"],
      errors: [],
    },
    unsubscribe: {
      ...unsubscribing,
      method: "post",
      summary: "Refuse one category of mails by one click (RFC 8058); the token is the right",
      body: z.string().meta({ format: "binary" }),
      bodyType: "application/x-www-form-urlencoded",
      responses: { 200: Unsubscribed },
      errors: ["body_too_large", "unsupported_media_type"],
    },
  }),
  webhooks: operations(tag, {
    receiveResendWebhook: {
      method: "post",
      path: "/api/notifications/webhooks/resend",
      summary: "Where Resend says that a mail came back; signed over the raw body",
      credential: "none",
      body: z.string().meta({ format: "binary" }),
      bodyType: "application/json",
      responses: { 200: null },
      errors: ["body_too_large", "unsupported_media_type", "webhook_signature_invalid"],
    },
  }),
  deliveries: operations("Notifications administration", {
    adminGetNotificationOverview: {
      ...ADMIN,
      method: "get",
      path: "/api/notifications/deliveries/overview",
      summary: "How messages fare: producers, what waits, what failed, what was left out",
      responses: { 200: NotificationOverview },
      errors: [],
    },
    adminListFailedDeliveries: {
      ...ADMIN,
      method: "get",
      path: "/api/notifications/deliveries",
      summary: "Messages that are dead, or whose outcome is unknown, newest first",
      query: FailedDeliveryQuery,
      responses: { 200: keysetPageOf(FailedDelivery) },
      errors: [],
    },
    adminReplayDelivery: {
      ...settling,
      path: "/api/notifications/deliveries/{id}/replay",
      summary: "Send a failed message again, under the same id",
    },
    adminIgnoreDelivery: {
      ...settling,
      path: "/api/notifications/deliveries/{id}/ignore",
      summary: "Leave a failed message unsent, with the reason",
    },
  }),
  announcements: operations("Notifications administration", {
    adminListAnnouncements: {
      ...ADMIN,
      method: "get",
      path: "/api/notifications/announcements",
      summary: "Announcements, newest first, with how far each has come",
      query: z.object({ limit: PageLimit, cursor: Cursor }),
      responses: { 200: keysetPageOf(Announcement) },
      errors: [],
    },
    adminPreviewAnnouncement: {
      ...ADMIN_WRITE,
      method: "post",
      path: "/api/notifications/announcements/preview",
      summary: "How an announcement will look, and to how many it goes; nothing is sent",
      body: AnnouncementDraft,
      responses: { 200: AnnouncementPreview },
      errors: [],
    },
    adminTestAnnouncement: {
      ...ADMIN_WRITE,
      method: "post",
      path: "/api/notifications/announcements/test",
      summary: "Send an announcement to yourself alone",
      body: AnnouncementDraft,
      responses: { 202: Announcement },
      errors: ["not_found"],
    },
    adminSendAnnouncement: {
      ...ADMIN_WRITE,
      method: "post",
      path: "/api/notifications",
      summary: "Announce something to members, 1 000 a minute",
      body: AnnouncementInput,
      responses: { 202: Announcement },
      errors: ["advertising_in_service", "not_found"],
    },
    adminStopAnnouncement: {
      ...ADMIN_WRITE,
      method: "post",
      path: "/api/notifications/announcements/{id}/stop",
      summary: "Stop an announcement: what has not left stays unsent",
      params: z.object({ id: AnnouncementId }),
      responses: { 200: Announcement },
      errors: ["not_found"],
    },
  }),
  deadMessages: deadMessageOperations(
    "Notifications administration",
    "/api/notifications/dead-messages",
    "Notification",
  ),
};
