/** The tables of the schema `orders` in memory, with what their triggers and constraints keep. */
import { mayMove } from "@edgemart/contracts/transitions";
import type { ChangeRow } from "../../../src/core/change-rows.ts";
import type { StepWrite } from "../../../src/core/decision.ts";
import type { Held, OrderRow, StepArgs, StepName } from "../../../src/core/rows.ts";
import type { ChangeKey } from "../../../src/ports/changes.ts";
import { type Clock, timeOf } from "./clock.ts";
import { deliveredOf, lineLaws, notDelivered } from "./parcel-laws.ts";
import type { SqlRules } from "./rules.ts";

/** Seconds a step belongs to the one who took it. */
export const LEASE_SECONDS = 20;
/** Seconds after placing in which an attempt may begin. */
export const PAYABLE_SECONDS = 3_600;

/** A step, its times in seconds. */
export interface ModelStep {
  subject: string;
  orderId: string;
  version: number;
  name: StepName;
  args: StepArgs;
  due: number;
  lease: number | null;
  tries: number;
  error: string | null;
}

/** An order, its deadline and its placing in seconds. */
export interface ModelOrder {
  row: OrderRow;
  placed: number;
  deadline: number | null;
}

/** The use of a coupon by an order. */
export interface ModelUse {
  code: string;
  state: string;
  /** The pending order it was taken over from, while its own is being placed. */
  takenFrom?: string | undefined;
}

/** A coupon with its uses. */
export interface ModelCoupon {
  uses: number;
  usesMax: number;
}

/** Everything that belongs to orders. */
export class OrdersTable {
  readonly orders = new Map<string, ModelOrder>();
  readonly steps = new Map<string, ModelStep>();
  /** Attempt → order. */
  readonly attempts = new Map<string, string>();
  readonly keys = new Map<string, { input: string; subject: string }>();
  readonly seen = new Set<string>();
  readonly coupons = new Map<string, ModelCoupon>();
  readonly couponUses = new Map<string, ModelUse>();
  /** Sealed accounts of changes. */
  readonly accounts = new Map<string, string>();
  /** Changes whose late refund was raised once. */
  readonly raised = new Set<string>();
  /** How often a message had its effect, by its id. */
  readonly heard = new Map<string, number>();
  /** How often `order.paid` was written, by order. */
  readonly paidTold = new Map<string, number>();
  /** Laws that a write has broken. */
  readonly broken: string[] = [];
  readonly clock: Clock;
  readonly rules: SqlRules;

  constructor(clock: Clock, rules: SqlRules) {
    this.clock = clock;
    this.rules = rules;
  }

  /** The order as the Worker reads it. */
  read(order: ModelOrder): OrderRow {
    const { row, placed, deadline } = order;
    const { now } = this.clock;
    return {
      ...row,
      payable: placed + PAYABLE_SECONDS > now,
      secondsLeft: deadline === null ? null : Math.max(0, deadline - now),
    };
  }

  /** What may be changed with a version of the order: its state as the table of moves says, and its deadline. */
  write(order: ModelOrder, set: Partial<OrderRow>, deadline = order.deadline): OrderRow {
    const before = order.row;
    const state = set.state ?? before.state;
    if (state !== before.state && !mayMove("order", before.state, state)) {
      this.broken.push(`e: ${before.id} went from ${before.state} to ${state}`);
    }
    order.deadline = deadline;
    order.row = {
      ...before,
      ...set,
      version: before.version + 1,
      deadlineAt: deadline === null ? null : timeOf(deadline),
    };
    if (before.state === "PAID" && state === "PAID" && before.deliveredAt === null) {
      order.row.deliveredAt = deliveredOf(order.row);
    }
    if (set.lines) this.broken.push(...lineLaws(order.row));
    if (before.state !== state && state === "COMPLETED") {
      this.broken.push(...notDelivered(order.row));
      for (const { orderId, name } of this.steps.values()) {
        if (orderId === before.id) this.broken.push(`f: ${orderId} COMPLETED still owes ${name}`);
      }
    }
    const isOpen = ["PLACING", "PENDING", "PAYING", "AWAITING_DEPOSIT"].includes(state);
    if (isOpen !== (deadline !== null)) this.broken.push(`${before.id} ${state} has no deadline`);
    this.#couponFollows(before, state);
    if (before.state === "PLACING" && state === "CANCELLED") this.#freeKey(before.id);
    return this.read(order);
  }

