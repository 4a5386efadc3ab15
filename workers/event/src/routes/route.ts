/** What every route of event is given. */
import type { eventGroups } from "@edgemart/contracts/event";
import type { eventAdministrationGroups } from "@edgemart/contracts/event-administration";
import type { Identity } from "@edgemart/contracts/identity";
import type { AppEnv } from "@edgemart/worker-kit/create-app";
import type { Handler } from "@edgemart/worker-kit/serve-operations";
import type { EventConfig } from "../env.ts";
import type { Deps } from "../ports.ts";

/** The environment of event's app. */
export type EventAppEnv = AppEnv<EventConfig, Deps, { identity: Identity }>;

type Operations = typeof eventGroups.events & typeof eventAdministrationGroups.eventAdministration;

/** The handler of the operation of a name. */
export type Route<Id extends keyof Operations> = Handler<Operations[Id], EventAppEnv>;
