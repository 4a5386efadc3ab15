/** A world whose rows are PostgreSQL's, and what of two worlds is compared. */
import type { Database } from "@edgemart/postgres/client";
import type { Random } from "@edgemart/testkit/random";
import { modelGateway } from "../model/gateway.ts";
import { gatewayFault, type Setting, type Tables } from "../model-world.ts";
import { Stage } from "../stage.ts";
import { idsOf, World } from "../world.ts";
import type { Lane } from "./lane.ts";
import { givePoints, postgresStores } from "./stores.ts";
import { readTables } from "./tables.ts";

/** Makes a world at its beginning in a lane. */
export async function postgresWorld(
  lane: Lane,
  random: Random,
  { abreast = 1, dbOf }: { abreast?: number; dbOf?: (worker: string) => Database } = {},
): Promise<Setting> {
  await lane.reset();
  await givePoints(lane);
  const stage = new Stage(random);
  stage.abreast = abreast;
  const clock = { now: 0 };
  const newId = idsOf();
  const gateway = modelGateway(
    clock,
    (verb) => gatewayFault(world, verb),
    (arrive) => stage.arrive(arrive),
  );
  const stores = postgresStores(lane, clock, newId, dbOf);
  const world: World = new World({ stage, clock, stores, gateway }, newId);
  const read = async () => {
    await lane.setClock(clock.now);
    return readTables(lane, clock);
  };
  return { world, now: null, read };
}

const WORDS = ["kind", "did", "state", "subject", "name", "version", "tries", "misses"] as const;
const NUMBERS = [
  "holdId",
  "refundingCard",
  "refundedCard",
  "expiresAt",
  "nextLookAt",
  "isUsedUp",
  "delivered",
  "withdrawn",
  "overdue",
  "completed",
] as const;
const PARTS = ["order", "step", "held", "row", "refund", "coupon", "args", "replaces"] as const;

/** Writes what of an answer is the same in every world. */
export function digest(answer: unknown): string {
  return JSON.stringify(pick(answer)) ?? "nothing";
}

function pick(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(pick);
  if (typeof answer !== "object" || answer === null) return answer;
  const own = answer as Record<string, unknown>;
  const named = (names: readonly string[], of: (value: unknown) => unknown) =>
    names.flatMap((name) => (own[name] === undefined ? [] : [[name, of(own[name])]]));
  return Object.fromEntries([
    ...named(WORDS, String),
    ...named(NUMBERS, String),
    ...named(PARTS, pick),
  ]);
}

/** What of the tables is the same in every world. */
export function essence({ orders, payments, purses, stock }: Tables): object {
  const sorted = <T>(map: ReadonlyMap<string, T>, of: (each: T, key: string) => unknown) =>
    [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, of(each, key)]);
  return {
    orders: sorted(orders.orders, ({ row, deadline, placed }) => {
      const { state, version, attempts, reason, attention, committed, cancelRequested } = row;
      const { cardMinor, pointAmount, paidAt, paymentId } = row;
      const lines = row.lines.map((line) => [
        line.sku,
        line.cardMinor,
        line.pointAmount,
        line.cancelled,
        line.shipped,
        line.returned,
      ]);
      const parcels = row.shipments.map((parcel) => [
        ...[parcel.id, parcel.state, parcel.version, parcel.shippedAt, parcel.deliveredAt],
        parcel.lines.map(({ line, quantity }) => [line, quantity]),
      ]);
      const changes = row.changes.map((change) => [
        ...[change.id, change.state, change.version, change.cardMinor, change.pointAmount],
        ...[change.failure, change.needsAccount, change.kind, change.n, change.feeMinor],
        ...[change.approvedAt, change.receivedAt, change.refundDueAt],
        change.lines.map((each) => [
          ...[each.line, each.quantity, each.cardMinor, each.pointAmount],
          ...[each.received, each.restocked],
        ]),
      ]);
      return [
        ...[
          state,
          version,
          attempts,
          reason,
          attention,
          committed,
          cancelRequested,
          deadline,
          placed,
        ],
        ...[cardMinor, pointAmount, paidAt, paymentId, lines, changes, parcels, row.deliveredAt],
      ];
    }),
    steps: sorted(orders.steps, (step) => [
      step.name,
      step.version,
      step.due,
      step.lease,
      step.tries,
    ]),
    coupons: sorted(orders.coupons, ({ uses }) => uses),
    couponUses: sorted(orders.couponUses, ({ state }) => state),
    paidTold: sorted(orders.paidTold, (times) => times),
    payments: sorted(payments.payments, (row) => [
      ...[
        row.state,
        row.version,
        row.paymentKey,
        row.failure,
        row.attention,
        row.misses,
        row.tries,
      ],
      ...[
        row.refundedCard,
        row.refundingCard,
        row.refundedPoints,
        row.voidRefusals,
        row.nextLookAt,
      ],
      ...[row.readyUntil, row.dueAt, row.confirmingAt, row.reversedAt, row.paidAt],
    ]),
    refunds: sorted(payments.refunds, (row) => [
      ...[row.state, row.version, row.cardMinor, row.pointAmount, row.refusals, row.refusal],
      ...[row.byHand, row.attention, row.nextLook, row.sent],
    ]),
    purses: sorted(purses.purses, ({ balance, held, owed }) => [balance, held, owed]),
    held: sorted(purses.holds, (amount) => amount),
    earned: sorted(purses.earned, ({ n, amount, state }) => [n, amount, state]),
    levels: sorted(stock.levels, ({ onHand, reserved }) => [onHand, reserved]),
    holds: sorted(stock.holds, ({ state, attempt, endsAt, lines }) => [
      ...[state, attempt, endsAt],
      lines
        .map(({ sku, quantity, counted, restocked }) => [sku, quantity, counted, restocked])
        .sort(),
    ]),
  };
}
