/** Errors that the search must find: rules of statements that are off, and dependencies that are bent. @see specs/orders.md 61 */
import type { Settlement } from "../../../payment/src/core/settlement.ts";
import type { Work } from "../../../payment/src/ports/deps.ts";
import type { Told } from "../../../payment/src/ports/payment-gateway.ts";
import type { Move } from "../../src/core/decision.ts";
import type { Deps } from "../../src/ports/deps.ts";
import type { Planted } from "./model-world.ts";

/** An error, what it is called, and the law that tells of it. */
export interface PlantedError extends Planted {
  name: string;
  says: RegExp;
}

/** Bends one store of order's. */
function bent<Port extends "orders" | "changes" | "stock" | "payment">(
  port: Port,
  bend: (own: Deps[Port], deps: Deps) => Partial<Deps[Port]>,
): Planted {
  return { order: (deps) => ({ ...deps, [port]: overlaid(deps[port], bend(deps[port], deps)) }) };
}

/** Bends one port of payment's. */
function bentWork<Port extends "payments" | "gateway">(
  port: Port,
  bend: (own: Work[Port]) => Partial<Work[Port]>,
): Planted {
  return { payment: (work) => ({ ...work, [port]: overlaid(work[port], bend(work[port])) }) };
}

/** The same object with some of its methods replaced. */
function overlaid<T extends object>(own: T, some: Partial<T>): T {
  return new Proxy(own, {
    get: (target, name) => Reflect.get(name in some ? some : target, name),
  });
}

/** A move without the step that follows from it. */
function withoutStep(move: Move, event: string): Move {
  return move.event === event ? { ...move, step: null } : move;
}

let tries = 0;

