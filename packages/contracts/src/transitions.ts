/** Every move that a state machine of orders, shipments, changes, payments and refunds may make. The database has the same table. */

/** Machine → state → states it may move to. A state that leads nowhere is final. @see specs/orders.md 24, payments.md 10 */
export const TRANSITIONS = {
  order: {
    PLACING: ["PENDING", "CANCELLED"],
    PENDING: ["PAYING", "CANCELLED", "EXPIRED"],
    PAYING: ["PENDING", "AWAITING_DEPOSIT", "PAID", "CANCELLED", "EXPIRED"],
    AWAITING_DEPOSIT: ["PAID", "CANCELLED", "EXPIRED"],
    PAID: ["CANCELLED", "COMPLETED"],
    CANCELLED: [],
    EXPIRED: [],
    COMPLETED: [],
  },
  shipment: { PREPARING: ["SHIPPED", "VOID"], SHIPPED: ["DELIVERED"], DELIVERED: [], VOID: [] },
  cancel: { OPEN: ["REFUNDING"], REFUNDING: ["DONE", "FAILED"], FAILED: ["REFUNDING"], DONE: [] },
  goodwill: { OPEN: ["REFUNDING"], REFUNDING: ["DONE", "FAILED"], FAILED: ["REFUNDING"], DONE: [] },
  return: {
    REQUESTED: ["APPROVED", "REJECTED", "WITHDRAWN"],
    APPROVED: ["RECEIVED", "WITHDRAWN"],
    RECEIVED: ["REFUNDING"],
    REFUNDING: ["DONE", "FAILED"],
    FAILED: ["REFUNDING"],
    REJECTED: [],
    WITHDRAWN: [],
    DONE: [],
  },
  payment: {
    READY: ["CONFIRMING", "PAID", "EXPIRED"],
    CONFIRMING: ["PAID", "AWAITING_DEPOSIT", "FAILED", "READY"],
    AWAITING_DEPOSIT: ["PAID", "EXPIRED"],
    PAID: [],
    FAILED: ["ORPHANED"],
    EXPIRED: ["ORPHANED"],
    ORPHANED: ["VOIDED"],
    VOIDED: [],
  },
  refund: {
    REQUESTED: ["CONFIRMING", "DONE"],
    CONFIRMING: ["DONE", "REFUSED"],
    REFUSED: ["REQUESTED", "DONE"],
    DONE: [],
  },
} as const satisfies Record<string, Record<string, readonly string[]>>;

/** A state machine. */
export type Machine = keyof typeof TRANSITIONS;
/** A state of a machine. */
export type StateOf<M extends Machine> = keyof (typeof TRANSITIONS)[M] & string;
/** A state of an order. */
export type OrderState = StateOf<"order">;
/** A state of a payment. */
export type PaymentState = StateOf<"payment">;
/** A state of a refund. */
export type RefundState = StateOf<"refund">;

/** Lists the states of a machine, in the order of the table. */
export function statesOf<M extends Machine>(machine: M): [StateOf<M>, ...StateOf<M>[]] {
  // Guarantee of the cast: these are the machine's keys, and no machine is without a state.
  return Object.keys(TRANSITIONS[machine]) as [StateOf<M>, ...StateOf<M>[]];
}

/** Tells whether a machine may move from one state to another. */
export function mayMove(machine: Machine, source: string, target: string): boolean {
  const targets: Record<string, readonly string[]> = TRANSITIONS[machine];
  return Object.hasOwn(targets, source) && (targets[source]?.includes(target) ?? false);
}

/** Tells whether a state leads nowhere. */
export function isFinal<M extends Machine>(machine: M, state: StateOf<M>): boolean {
  const targets: Record<string, readonly string[]> = TRANSITIONS[machine];
  return targets[state]?.length === 0;
}
