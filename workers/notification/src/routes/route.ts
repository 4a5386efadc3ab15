/** The type of notification's routes: each is the handler of one operation. */
import type { notificationGroups } from "@edgemart/contracts/notification-operations";
import type { OperationsIn } from "@edgemart/contracts/operation";
import type { MemberAppEnv } from "@edgemart/worker-kit/create-app";
import type { Handler } from "@edgemart/worker-kit/serve-operations";
import type { NotificationConfig } from "../env.ts";
import type { Deps } from "../ports/deps.ts";

type NotificationOperations = OperationsIn<typeof notificationGroups>;
/** The handler of an operation. */
export type Route<Id extends keyof NotificationOperations> = Handler<
  NotificationOperations[Id],
  MemberAppEnv<NotificationConfig, Deps>
>;
