/** Notification's HTTP surface: the operations of its contract, each with its handler. */
import type { Identity } from "@edgemart/contracts/identity";
import { notificationGroups } from "@edgemart/contracts/notification-operations";
import { createApp } from "@edgemart/worker-kit/create-app";
import { memberSteps } from "@edgemart/worker-kit/member-steps";
import { requireAdmin } from "@edgemart/worker-kit/require-admin";
import { inputSteps, serveOperations } from "@edgemart/worker-kit/serve-operations";
import { depsOf, isOutage } from "./deps.ts";
import { type NotificationConfig, readNotificationConfig } from "./env.ts";
import type { Deps } from "./ports/deps.ts";
import { addPushDevice } from "./routes/add-push-device.ts";
import { adminGetNotificationOverview } from "./routes/admin-get-notification-overview.ts";
import { adminIgnoreDelivery } from "./routes/admin-ignore-delivery.ts";
import { adminIgnoreNotificationDeadMessage } from "./routes/admin-ignore-notification-dead-message.ts";
import { adminListAnnouncements } from "./routes/admin-list-announcements.ts";
import { adminListFailedDeliveries } from "./routes/admin-list-failed-deliveries.ts";
import { adminListNotificationDeadMessages } from "./routes/admin-list-notification-dead-messages.ts";
import { adminPreviewAnnouncement } from "./routes/admin-preview-announcement.ts";
import { adminReplayDelivery } from "./routes/admin-replay-delivery.ts";
import { adminReplayNotificationDeadMessage } from "./routes/admin-replay-notification-dead-message.ts";
import { adminSendAnnouncement } from "./routes/admin-send-announcement.ts";
import { adminStopAnnouncement } from "./routes/admin-stop-announcement.ts";
import { adminTestAnnouncement } from "./routes/admin-test-announcement.ts";
import { countUnreadNotices } from "./routes/count-unread-notices.ts";
import { exportNotifications } from "./routes/export-notifications.ts";
import { getNotificationPreferences } from "./routes/get-notification-preferences.ts";
import { listNotices } from "./routes/list-notices.ts";
import { listPushDevices } from "./routes/list-push-devices.ts";
import { openUnsubscribe } from "./routes/open-unsubscribe.ts";
import { readNotices } from "./routes/read-notices.ts";
import { receiveResendWebhook } from "./routes/receive-resend-webhook.ts";
import { removeNotice } from "./routes/remove-notice.ts";
import { removePushDevice } from "./routes/remove-push-device.ts";
import { replaceNotificationPreferences } from "./routes/replace-notification-preferences.ts";
import { unsubscribe } from "./routes/unsubscribe.ts";

const BODY_BYTES_MAX = 16 * 1024;

/** The Worker's app. */
export const app = createApp<NotificationConfig, Deps, { identity: Identity }>({
  service: "notification",
  readConfig: readNotificationConfig,
  depsOf,
  isOutage,
  healthPath: "/api/notifications/health",
});

const isAdmin = requireAdmin<NotificationConfig>((config) => config.MEMBER_LOOKUP);

serveOperations(
  app,
  notificationGroups,
  {
    addPushDevice,
    adminGetNotificationOverview,
    adminIgnoreDelivery,
    adminIgnoreNotificationDeadMessage,
    adminListFailedDeliveries,
    adminListNotificationDeadMessages,
    adminReplayDelivery,
    adminReplayNotificationDeadMessage,
    adminListAnnouncements,
    adminPreviewAnnouncement,
    adminTestAnnouncement,
    adminSendAnnouncement,
    adminStopAnnouncement,
    countUnreadNotices,
    exportNotifications,
    getNotificationPreferences,
    listNotices,
    listPushDevices,
    openUnsubscribe,
    readNotices,
    receiveResendWebhook,
    removeNotice,
    removePushDevice,
    replaceNotificationPreferences,
    unsubscribe,
  },
  (operation) => [...memberSteps(operation, isAdmin), ...inputSteps(operation, BODY_BYTES_MAX)],
);