  /** Writes a change's next version. */
  writeChange(order: ModelOrder, change: ChangeRow, set: Partial<ChangeRow>): ChangeRow {
    const state = set.state ?? change.state;
    if (state !== change.state && !mayMove(change.kind, change.state, state)) {
      this.broken.push(`e: ${change.id} went from ${change.state} to ${state}`);
    }
    const written = { ...change, ...set, version: change.version + 1 };
    const changes = order.row.changes.map((each) => (each.id === change.id ? written : each));
    order.row = { ...order.row, changes };
    return written;
  }

  /** The subject's one step is this one, or none; what is due at once is leased to its writer. */
  putStep(order: ModelOrder, step: StepWrite | null, subject = order.row.id): ModelStep | null {
    if (step === null) {
      this.steps.delete(subject);
      return null;
    }
    const { now } = this.clock;
    const lease = step.dueSeconds === 0 ? now + LEASE_SECONDS : null;
    const { id: orderId, version } = order.row;
    const { name, args } = step;
    const due = now + step.dueSeconds;
    const put = { subject, orderId, version, name, args, due, lease, tries: 0, error: null };
    this.steps.set(subject, put);
    return put;
  }

  /** What a key did before; null when nothing. */
  before(key: ChangeKey | null): "known" | "reused" | null {
    const known = key && this.keys.get(`${key.principal} ${key.key}`);
    if (!known) return null;
    return known.input === key.input ? "known" : "reused";
  }

  /** Keeps a key with what it did. */
  claim(key: ChangeKey | null, subject: string): void {
    if (key) this.keys.set(`${key.principal} ${key.key}`, { input: key.input, subject });
  }

  /** No one has the step. */
  isFree({ lease }: ModelStep): boolean {
    return (lease ?? Number.NEGATIVE_INFINITY) <= this.clock.now;
  }

  /** Gives a step to someone with its order. */
  held(step: ModelStep): Held {
    const order = this.orders.get(step.orderId);
    if (!order) throw new Error(`${step.orderId} is not there`);
    const { subject, orderId, version, name, args, tries } = step;
    return { order: this.read(order), step: { subject, orderId, version, name, args, tries } };
  }

  /** The use of a coupon that a pending order has reserved and no other one has taken over. */
  reservedUse(orderId: string | null, code: string | undefined): ModelUse | undefined {
    const use = this.couponUses.get(orderId ?? "");
    const isPending = this.orders.get(orderId ?? "")?.row.state === "PENDING";
    const isOwn = use?.state === "reserved" && use.code === code && use.takenFrom === undefined;
    return isPending && isOwn ? use : undefined;
  }

  /** Tells whether an order that is being placed has taken the order's coupon over. */
  isTakenOver(orderId: string): boolean {
    return [...this.couponUses.values()].some(({ takenFrom }) => takenFrom === orderId);
  }

  #freeKey(orderId: string): void {
    for (const [key, { subject }] of this.keys) if (subject === orderId) this.keys.delete(key);
  }

  #couponFollows(before: OrderRow, state: string): void {
    const use = this.couponUses.get(before.id);
    if (!use || state === before.state) return;
    if (before.state === "PLACING" && use.takenFrom !== undefined) {
      const from = use.takenFrom;
      use.takenFrom = undefined;
      // One that was undone gives it back to where it came from, while that order can still be paid.
      if (state === "CANCELLED" && this.orders.get(from)?.row.state === "PENDING") {
        this.couponUses.delete(before.id);
        this.couponUses.set(from, use);
        return;
      }
    }
    if (state === "PAID" && use.state === "reserved") use.state = "confirmed";
    const isFailed = state === "PENDING" && before.state === "PAYING" && !this.rules.couponBackOnce;
    if (state !== "CANCELLED" && state !== "EXPIRED" && !isFailed) return;
    if (use.state === "given_back" && this.rules.couponBackOnce) return;
    use.state = "given_back";
    const coupon = this.coupons.get(use.code);
    if (coupon) coupon.uses -= 1;
  }
}

/** Leaves a step to the one who takes it first. */
export function unleased(step: ModelStep | null): void {
  if (step) step.lease = null;
}
