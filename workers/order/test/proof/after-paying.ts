/** What is done with a paid order: staff send it and decide on it, shoppers send it back and say that it arrived. */
import type { ReturnReason } from "@edgemart/contracts/order-fulfilment";
import { ok } from "@edgemart/contracts/result";
import { returnableOf } from "../../src/core/return-terms.ts";
import type { OrderRow } from "../../src/core/rows.ts";
import type { Acting } from "../../src/ports/changes.ts";
import type { Deps } from "../../src/ports/deps.ts";
import type { ParcelMove } from "../../src/ports/parcels.ts";
import { type ActOutcome, actAsStaff } from "../../src/verbs/act-as-staff.ts";
import { confirmReceived } from "../../src/verbs/confirm-received.ts";
import { decideReturn } from "../../src/verbs/decide-return.ts";
import { driveOrder } from "../../src/verbs/drive-order.ts";
import { giveGoodwill } from "../../src/verbs/give-goodwill.ts";
import { moveParcel } from "../../src/verbs/move-parcel.ts";
import { packParcel } from "../../src/verbs/pack-parcel.ts";
import { receiveReturn } from "../../src/verbs/receive-return.ts";
import { returnLines } from "../../src/verbs/return-lines.ts";
import { withdrawReturn } from "../../src/verbs/withdraw-return.ts";
import { ACCOUNT, type Crowd } from "./crowd.ts";
import type { Stores } from "./stores.ts";
import { CALL } from "./world.ts";

type Change = OrderRow["changes"][number];
type Write = Parameters<Stores["office"]["askAgain"]>[3];

const AMOUNTS = [1, 500, 10_003, 40_000] as const;
const REASONS: [ReturnReason, ReturnReason, ReturnReason] = [
  ...(["changed_mind", "defective", "defective"] as const),
];
const SHIPPED = { to: "SHIPPED", carrier: "cj", trackingNumber: "123456" } as const;
const WRITE = {
  ...{ viewer: { memberId: "staff" }, key: null, requestId: "proof", match: "any" },
} as unknown as Write;

/** Staff, and shoppers who have paid. */
export class AfterPaying {
  readonly #crowd: Crowd;

  constructor(crowd: Crowd) {
    this.#crowd = crowd;
  }

