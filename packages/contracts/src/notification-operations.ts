/** Notification's operations, by the policy they share at the gateway. */
import { z } from "zod";
import { ADMIN, ADMIN_WRITE } from "./admin-operations.ts";
import { deadMessageOperations } from "./dead-messages.ts";
import { DeliveryId, NoticeId } from "./ids.ts";
import {
  Because,
  FailedDelivery,
  FailedDeliveryQuery,
  NoticeList,
  NoticeListQuery,
  Preferences,
  PreferencesInput,
  ReadInput,
  UnreadCount,
} from "./notification.ts";
import { operations } from "./operation.ts";
import { keysetPageOf } from "./page.ts";

const tag = "Notifications";
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
    getNotificationPreferences: {
      method: "get",
      path: "/api/notifications/preferences",
      summary: "What you want to be told by e-mail",
      credential: "bearer",
      responses: { 200: Preferences },
      headers: ["ETag"],
      errors: [],
    },
    replaceNotificationPreferences: {
      method: "put",
      path: "/api/notifications/preferences",
      summary: "Choose what you want to be told by e-mail",
      credential: "bearer",
      ifMatch: true,
      body: PreferencesInput,
      responses: { 200: Preferences },
      headers: ["ETag"],
      errors: [],
    },
  }),
  deliveries: operations("Notifications administration", {
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
  deadMessages: deadMessageOperations(
    "Notifications administration",
    "/api/notifications/dead-messages",
    "Notification",
  ),
};