/** All of them. */
export const PLANTED: readonly PlantedError[] = [
  {
    name: "a hold is not pinned before money moves",
    ...bent("stock", () => ({ pin: async () => ({ state: "pinned" }) })),
    says: /^[af]: /m,
  },
  {
    name: "unpin does not name its attempt",
    stock: { unpinNamesAttempt: false },
    says: /^[af]: /m,
  },
  {
    name: "an expired hold is pinned without being counted again",
    stock: { pinCountsAgain: false },
    says: /^a: /m,
  },
  {
    name: "a release leaves no mark for a hold that comes late",
    stock: { releaseLeavesRow: false },
    says: /left its hold held/,
  },
  { name: "a restock counts twice", stock: { restockOncePerId: false }, says: /^a: /m },
  {
    name: "a placing that found no stock is not released",
    ...bent("orders", (own) => ({
      settle: (held, decision) =>
        own.settle(
          held,
          decision.kind === "move"
            ? { ...decision, move: withoutStep(decision.move, "placing_undone") }
            : decision,
        ),
    })),
    says: /left its hold held/,
  },
  {
    name: "commit is judged by the order, not by the hold's own record",
    ...bent("stock", () => ({ commit: async () => ({ state: "committed" }) })),
    says: /^a: /m,
  },
  {
    name: "a step is deleted by a former driver: without name and version",
    sql: { stepsCompare: false },
    says: /^[abcdf]: /m,
  },
  {
    name: "a move does not compare state and version",
    sql: { movesCompare: false },
    says: /^[abcdef]: /m,
  },
  {
    name: "confirm has a key per try",
    ...bentWork("gateway", (own) => ({
      confirm: (attempt, key) => own.confirm(attempt, `${key}:${++tries}`),
    })),
    says: /was charged 2 times|the gateway holds/,
  },
  {
    name: "a time limit of the gateway is a decline",
    ...bentWork("gateway", (own) => ({
      confirm: async (attempt, key) => {
        const answer = await own.confirm(attempt, key);
        if (answer.told.kind !== "unknown") return answer;
        return { ...answer, told: { kind: "declined", why: "declined" } };
      },
    })),
    says: /^b: /m,
  },
  {
    name: "a payment that does not answer is a decline",
    ...bent("payment", (own) => ({
      confirm: (input, call) =>
        own.confirm(input, call).catch(() => ({ state: "declined", why: "declined" })),
    })),
    says: /was said to be declined|^b: /m,
  },
  {
    name: "stock is released while the payment is pending",
    ...bent("payment", (own) => ({
      abandon: async (input, call) => {
        const answer = await own.abandon(input, call);
        return answer.state === "pending" ? { state: "abandoned" } : answer;
      },
    })),
    says: /^b: /m,
  },
  {
    name: "an attempt is abandoned without a look",
    ...bentWork("payments", (own) => ({
      async abandon(attempt) {
        const ended = await own.abandon(attempt);
        return ended.did === "look" || ended.did === "wait"
          ? { ...ended, did: "abandoned" }
          : ended;
      },
    })),
    says: /^b: /m,
  },
  {
    name: "an attempt that was ended before it began leaves no mark",
    sql: { abandonLeavesMark: false },
    says: /is open, its order has ended/,
  },
  {
    name: "a webhook is believed",
    ...bentWork("gateway", (own) => ({
      async look(attempt) {
        const seen = await own.look(attempt);
        return seen.told.kind === "awaiting" ? asPaid(seen, seen.told.paymentKey) : seen;
      },
    })),
    says: /^b: /m,
  },
  {
    name: "a refund is marked refused when its time limit is over",
    ...bentWork("gateway", (own) => ({
      async cancel(request) {
        const answer = await own.cancel(request);
        if (answer.told.kind !== "unknown") return answer;
        return { ...answer, told: { kind: "refused", why: "NOT_CANCELABLE_PAYMENT" } };
      },
      async look(attempt) {
        const seen = await own.look(attempt);
        if (seen.told.kind !== "paid" && seen.told.kind !== "ended") return seen;
        return { ...seen, told: { ...seen.told, cancels: [] } };
      },
    })),
    says: /^b: /m,
  },
  {
    name: "a cancellation is counted by an earlier read",
    sql: { cancelCounts: false },
    says: /^[ag]: /m,
  },
  {
    name: "two refunds of one payment are at the gateway at once",
    sql: { oneRefundInFlight: false },
    says: /failed of NOT_MATCHES_REFUNDABLE_AMOUNT/,
  },
  {
    name: "a coupon is checked, then counted",
    sql: { couponCountedAtOnce: false },
    says: /used a coupon/,
  },
  {
    name: "a coupon is given back with each failed attempt",
    sql: { couponBackOnce: false },
    says: /^[fd]: .*coupon/m,
  },
  { name: "an order earns twice", sql: { earnOnce: false }, says: /earned more than once|^c: /m },
  { name: "a refund is not reserved", sql: { refundReserves: false }, says: /still reserves/ },
  {
    name: "a cancellation at the gateway has a key per try, and names no balance",
    ...bentWork("gateway", (own) => ({
      cancel: (request) => {
        const key = `${request.key}:${++tries}`;
        return own.cancel({ ...request, key, balanceMinor: null });
      },
    })),
    says: /^b: /m,
  },
  {
    name: "a message has its effect each time it comes",
    sql: { messagesOnce: false },
    says: /had its effect \d times/,
  },
  {
    name: "a return puts on the shelf what was to come, not what arrived",
    sql: { restocksWhatArrived: false },
    says: /more is back than arrived/,
  },
  { name: "a return is received twice", sql: { returnCountsOnce: false }, says: /^g: /m },
  {
    name: "a parcel takes units that were cancelled",
    sql: { shipsWhatIsLeft: false },
    says: /^g: .* cancelled, .* shipped/m,
  },
  {
    name: "an order is complete while a return of it is under way",
    sql: { completesAtRest: false },
    says: /^f: .* COMPLETED/m,
  },
  {
    name: "goodwill does not count what was given back before",
    sql: { goodwillCounts: false },
    says: /^g: .*gives back more than was paid/m,
  },
  {
    name: "points are spent before the payment is paid",
    sql: { pointsPostedAtPaid: false },
    says: /its points are spent/,
  },
];

function asPaid(seen: Told<Settlement>, paymentKey: string): Told<Settlement> {
  const facts = { instrument: null, cashReceipt: null, secretHash: null };
  const told: Settlement = { kind: "paid", paymentKey, ...facts, balanceMinor: 0, cancels: [] };
  return { ...seen, told };
}
