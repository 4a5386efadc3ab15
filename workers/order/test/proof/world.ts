/** One world: order's and payment's own verbs over the stores, a network between them, a gateway, a queue, a clock. */
import type { CallContext } from "@edgemart/contracts/call";
import { ID_PREFIX, type IdKind } from "@edgemart/contracts/ids";
import type { PaymentSagaRpc } from "@edgemart/contracts/payment-saga";
import type { CatalogStockRpc } from "@edgemart/contracts/stock-hold";
import type { OutboxEvent } from "@edgemart/postgres/outbox";
import type { Work } from "../../../payment/src/ports/deps.ts";
import * as paymentRpc from "../../../payment/src/rpc/payment-saga.ts";
import { abandonAttempt } from "../../../payment/src/verbs/abandon-attempt.ts";
import { confirmPayment } from "../../../payment/src/verbs/confirm-payment.ts";
import { lookUpPayments } from "../../../payment/src/verbs/look-up-payments.ts";
import { openAttempt } from "../../../payment/src/verbs/open-attempt.ts";
import { refundPayment } from "../../../payment/src/verbs/refund-payment.ts";
import type { Deps } from "../../src/ports/deps.ts";
import type { Clock } from "./model/clock.ts";
import type { ModelGateway } from "./model/gateway.ts";
import { EARN_PERCENT, HOLD_SECONDS, READY_SECONDS, RETURN_FEE } from "./shop.ts";
import { NoAnswer, type Process, type Stage } from "./stage.ts";
import type { Stores } from "./stores.ts";

/** Dependencies that may be unavailable. */
export type Neighbour = "catalog" | "payment" | "gateway" | "queue";

/** What may be bent, to see that it is noticed. */
export interface Bends {
  order?(deps: Deps): Deps;
  payment?(work: Work): Work;
}

/** Days that earned points live: more than a schedule lasts. */
const EARNED_DAYS = 365;

/** The call that every verb is given: its time is never over here, answers are lost instead. */
export const CALL: CallContext = {
  requestId: "proof",
  traceparent: "",
  deadline: Number.MAX_SAFE_INTEGER,
};

/** A world. */
export class World {
  readonly stage: Stage;
  readonly clock: Clock;
  readonly stores: Stores;
  readonly gateway: ModelGateway;
  readonly away = new Set<Neighbour>();
  /** Messages on their way to order. */
  readonly queue: Record<string, unknown>[] = [];
  /** Orders of this schedule, in the order they were begun. */
  readonly orderIds: string[] = [];
  readonly #bends: Bends;
  readonly #newId: (kind: IdKind) => string;

  constructor(
    world: Pick<World, "stage" | "clock" | "stores" | "gateway">,
    newId: (kind: IdKind) => string,
    bends: Bends = {},
  ) {
    this.stage = world.stage;
    this.clock = world.clock;
    this.stores = world.stores;
    this.gateway = world.gateway;
    this.#newId = newId;
    this.#bends = bends;
  }

  /** Lets time pass. */
  pass(seconds: number): void {
    this.clock.now += seconds;
  }

