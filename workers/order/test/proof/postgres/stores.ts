/** The stores of a world on real PostgreSQL: the Workers' own adapters. Prices alone are the proof's own. */
import type { IdKind } from "@edgemart/contracts/ids";
import type { Database } from "@edgemart/postgres/client";
import { postgresHolds } from "../../../../catalog/src/adapters/stock-holds.postgres.ts";
import { postgresOfficeWrites } from "../../../../payment/src/adapters/office-writes.postgres.ts";
import { postgresPayments } from "../../../../payment/src/adapters/payment-store.postgres.ts";
import { postgresPointWrites } from "../../../../payment/src/adapters/point-writes.postgres.ts";
import { postgresRefunds } from "../../../../payment/src/adapters/refund-store.postgres.ts";
import { postgresWebhooks } from "../../../../payment/src/adapters/webhook-store.postgres.ts";
import { postgresAdminActs } from "../../../src/adapters/admin-acts.postgres.ts";
import { postgresChanges } from "../../../src/adapters/change-store.postgres.ts";
import { postgresOrders } from "../../../src/adapters/order-store.postgres.ts";
import { postgresParcels } from "../../../src/adapters/parcel-store.postgres.ts";
import { postgresReturns } from "../../../src/adapters/return-store.postgres.ts";
import { postgresTerms } from "../../../src/adapters/terms.postgres.ts";
import { OrderRow } from "../../../src/core/rows.ts";
import { type Clock, secondsOf } from "../model/clock.ts";
import { quotedLines } from "../model/stock.ts";
import { MEMBER } from "../model-world.ts";
import { HOLD_SECONDS, POINTS, PRICES, READY_SECONDS } from "../shop.ts";
import type { Stores } from "../stores.ts";
import type { Lane } from "./lane.ts";

const DAYS = 365;

/** Makes them. The clock of the lane follows that of the schedule. */
export function postgresStores(
  lane: Lane,
  clock: Clock,
  newId: (kind: IdKind) => string,
  dbOf = (worker: string): Database => lane.databaseOf(worker),
): Stores {
  const [db, paymentDb, holds] = [dbOf("order"), dbOf("payment"), postgresHolds(dbOf("catalog"))];
  const terms = {
    ...{ db, pace: 1, holdMinutes: HOLD_SECONDS / 60, readyMinutes: READY_SECONDS / 60 },
    sealer: {
      seal: async (account: unknown) => new TextEncoder().encode(JSON.stringify(account)),
      open: async (sealed: Uint8Array) => JSON.parse(new TextDecoder().decode(sealed)),
    },
    newEventId: () => newId("event"),
    newChangeId: () => newId("change"),
    newRefundId: () => newId("refund"),
    newShipmentId: () => newId("shipment"),
    requestId: "proof",
    publish: () => undefined,
  };
  let at = -1;
  /** The time of the schedule is the database's before each statement. */
  const timed = <T extends object>(store: T): T =>
    new Proxy(store, {
      get: (target, name) => {
        const verb = Reflect.get(target, name) as (...input: unknown[]) => Promise<unknown>;
        return async (...input: unknown[]) => {
          if (at !== clock.now) {
            at = clock.now;
            await lane.setClock(at);
          }
          return verb.apply(target, input);
        };
      },
    });
  const payments = postgresPayments(paymentDb, "proof", 1);
  const refunds = postgresRefunds(paymentDb, "proof", 1);
  const webhooks = postgresWebhooks(paymentDb, 1);
  const stock: Stores["stock"] = {
    quote: async ({ items }) => {
      const rows = await holds.quote(items);
      const left = new Map(rows.flatMap((row) => (row ? [[row.sku, row.available] as const] : [])));
      return quotedLines(items, PRICES, (sku) => left.get(sku));
    },
    hold: async ({ holdId, lines, ttlSeconds, reference, replaces }) =>
      (await holds.hold(holdId, lines, ttlSeconds, reference, replaces ?? null)).answer,
    pin: async (which) => (await holds.pin(which)).answer,
    unpin: async ({ ttlSeconds, ...which }) => (await holds.unpin(which, ttlSeconds)).answer,
    commit: async ({ holdId }) => (await holds.commit(holdId)).answer,
    release: async ({ holdId }) => (await holds.release(holdId)).answer,
    restock: async ({ restockId, holdId, lines }) =>
      (await holds.restock(restockId, holdId, lines)).answer,
    statesOf: ({ holdIds }) => holds.statesOf(holdIds),
    timeline: ({ holdIds }) => holds.timeline(holdIds),
  };
  return {
    orders: timed(postgresOrders(terms)),
    changes: timed(postgresChanges(terms)),
    returns: timed(postgresReturns(terms)),
    parcels: timed(postgresParcels(terms)),
    adminActs: timed(postgresAdminActs(terms)),
    office: timed(postgresOfficeWrites(paymentDb, 1)),
    stock: timed(stock),
    uncount: async () => (await timed(holds).uncountExpired(500)).answer,
    payments: timed({
      ...payments,
      takeDue: async (ids, most) =>
        (await payments.takeDue(ids, most)).sort((a, b) => (a.row.id < b.row.id ? -1 : 1)),
    } satisfies Stores["payments"]),
    refunds: timed({
      ...refunds,
      due: async (most) => (await refunds.due(most)).sort(),
    } satisfies Stores["refunds"]),
    webhooks: timed({
      ...webhooks,
      unhandled: async (most) => (await webhooks.unhandled(most)).sort(),
    } satisfies Stores["webhooks"]),
    points: timed(postgresPointWrites(paymentDb)),
    terms: (couponCode) => timed({ of: postgresTerms }).of(db, { postcode: "04524", couponCode }),
    async peek(orderIds) {
      const rows = await lane.query<{ row: unknown }>(
        `SELECT orders.order_json(o) AS row FROM orders.sales_order o
          WHERE o.id = ANY ($1) ORDER BY array_position($1, o.id)`,
        [orderIds],
      );
      return rows.map(({ row }) => OrderRow.parse(row));
    },
    async nextDue() {
      const [row] = await lane.query<{ at: Date | null }>(DUE);
      return row?.at ? secondsOf(row.at.toISOString()) : null;
    },
  };
}

/** Gives the member the points that a schedule begins with. */
export async function givePoints(lane: Lane): Promise<void> {
  await postgresPointWrites(lane.databaseOf("payment")).grant(
    {
      ...{ key: "proof", memberId: MEMBER, amount: POINTS, reason: "proof" },
      ...{ referenceType: "MANUAL", referenceId: "proof" },
    },
    DAYS,
  );
}

const DUE = `
SELECT min(at) AS at FROM (
  SELECT greatest(due_at, coalesce(lease_until, due_at)) AS at FROM orders.step
  UNION ALL SELECT deadline_at FROM orders.sales_order WHERE state <> 'PLACING'
  UNION ALL SELECT ready_until FROM payment.payment WHERE state = 'READY'
  UNION ALL SELECT next_look_at FROM payment.payment WHERE state IN ('CONFIRMING', 'AWAITING_DEPOSIT', 'ORPHANED')
  UNION ALL SELECT next_look_at FROM payment.refund WHERE state IN ('REQUESTED', 'CONFIRMING')) AS due`;