  /** Everything they may do: what is usual, and what is seldom. */
  acts(): { usual: (() => unknown)[]; seldom: (() => unknown)[] } {
    return {
      usual: [
        ...[() => this.#pack(), () => this.#move(), () => this.#move(), () => this.#ask()],
        ...[() => this.#receive(), () => this.#decide()],
      ],
      seldom: [
        ...[() => this.#withdraw(), () => this.#received(), () => this.#goodwill()],
        ...[() => this.#clear(), () => this.#drive(), () => this.#byHand()],
      ],
    };
  }

  /** A parcel is packed, sent and, mostly, delivered. */
  sending(): (() => unknown)[] {
    const isDelivered = this.#crowd.random.chance(0.7);
    const moves = isDelivered ? [SHIPPED, { to: "DELIVERED" } as const] : [SHIPPED];
    return [() => this.#pack(), ...moves.map((move) => () => this.#move(move))];
  }

  async #pack(): Promise<void> {
    const order = await this.#crowd.someWith(
      ({ state, committed, lines }) =>
        state === "PAID" && committed && lines.some((line) => line.shipped < line.quantity),
    );
    if (!order) return;
    const { random } = this.#crowd;
    const line = this.#crowd.oneOf(order.lines);
    const part = line && [{ line: line.line, quantity: random.between(1, line.quantity) }];
    const lines = random.chance(0.5) ? { lines: part ?? [] } : {};
    this.#asStaff("pack", order, (deps, who) =>
      packParcel(deps, order.id, { ...lines, reason: "" }, who),
    );
  }

  async #move(wanted?: ParcelMove): Promise<void> {
    const parcels = (await this.#crowd.orders()).flatMap((order) =>
      order.shipments.map((parcel) => ({ order, parcel })),
    );
    const open = parcels.filter(({ parcel: { state } }) =>
      ["PREPARING", "SHIPPED"].includes(state),
    );
    const one = this.#crowd.oneOf(this.#crowd.random.chance(0.9) ? open : parcels);
    if (!one) return;
    const { order, parcel } = one;
    const isPacked = parcel.state === "PREPARING";
    const next: ParcelMove = isPacked ? SHIPPED : { to: "DELIVERED" };
    const move = wanted ?? (this.#crowd.random.chance(0.2) ? ({ to: "VOID" } as const) : next);
    const which = { orderId: order.id, shipmentId: parcel.id };
    this.#asStaff(`parcel ${move.to}`, order, (deps, who) => moveParcel(deps, which, move, who));
  }

  async #ask(): Promise<void> {
    const order = await this.#crowd.someWith((each) =>
      each.lines.some((line) => returnableOf(each, line) > 0),
    );
    const line = order && this.#crowd.oneOf(order.lines);
    if (!order || !line) return;
    const { random } = this.#crowd;
    const isBoth = random.chance(0.4);
    const lines = (isBoth ? order.lines : [line]).map((each) => ({
      ...{ line: each.line, quantity: random.between(1, Math.max(1, each.shipped)) },
    }));
    const input = {
      ...{ lines, reason: random.pick(REASONS), note: "" },
      ...(random.chance(0.8) && { refundAccount: ACCOUNT }),
    };
    const isAgreed = random.chance(0.5);
    const key = this.#crowd.key("return");
    for (let tab = random.pick([1, 1, 1, 2]); tab > 0; tab--) {
      this.#crowd.do("return", async (deps) => {
        const now = await deps.orders.find(order.id);
        if (!now) return;
        const asked = await returnLines(deps, now, input, who(key), isAgreed);
        this.#crowd.answered("return", asked.ok ? "asked" : asked.error.code);
      });
    }
  }

  async #decide(): Promise<void> {
    const one = await this.#someReturn("REQUESTED");
    if (!one) return;
    const { order, change } = one;
    const to = this.#crowd.random.chance(0.85) ? "APPROVED" : "REJECTED";
    const which = { orderId: order.id, changeId: change.id };
    this.#asStaff(to, order, (deps, acting) => decideReturn(deps, which, to, acting));
  }

  async #withdraw(): Promise<void> {
    const one = await this.#someReturn("REQUESTED", "APPROVED");
    if (!one) return;
    const { order, change } = one;
    const key = this.#crowd.key("withdraw");
    this.#crowd.do("withdraw", async (deps) => {
      const done = await withdrawReturn(deps, order, change.id, who(key));
      this.#crowd.answered("withdraw", done.ok ? "done" : done.error.code);
    });
  }

  /** Of what was to come some arrives, and of that some can be sold again. */
  async #receive(): Promise<void> {
    const one = await this.#someReturn("APPROVED");
    if (!one) return;
    const { order, change } = one;
    const { random } = this.#crowd;
    const lines = change.lines.map(({ line, quantity }) => {
      const received = random.chance(0.6) ? quantity : random.between(0, quantity);
      return { line, received, restocked: random.between(0, received) };
    });
    const which = { orderId: order.id, changeId: change.id };
    this.#asStaff("receive", order, (deps, acting) =>
      receiveReturn(deps, which, { lines, reason: "" }, acting, CALL),
    );
  }

  async #received(): Promise<void> {
    const order = await this.#crowd.some("PAID");
    if (!order) return;
    this.#crowd.do("received", async (deps) => {
      const done = await confirmReceived(deps, order, CALL);
      this.#crowd.answered("received", done.ok ? `${done.value.isDone}` : done.error.code);
    });
  }

  async #goodwill(): Promise<void> {
    const order = await this.#crowd.some("PAID", "COMPLETED");
    if (!order) return;
    const { random } = this.#crowd;
    const input = {
      ...{ amountMinor: random.pick(AMOUNTS), reason: "sorry" },
      ...(random.chance(0.8) && { refundAccount: ACCOUNT }),
    };
    this.#asStaff("goodwill", order, (deps, acting) =>
      giveGoodwill(deps, order.id, input, acting, CALL),
    );
  }

  async #clear(): Promise<void> {
    const marked = (await this.#crowd.orders()).filter(({ attention }) => attention !== null);
    const order = this.#crowd.oneOf(marked);
    if (!order) return;
    this.#asStaff("clear", order, async (deps, acting) => {
      const isCleared = await deps.adminActs.clear(order.id, acting);
      return ok({ isDone: isCleared });
    });
  }

  async #drive(): Promise<void> {
    const order = await this.#crowd.some("PAID", "COMPLETED", "CANCELLED");
    if (!order) return;
    this.#asStaff("drive", order, (deps, acting) => driveOrder(deps, order.id, acting, CALL));
  }

  /** At payment: a refund that was refused is asked for again, or was made by hand. */
  async #byHand(): Promise<void> {
    const failed = (await this.#crowd.orders())
      .flatMap(({ changes }) => changes)
      .filter(({ state }) => state === "FAILED");
    const one = this.#crowd.oneOf(failed);
    if (!one) return;
    const { world, random } = this.#crowd;
    const isAgain = random.chance(0.4);
    world.stage.begin("office", async (process) => {
      const office = world.office(process);
      const done = isAgain
        ? await office.askAgain(
            one.refundId,
            random.chance(0.5) ? JSON.stringify(ACCOUNT) : null,
            "",
            WRITE,
          )
        : await office.closeByHand(one.refundId, "by hand", WRITE);
      this.#crowd.answered(isAgain ? "again" : "by hand", done.did);
      const { events, later } = world.work(process);
      if ("events" in done) later(events.send(done.events));
    });
  }

  /** One return in one of these states. */
  async #someReturn(...states: string[]): Promise<{ order: OrderRow; change: Change } | null> {
    const returns = (await this.#crowd.orders()).flatMap((order) =>
      order.changes.filter(({ kind }) => kind === "return").map((change) => ({ order, change })),
    );
    const wanted = returns.filter(({ change }) => states.includes(change.state));
    return this.#crowd.oneOf(this.#crowd.random.chance(0.9) ? wanted : returns);
  }

  /** Staff do something, now and then two of them at once, under one key or under none. */
  #asStaff(
    what: string,
    { id }: OrderRow,
    act: (deps: Deps, acting: Acting) => Promise<ActOutcome>,
  ): void {
    const key = this.#crowd.key(what);
    for (let people = this.#crowd.random.pick([1, 1, 1, 2]); people > 0; people--) {
      this.#crowd.do(what, async (deps) => {
        const done = await actAsStaff(deps, id, who(key), () => act(deps, who(key)));
        this.#crowd.answered(what, done.ok ? `${done.value.isDone}` : done.error.code);
      });
    }
  }
}

function who(key: Acting["key"]): Acting {
  return { actor: "who", key, audit: null };
}