  /** What order's verbs work with, in one process. */
  order(process: Process): Deps {
    const { stores, stage } = this;
    let calls = 0;
    const counted = <T extends object>(rpc: T): T =>
      new Proxy(rpc, {
        get: (target, name) => {
          const verb = Reflect.get(target, name) as (input: unknown) => unknown;
          return (input: unknown) => {
            calls += 1;
            return verb(input);
          };
        },
      });
    const deps: Partial<Deps> = {
      orders: this.#effects(process, "orders", stores.orders),
      changes: this.#effects(process, "changes", stores.changes),
      returns: this.#effects(process, "returns", stores.returns),
      parcels: this.#effects(process, "parcels", stores.parcels),
      adminActs: this.#effects(process, "adminActs", stores.adminActs),
      // What is owed at the end of an act is read for its answer alone.
      // Guarantee of the cast: acts read one order.
      adminReads: { find: async () => null } as unknown as Deps["adminReads"],
      stock: counted(this.#catalog(process)),
      payment: counted(this.#payment(process)) as Deps["payment"],
      settings: {
        ...{ holdSeconds: HOLD_SECONDS, readySeconds: READY_SECONDS },
        ...{ pointsEarnPercent: EARN_PERCENT, returnFeeMinor: RETURN_FEE, pace: 1 },
      },
      noteFailure: (step, orderId, thrown) => {
        if (!(thrown instanceof NoAnswer))
          stage.surprises.push(`${step} of ${orderId}: ${String(thrown)}`);
      },
      events: { send: async () => undefined, sendUnsent: async () => 0 },
      callsMade: () => calls,
      lastTerms: () => null,
      terms: ({ couponCode }) => stage.effect(process, "terms", () => stores.terms(couponCode)),
      newOrderId: () => {
        const id = this.#newId("order");
        this.orderIds.push(id);
        return id;
      },
      newHoldId: () => this.#newId("hold"),
      newPaymentId: () => this.#newId("payment"),
      newOrderNumber: () => `N${this.orderIds.length}`,
    };
    // Guarantee of the cast: the saga's verbs use these alone.
    const whole = deps as Deps;
    return this.#bends.order ? this.#bends.order(whole) : whole;
  }

  /** What payment's verbs work with, in one process. */
  work(process: Process): Work {
    const { stores, stage } = this;
    const work: Partial<Work> = {
      payments: this.#effects(process, "payments", stores.payments),
      refunds: this.#effects(process, "refunds", stores.refunds),
      webhooks: this.#effects(process, "webhooks", stores.webhooks),
      gateway: this.#effects(process, "gateway", this.gateway, GATEWAY_CALLS),
      sealer: { seal: async (text) => text, open: async (sealed) => sealed } as Work["sealer"],
      events: {
        send: async (events: readonly OutboxEvent[]) => {
          const own = events.filter(({ queue }) => queue === "edgemart-order");
          if (!this.away.has("queue")) this.queue.push(...own.map(({ body }) => body));
        },
        sendUnsent: async () => 0,
      },
      pace: 1,
      note: () => undefined,
      later: (rest) => {
        rest.catch((thrown: unknown) => stage.surprises.push(`later: ${String(thrown)}`));
      },
    };
    // Guarantee of the cast: the verbs of attempts and refunds use these alone.
    const whole = work as Work;
    return this.#bends.payment ? this.#bends.payment(whole) : whole;
  }

  /** What staff write about refunds, in one process of payment. */
  office(process: Process): Stores["office"] {
    return this.#effects(process, "office", this.stores.office);
  }

  /** Catalog's questions: each is one statement. */
  #catalog(caller: Process): CatalogStockRpc {
    const { stores, stage, away } = this;
    return new Proxy(stores.stock, {
      get: (target, name) => {
        const verb = Reflect.get(target, name) as (
          input: unknown,
          call: CallContext,
        ) => Promise<unknown>;
        const asked = `catalog.${String(name)}`;
        const isAway = () => away.has("catalog");
        return (input: unknown) =>
          stage.call(caller, asked, isAway, (process) =>
            stage.effect(process, asked, () => verb(input, CALL)),
          );
      },
    });
  }

  #payment(caller: Process): PaymentSagaRpc {
    const isAway = () => this.away.has("payment");
    const ask =
      <In, Out>(verb: string, serve: (input: In, work: Work) => Promise<Out>) =>
      (input: In) =>
        this.stage.call(caller, `payment.${verb}`, isAway, (process) =>
          serve(input, this.work(process)),
        );
    type Ask<Verb extends keyof PaymentSagaRpc> = Parameters<PaymentSagaRpc[Verb]>[0];
    const { stores } = this;
    const earn = (input: Ask<"earn">) =>
      this.stage.call(caller, "payment.earn", isAway, async (process) => {
        const store = () => stores.points.earn(input);
        return { state: await this.stage.effect(process, "points.earn", store) };
      });
    const settleEarn = ({ orderId }: Ask<"settleEarn">) =>
      this.stage.call(caller, "payment.settleEarn", isAway, async (process) => {
        const store = () => stores.points.settleEarn(orderId, EARNED_DAYS);
        return { state: await this.stage.effect(process, "points.settleEarn", store) };
      });
    const verbs: Partial<PaymentSagaRpc> = {
      open: ask("open", openAttempt),
      confirm: ask("confirm", confirmPayment),
      abandon: ask("abandon", ({ paymentId, ...more }: Ask<"abandon">, work) =>
        abandonAttempt({ id: paymentId, ...more }, work),
      ),
      look: ask("look", ({ purpose, paymentIds }: Ask<"look">, work) =>
        lookUpPayments(purpose, paymentIds, work),
      ),
      refund: ask("refund", ({ refundId, why, account, ...more }: Ask<"refund">, work) =>
        refundPayment({ ...more, id: refundId, reason: why, account, kind: "owner" }, work),
      ),
      refundsOf: ask("refundsOf", paymentRpc.refundsOf),
    };
    // Guarantee of the cast: order's saga asks these alone.
    return { ...verbs, earn, settleEarn } as PaymentSagaRpc;
  }

  /** Makes each method wait for its turn. */
  #effects<T extends object>(
    process: Process,
    port: string,
    store: T,
    only?: ReadonlySet<string>,
  ): T {
    return new Proxy(store, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        const isEffect = typeof value === "function" && (only?.has(String(name)) ?? true);
        if (!isEffect) return value;
        return (...input: unknown[]) =>
          this.stage.effect(process, `${port}.${String(name)}`, () => value.apply(target, input));
      },
    });
  }
}

const GATEWAY_CALLS: ReadonlySet<string> = new Set([
  "confirm",
  "keyIn",
  "issueAccount",
  "look",
  "cancel",
]);

/** Makes ids of a schedule: the same in every world that plays it. */
export function idsOf(): (kind: IdKind) => string {
  const made = new Map<IdKind, number>();
  return (kind) => {
    const n = (made.get(kind) ?? 0) + 1;
    made.set(kind, n);
    return `${ID_PREFIX[kind]}_${String(n).padStart(26, "0")}`;
  };
}
