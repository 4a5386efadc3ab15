/** Event's HTTP surface: the operations of its contract, each with its handler. */
import { eventGroups } from "@edgemart/contracts/event";
import { eventAdministrationGroups } from "@edgemart/contracts/event-administration";
import type { Identity } from "@edgemart/contracts/identity";
import { createApp } from "@edgemart/worker-kit/create-app";
import { memberSteps } from "@edgemart/worker-kit/member-steps";
import { requireAdmin } from "@edgemart/worker-kit/require-admin";
import { inputSteps, serveOperations } from "@edgemart/worker-kit/serve-operations";
import { depsOf, isOutage } from "./deps.ts";
import { type EventConfig, readEventConfig } from "./env.ts";
import type { Deps } from "./ports.ts";
import { adminCancelEvent } from "./routes/admin-cancel-event.ts";
import { adminChangeEvent } from "./routes/admin-change-event.ts";
import { adminCreateEvent } from "./routes/admin-create-event.ts";
import { adminGetEvent } from "./routes/admin-get-event.ts";
import { adminListEvents } from "./routes/admin-list-events.ts";
import { adminMoveEvent } from "./routes/admin-move-event.ts";
import { adminPublishEvent } from "./routes/admin-publish-event.ts";
import { getEvent } from "./routes/get-event.ts";
import { listEvents } from "./routes/list-events.ts";

const BODY_BYTES_MAX = 128 * 1024;

/** The Worker's app: every operation of the contract, and health. */
export const app = createApp<EventConfig, Deps, { identity: Identity }>({
  service: "event",
  readConfig: readEventConfig,
  depsOf,
  isOutage,
  healthPath: "/api/events/health",
});

const isAdmin = requireAdmin<EventConfig>((config) => config.MEMBER_LOOKUP);

serveOperations(
  app,
  { ...eventGroups, ...eventAdministrationGroups },
  {
    adminCancelEvent,
    adminChangeEvent,
    adminCreateEvent,
    adminGetEvent,
    adminListEvents,
    adminMoveEvent,
    adminPublishEvent,
    getEvent,
    listEvents,
  },
  (operation) => [...memberSteps(operation, isAdmin), ...inputSteps(operation, BODY_BYTES_MAX)],
);
