/** Composition root of order: ports → PostgreSQL and the Workers that own stock and money. */
import type { MemberRpc } from "@edgemart/contracts/member";
import { connectPostgres } from "@edgemart/postgres/client";
import { isPostgresOutage } from "@edgemart/postgres/errors";
import { postgresBudget } from "@edgemart/postgres/vars";
import { connectRedis } from "@edgemart/redis/client";
import { isRedisOutage } from "@edgemart/redis/errors";
import { redisBudget } from "@edgemart/redis/vars";
import { findingOf } from "@edgemart/worker-kit/absence";
import { bounded, type CallCount } from "@edgemart/worker-kit/bounded";
import type { RequestFacts } from "@edgemart/worker-kit/create-app";
import { isDeadline } from "@edgemart/worker-kit/deadline";
import { newId } from "@edgemart/worker-kit/ids";
import { log, reasonOf } from "@edgemart/worker-kit/log";
import { outboxQuestion } from "@edgemart/worker-kit/outbox-question";
import { postgresAdminActs } from "./adapters/admin-acts.postgres.ts";
import { postgresAdminReads } from "./adapters/admin-reads.postgres.ts";
import { postgresChanges } from "./adapters/change-store.postgres.ts";
import { postgresComparison } from "./adapters/comparison.postgres.ts";
import { postgresCoupons } from "./adapters/coupon-admin.postgres.ts";
import { postgresDeadMessages } from "./adapters/dead-message-admin.postgres.ts";
import { keepDeadMessage } from "./adapters/dead-messages.postgres.ts";
import { queueEvents } from "./adapters/event-sender.queue.ts";
import { redisLookupLimit } from "./adapters/lookup-limit.redis.ts";
import { newOrderNumber } from "./adapters/order-number.ts";
import { postgresReads } from "./adapters/order-reads.postgres.ts";
import { postgresOrders } from "./adapters/order-store.postgres.ts";
import { hmacTokens } from "./adapters/order-tokens.ts";
import { postgresOutbox } from "./adapters/outbox.postgres.ts";
import { postgresParcels } from "./adapters/parcel-store.postgres.ts";
import { postgresReturns } from "./adapters/return-store.postgres.ts";
import { aesSealer } from "./adapters/sealer.ts";
import { postgresShipping } from "./adapters/shipping-admin.postgres.ts";
import { stepQueue } from "./adapters/step-queue.queue.ts";
import { lastTerms, postgresTerms } from "./adapters/terms.postgres.ts";
import { postgresUpkeep } from "./adapters/upkeep.postgres.ts";
import type { OrderConfig } from "./env.ts";
import type { Deps } from "./ports/deps.ts";

/** Longest waits for other Workers, in milliseconds. @see specs/orders.md J */
const READ_MS = 3_000;
const WRITE_MS = 6_000;
const GATEWAY_MS = 17_000;
const READS = new Set(["quote", "statesOf", "timeline", "refundsOf", "settled", "pointsOf", "me"]);
const GATEWAY = new Set(["open", "confirm", "keyIn", "abandon", "look", "refund"]);

/** Chooses the implementations. Cheap: connections are kept by their own modules. */
export function depsOf(
  config: OrderConfig,
  { requestId, later }: Pick<RequestFacts, "requestId" | "later">,
): Deps {
  const db = connectPostgres(config.DATABASE_URL, postgresBudget(config));
  const count: CallCount = { made: 0 };
  const pace = config.SAGA_PACE;
  const events = queueEvents(db, {
    "edgemart-member": config.MEMBER_QUEUE,
    "edgemart-notify": config.NOTIFY_QUEUE,
  });
  const terms = {
    db,
    pace,
    holdMinutes: config.HOLD_MINUTES,
    readyMinutes: config.READY_MINUTES,
    sealer: aesSealer(config.ORDER_SEAL_SECRET),
    newEventId: () => newId("event"),
    newChangeId: () => newId("change"),
    newRefundId: () => newId("refund"),
    newShipmentId: () => newId("shipment"),
    requestId,
    publish: (written: Parameters<typeof events.send>[0]) => later(events.send(written)),
  };
  return {
    events,
    outbox: outboxQuestion(postgresOutbox(db, config.OUTBOX_LAG_SECONDS)),
    stepQueue:
      config.STEPS_QUEUE === undefined
        ? null
        : stepQueue(config.STEPS_QUEUE, (thrown) =>
            log("error", "order.steps_unsent", { requestId, reason: reasonOf(thrown) }),
          ),
    comparison: postgresComparison(terms),
    orders: postgresOrders(terms),
    changes: postgresChanges(terms),
    parcels: postgresParcels(terms),
    returns: postgresReturns(terms),
    reads: postgresReads(terms),
    adminReads: postgresAdminReads(db),
    adminActs: postgresAdminActs(terms),
    coupons: postgresCoupons(db, requestId),
    shipping: postgresShipping(db, requestId),
    deadMessages: postgresDeadMessages(db, requestId),
    lookups: redisLookupLimit(connectRedis(config, redisBudget(config))),
    stock: bounded(config.CATALOG_STOCK, waitOf, count),
    payment: bounded(config.PAYMENT_SAGA, waitOf, count),
    member: bounded<MemberRpc>(config.MEMBER, waitOf, count),
    settings: {
      holdSeconds: config.HOLD_MINUTES * 60,
      readySeconds: config.READY_MINUTES * 60,
      pointsEarnPercent: config.POINTS_EARN_PERCENT,
      returnFeeMinor: config.RETURN_FEE_MINOR,
      pace,
    },
    tokens: hmacTokens(config.ORDER_TOKEN_SECRET, config.ORDER_TOKEN_SECRET_PREVIOUS),
    terms: (asked) => postgresTerms(db, asked),
    lastTerms: (asked) => lastTerms(db, asked),
    upkeep: postgresUpkeep(db),
    keepDead: (message) => keepDeadMessage(db, message),
    callsMade: () => count.made,
    noteFailure(step, orderId, thrown) {
      log("error", "order.step_failed", { requestId, step, orderId, reason: reasonOf(thrown) });
    },
    newOrderId: () => newId("order"),
    newHoldId: () => newId("hold"),
    newPaymentId: () => newId("payment"),
    newOrderNumber,
  };
}

/** Tells whether a question could not be answered because PostgreSQL or another Worker is unavailable. */
export function isOutage(thrown: unknown): boolean {
  return (
    isPostgresOutage(thrown) ||
    isRedisOutage(thrown) ||
    isDeadline(thrown) ||
    findingOf(thrown) === "absent"
  );
}

function waitOf(method: string): number {
  if (GATEWAY.has(method)) return GATEWAY_MS;
  return READS.has(method) ? READ_MS : WRITE_MS;
}
