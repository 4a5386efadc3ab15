/** Notification's HTTP surface. */
import { createApp } from "@edgemart/worker-kit/create-app";
import { depsOf, isOutage } from "./deps.ts";
import { type NotificationConfig, readNotificationConfig } from "./env.ts";
import type { Deps } from "./ports/deps.ts";

/** The Worker's app. */
export const app = createApp<NotificationConfig, Deps>({
  service: "notification",
  readConfig: readNotificationConfig,
  depsOf,
  isOutage,
  healthPath: "/api/notifications/health",
});
