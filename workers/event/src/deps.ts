/** Composition root of event: ports → PostgreSQL. */
import { connectPostgres } from "@edgemart/postgres/client";
import { isPostgresOutage } from "@edgemart/postgres/errors";
import { postgresBudget } from "@edgemart/postgres/vars";
import { findingOf } from "@edgemart/worker-kit/absence";
import { newId } from "@edgemart/worker-kit/ids";
import { postgresEventAdmin } from "./adapters/event-admin.postgres.ts";
import { postgresReads } from "./adapters/event-reads.postgres.ts";
import { postgresUpkeep } from "./adapters/upkeep.postgres.ts";
import type { EventConfig } from "./env.ts";
import type { Deps } from "./ports.ts";

/** Chooses the implementations. Cheap: connections are kept by their own modules. */
export function depsOf(config: EventConfig, { requestId }: { requestId: string }): Deps {
  const db = connectPostgres(config.DATABASE_URL, postgresBudget(config));
  return {
    reads: postgresReads(db),
    admin: postgresEventAdmin(db, requestId),
    upkeep: postgresUpkeep(db),
    newPerformanceId: () => newId("performance"),
  };
}

/** Tells whether a question could not be answered because PostgreSQL or member is unavailable. */
export function isOutage(thrown: unknown): boolean {
  return isPostgresOutage(thrown) || findingOf(thrown) === "absent";
}
