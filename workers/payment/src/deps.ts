/** Composition root of payment: ports → PostgreSQL, the payment gateway, queues. */
import { connectPostgres } from "@edgemart/postgres/client";
import { isPostgresOutage } from "@edgemart/postgres/errors";
import { postgresBudget } from "@edgemart/postgres/vars";
import { findingOf } from "@edgemart/worker-kit/absence";
import { newId } from "@edgemart/worker-kit/ids";
import { log } from "@edgemart/worker-kit/log";
import { outboxQuestion } from "@edgemart/worker-kit/outbox-question";
import { postgresBooks } from "./adapters/books.postgres.ts";
import { postgresCharges } from "./adapters/charge-store.postgres.ts";
import { queueEvents } from "./adapters/event-sender.queue.ts";
import { postgresOfficeReads } from "./adapters/office-reads.postgres.ts";
import { postgresOfficeWrites } from "./adapters/office-writes.postgres.ts";
import { postgresOutbox } from "./adapters/outbox.postgres.ts";
import { NO_GATEWAY } from "./adapters/payment-gateway.none.ts";
import { tossGateway } from "./adapters/payment-gateway.toss.ts";
import { postgresPaymentReads } from "./adapters/payment-reads.postgres.ts";
import { postgresPayments } from "./adapters/payment-store.postgres.ts";
import { postgresPointReads } from "./adapters/point-reads.postgres.ts";
import { postgresPointWrites } from "./adapters/point-writes.postgres.ts";
import { postgresRefunds } from "./adapters/refund-store.postgres.ts";
import { postgresSagaReads } from "./adapters/saga-reads.postgres.ts";
import { aesSealer } from "./adapters/sealer.aes.ts";
import { postgresUpkeep } from "./adapters/upkeep.postgres.ts";
import { postgresWebhooks } from "./adapters/webhook-store.postgres.ts";
import type { PaymentConfig } from "./env.ts";
import type { Deps } from "./ports/deps.ts";
import type { PaymentGateway } from "./ports/payment-gateway.ts";

/** Chooses the implementations. Cheap: connections are kept by their own modules. */
export function depsOf(config: PaymentConfig, request: { requestId: string }): Deps {
  const db = connectPostgres(config.DATABASE_URL, postgresBudget(config));
  const gateway = gatewayOf(config);
  return {
    reads: postgresPaymentReads(db, gateway),
    saga: postgresSagaReads(db),
    payments: postgresPayments(db, request.requestId, config.SAGA_PACE),
    refunds: postgresRefunds(db, request.requestId, config.SAGA_PACE),
    office: postgresOfficeWrites(db, config.SAGA_PACE),
    officeReads: postgresOfficeReads(db),
    books: postgresBooks(db),
    charges: postgresCharges(db, request.requestId),
    charging: {
      isOn: config.POINTS_CHARGE === "on",
      lotDays: config.POINTS_CHARGED_DAYS,
      balanceMax: config.POINTS_BALANCE_MAX,
    },
    newPaymentId: () => newId("payment"),
    newRefundId: () => newId("refund"),
    webhooks: postgresWebhooks(db, config.SAGA_PACE),
    upkeep: postgresUpkeep(db),
    gateway,
    sealer: aesSealer(config.PAYMENT_SEAL_SECRET),
    events: queueEvents(db, {
      "edgemart-order": config.ORDER_QUEUE,
      "edgemart-notify": config.NOTIFY_QUEUE,
    }),
    outbox: outboxQuestion(postgresOutbox(db, config.OUTBOX_LAG_SECONDS)),
    pace: config.SAGA_PACE,
    note: (event, facts) => log("warn", event, { requestId: request.requestId, ...facts }),
    pointReads: postgresPointReads(
      db,
      config.POINTS_CHARGE === "on" ? config.POINTS_BALANCE_MAX : 0,
    ),
    points: postgresPointWrites(db),
    earnedDays: config.POINTS_EARNED_DAYS,
    grantedDays: config.POINTS_GRANTED_DAYS,
  };
}

function gatewayOf(config: PaymentConfig): PaymentGateway {
  if (config.PAYMENT_GATEWAY === "none") return NO_GATEWAY;
  return tossGateway({
    name: config.PAYMENT_GATEWAY,
    baseUrl: config.PAYMENT_GATEWAY_URL,
    secretKey: config.PAYMENT_SECRET_KEY,
    clientKey: config.PAYMENT_CLIENT_KEY,
    shopOrigin: config.SHOP_ORIGIN,
    limitMs: config.PAYMENT_GATEWAY_MS,
    useEscrow: config.PAYMENT_ESCROW === "on",
    testCode: config.PAYMENT_TEST_CODE === "" ? null : config.PAYMENT_TEST_CODE,
  });
}

/** Tells whether a question could not be answered because PostgreSQL, or member, is unavailable. */
export function isOutage(thrown: unknown): boolean {
  return isPostgresOutage(thrown) || findingOf(thrown) === "absent";
}
