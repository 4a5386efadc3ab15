/** Composition root of reservation: ports → PostgreSQL, its objects, and the Worker that owns events. */
import { connectPostgres } from "@edgemart/postgres/client";
import { isPostgresOutage } from "@edgemart/postgres/errors";
import { postgresBudget } from "@edgemart/postgres/vars";
import { findingOf } from "@edgemart/worker-kit/absence";
import { bounded } from "@edgemart/worker-kit/bounded";
import { isDeadline } from "@edgemart/worker-kit/deadline";
import { newId } from "@edgemart/worker-kit/ids";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { postgresClaims } from "./adapters/claims.postgres.ts";
import { keptFacts } from "./adapters/event-facts.rpc.ts";
import { postgresLayouts } from "./adapters/layouts.postgres.ts";
import { objectPorts } from "./adapters/objects.ts";
import { postgresSale } from "./adapters/sale.postgres.ts";
import { type ReservationConfig, readObjectConfig } from "./env.ts";
import type { Claims, Deps, Layouts } from "./ports/deps.ts";

/** Longest waits for other Workers, in milliseconds: payment may have to ask its gateway. */
const READ_MS = 3_000;
const GATEWAY_MS = 15_000;
const paymentMs = () => GATEWAY_MS;

/** Chooses the implementations. Cheap: connections are kept by their own modules. */
export function depsOf(config: ReservationConfig, { requestId }: { requestId: string }): Deps {
  const db = connectPostgres(config.DATABASE_URL, postgresBudget(config));
  const count = { made: 0 };
  const namespaces = { sections: config.SECTION_SEATS, baskets: config.MEMBER_BASKETS };
  return {
    ...objectPorts(namespaces, config.OBJECTS_LOCATION),
    events: keptFacts(bounded(config.EVENT, () => READ_MS, count)),
    layouts: postgresLayouts(db, requestId),
    sale: postgresSale(db, () => newId("ticket")),
    payment: bounded(config.PAYMENT_SAGA, paymentMs, count),
    member: bounded(config.MEMBER, () => READ_MS, count),
    newReservationId: () => newId("reservation"),
    newPaymentId: () => newId("payment"),
    noteUnfollowed(reservationId, thrown) {
      const reason = reasonOf(thrown);
      log("warn", "reservation.unfollowed", { requestId, reservationId, reason });
    },
  };
}

/** What an object reads of PostgreSQL. */
export function objectReads(env: object): { claims: Claims; layouts: Pick<Layouts, "version"> } {
  const config = readObjectConfig(env);
  const db = connectPostgres(config.DATABASE_URL, postgresBudget(config));
  return { claims: postgresClaims(db), layouts: postgresLayouts(db, "") };
}

/** Tells whether a question could not be answered because PostgreSQL, an object or another Worker is unavailable. */
export function isOutage(thrown: unknown): boolean {
  return isPostgresOutage(thrown) || isDeadline(thrown) || findingOf(thrown) === "absent";
}
