/** What people, clocks and messages do in a schedule: each is a process of its own, and may meet every other. */
import type { OrderInput } from "@edgemart/contracts/order";
import type { PayInput } from "@edgemart/contracts/payment";
import type { Random } from "@edgemart/testkit/random";
import { handleWebhooks } from "../../../payment/src/verbs/handle-webhooks.ts";
import { sweep as sweepPayments } from "../../../payment/src/verbs/sweep.ts";
import type { OrderRow } from "../../src/core/rows.ts";
import type { Deps } from "../../src/ports/deps.ts";
import { cancelOrder } from "../../src/verbs/cancel-order.ts";
import { giveAccount } from "../../src/verbs/give-account.ts";
import { hearPayment } from "../../src/verbs/hear-payment.ts";
import { payOrder } from "../../src/verbs/pay-order.ts";
import { type Caller, placeOrder } from "../../src/verbs/place-order.ts";
import { driveSwept, sweep } from "../../src/verbs/sweep.ts";
import { verifyPayment } from "../../src/verbs/verify-payment.ts";
import { MEMBER } from "./model-world.ts";
import { COUPON, ON_HAND } from "./shop.ts";
import { CALL, type Neighbour, type World } from "./world.ts";

/** An attempt as its shopper knows it. */
interface Seen {
  paymentId: string;
  cardMinor: number;
  isDeposit: boolean;
  key: string | null;
}

/** What callers were answered, for laws about it. */
export interface Told {
  /** Orders that were said to be paid. */
  paid: Set<string>;
  /** Attempts that were said to be declined. */
  declined: Set<string>;
  /** Answers of each kind: a search that meets nothing proves nothing. */
  answers: Map<string, number>;
}

const ACCOUNT = { bank: "88", accountNumber: "110123456789", holderName: "김민아" };
const CONTACT = { name: "Mina Kim", email: "mina@example.com", phone: null };
const ADDRESS = {
  ...{ recipient: "Mina Kim", phone: "010-1234-5678", country: "KR", postcode: "04524" },
  ...{ line1: "Sejong-daero 110", line2: null },
} as const;
const NEIGHBOURS: [Neighbour, ...Neighbour[]] = ["catalog", "payment", "gateway", "queue"];

/** Everyone of one schedule. */
export class People {
  readonly told: Told = { paid: new Set(), declined: new Set(), answers: new Map() };
  readonly #world: World;
  readonly #random: Random;
  readonly #seen: Seen[] = [];
  readonly #placings: { input: OrderInput; caller: Caller }[] = [];
  readonly #acts: (() => unknown)[];
  #keys = 0;

  constructor(world: World, random: Random) {
    this.#world = world;
    this.#random = random;
    const rare = [this.#cancel, this.giveAccount, this.#bank, this.#hint, this.#hear, this.#goAway];
    const usual = [this.#pay, this.#verify, this.#pass, this.sweepOrders, this.sweepPayments];
    const often = (act: () => unknown) => Array(random.pick([0, 1, 1, 3])).fill(act);
    this.#acts = [
      ...[this.#place, this.#placeAgain, this.#pay, this.#verify, this.#verify, this.#pass],
      ...[...rare, this.#uncount].flatMap(often),
      ...usual.flatMap(often),
    ];
  }

  /** Something that may be done now. Each schedule has its own crowd: what one does often another never does. */
  async act(): Promise<void> {
    await this.#acts[this.#random.between(0, this.#acts.length - 1)]?.call(this);
  }

  /** Begins as most shoppers do: places, and pays what was placed. */
  async begin(): Promise<void> {
    await this.#place();
  }

  /** One sweep of order's clock. */
  sweepOrders(): void {
    this.#do("sweep", (deps) => sweep(deps, CALL));
  }

  /** One sweep of payment's clock. */
  sweepPayments(): void {
    const { stage } = this.#world;
    stage.begin("payments", (process) => sweepPayments(this.#world.work(process), () => false));
  }

  async #place(): Promise<void> {
    const random = this.#random;
    if (this.#placings.length >= 4) return;
    const isMember = random.chance(0.5);
    const both = random.pick([
      ["MUG"],
      ["LAMP"],
      ["MUG", "LAMP"],
      ["MUG", "LAMP"],
    ]) as (keyof typeof ON_HAND)[];
    const replaced = random.chance(0.25)
      ? await this.#ofCaller(isMember ? MEMBER : null)
      : undefined;
    const input: OrderInput = {
      items: both.map((sku) => ({ sku, quantity: random.between(1, ON_HAND[sku]) })),
      ...{ contact: CONTACT, shippingAddress: ADDRESS, memo: "", locale: "ko" },
      ...(random.chance(0.4) && { couponCode: COUPON }),
      ...(replaced !== undefined && { replaces: replaced }),
    } as OrderInput;
    this.#keys += 1;
    const key = random.chance(0.8)
      ? { key: `place-${this.#keys}`, input: JSON.stringify(input) }
      : null;
    const memberId = isMember ? MEMBER : null;
    const caller = { memberId, account: null, clientDigest: "digest", key, ownsReplaced: true };
    this.#placings.push({ input, caller });
    this.#send(input, caller);
  }

  #placeAgain(): void {
    const placed = this.#placings.filter(({ caller }) => caller.key !== null);
    const one = placed[this.#random.between(0, placed.length - 1)];
    if (one) this.#send(one.input, one.caller);
  }

  #send(input: OrderInput, caller: Caller): void {
    this.#do("place", async (deps) => {
      const placed = await placeOrder(deps, input, caller, CALL);
      this.#answered("place", placed.ok ? placed.order.state : placed.error.code);
      if (!placed.ok && placed.rest) await driveSwept(deps, placed.rest, CALL);
    });
  }

  async #pay(): Promise<void> {
    const random = this.#random;
    const order = await this.#some("PENDING", "PAYING");
    if (!order) return;
    const { id: orderId, totalMinor, memberId } = order;
    const means = memberId === null ? "CARD" : random.pick(["CARD", "CARD", "MIXED", "POINT"]);
    const input: PayInput = {
      ...{ orderId, paymentMethod: means as "CARD", cashReceipt: { purpose: "none" } },
      ...(means === "MIXED" && {
        pointUsed: Math.min(random.pick([5_001, 20_000]), totalMinor - 100),
      }),
      instrument: random.pick(["card", "card", "virtual_account"]) as "card",
      again: random.chance(0.15),
    };
    this.#do("pay", async (deps) => {
      const now = await deps.orders.find(orderId);
      if (!now) return;
      const paying = await payOrder(deps, now, input, CALL);
      this.#answered("pay", paying.ok ? paying.value.order.state : paying.error.code);
      if (!paying.ok) return;
      const { order: after, rest } = paying.value;
      this.#noted(after, input.instrument === "virtual_account");
      if (rest) await driveSwept(deps, rest, CALL);
    });
  }

  #noted({ id, state, paymentId, cardMinor }: OrderRow, isDeposit: boolean): void {
    if (state === "PAID") this.told.paid.add(id);
    const isKnown = this.#seen.some((each) => each.paymentId === paymentId);
    if (state !== "PAYING" || paymentId === null || isKnown) return;
    this.#seen.push({ paymentId, cardMinor, isDeposit, key: null });
  }

  #verify(): void {
    const random = this.#random;
    const one = this.#seen[random.between(0, this.#seen.length - 1)];
    if (!one) return;
    const { paymentId, cardMinor, isDeposit } = one;
    if (one.key === null || random.chance(0.1)) {
      // What the page takes passes through the browser: now and then it is another amount.
      const amountMinor = random.chance(0.05) ? cardMinor + 1 : cardMinor;
      const isDeclined = random.chance(0.2);
      one.key = this.#world.gateway.authorise({ paymentId, amountMinor, isDeposit, isDeclined });
    }
    const other = this.#seen[random.between(0, this.#seen.length - 1)];
    const paymentKey = random.chance(0.1) ? (other?.key ?? "no_such_key") : one.key;
    const amount = random.chance(0.05) ? 1 : cardMinor;
    for (let tab = random.pick([1, 1, 1, 2]); tab > 0; tab--) {
      this.#do("verify", async (deps) => {
        const verified = await verifyPayment(deps, paymentId, { paymentKey, amount }, CALL);
        this.#answered(
          "verify",
          verified.ok
            ? verified.value.isUnknown
              ? "202"
              : verified.value.order.state
            : verified.error.code,
        );
        if (!verified.ok) {
          const { code, detail } = verified.error;
          if (code === "payment_declined" && detail !== "key_unknown")
            this.told.declined.add(paymentId);
          return;
        }
        const { order, isUnknown, rest } = verified.value;
        if (!isUnknown && order.state === "PAID") this.told.paid.add(order.id);
        if (rest) await driveSwept(deps, rest, CALL);
      });
    }
  }

  async #cancel(): Promise<void> {
    const random = this.#random;
    const order = await this.#some("PAID", "AWAITING_DEPOSIT");
    if (!order || (order.paidAt === null && random.chance(0.6))) return;
    const line = order.lines[random.between(0, order.lines.length - 1)];
    const isPart = order.state === "PAID" && random.chance(0.5);
    this.#keys += 1;
    const key = random.chance(0.5)
      ? { principal: "who", key: `cancel-${this.#keys}`, input: "cancel" }
      : null;
    const input = {
      reason: "changed my mind",
      ...(isPart &&
        line && { lines: [{ line: line.line, quantity: random.between(1, line.quantity) }] }),
      ...(random.chance(0.8) && { refundAccount: ACCOUNT }),
    };
    for (let tab = random.pick([1, 1, 2]); tab > 0; tab--) {
      this.#do("cancel", async (deps) => {
        const now = await deps.orders.find(order.id);
        if (!now) return;
        const who = { actor: "shopper", key, audit: null };
        const done = await cancelOrder(deps, now, input, who, CALL);
        this.#answered(
          "cancel",
          done.ok ? `${done.value.order.state} ${done.value.isDone}` : done.error.code,
        );
      });
    }
  }

  /** Someone whose refund waits for an account gives it. */
  async giveAccount(): Promise<void> {
    const waits = (await this.#orders()).flatMap(({ id, changes }) =>
      changes.flatMap((change) => (change.needsAccount ? [{ id, change }] : [])),
    );
    const [one] = waits;
    if (!one) return;
    const { id, change } = one;
    this.#do("account", async (deps) => {
      const now = await deps.orders.find(id);
      if (!now) return;
      const who = { actor: "shopper", key: null, audit: null };
      const input = { changeId: change.id, account: ACCOUNT };
      const given = await giveAccount(deps, now, input, who, CALL);
      this.#answered("account", given.ok ? "given" : "none");
    });
  }

  #bank(): void {
    const accounts = this.#seen.filter(({ isDeposit }) => isDeposit);
    const one = accounts[this.#random.between(0, accounts.length - 1)];
    const move = this.#random.chance(0.8) ? "deposit" : "take_back";
    if (one) this.#world.gateway.bank(one.paymentId, move);
  }

  /** A webhook: forged, late or true, it is a hint. */
  #hint(): void {
    const random = this.#random;
    const one = this.#seen[random.between(0, this.#seen.length - 1)];
    if (!one) return;
    this.#heard(one.paymentId, random.pick(["DONE", "CANCELED"]));
  }

  #heard(paymentId: string, status: string): void {
    this.#keys += 1;
    const hint = {
      ...{ gateway: "simulator", id: `hint-${this.#keys}`, paymentId, secretHash: null },
      ...{ type: "PAYMENT_STATUS_CHANGED", status },
    };
    this.#world.stage.begin("webhook", async (process) => {
      const work = this.#world.work(process);
      await work.webhooks.keep(hint);
      await handleWebhooks(paymentId, work);
    });
  }

  /** The gateway sends what it has once more: its webhooks come until they are taken. */
  async hearGateway(): Promise<void> {
    for (const { paymentId, status } of this.#world.gateway.books.values()) {
      if (status !== "IN_PROGRESS") this.#heard(paymentId, "DONE");
    }
  }

  /** A message arrives: any of them, now and then twice. */
  #hear(): void {
    const { queue } = this.#world;
    const at = this.#random.between(0, queue.length - 1);
    const body = queue[at];
    if (body === undefined) return;
    if (this.#random.chance(0.8)) queue.splice(at, 1);
    this.#do("hear", async (deps) => {
      this.#answered("hear", await hearPayment(deps, body, CALL));
    });
  }

  #uncount(): void {
    const { stage, stores } = this.#world;
    stage.begin("uncount", (process) => stage.effect(process, "uncount", () => stores.uncount()));
  }

  #goAway(): void {
    const { away } = this.#world;
    const one = this.#random.pick(NEIGHBOURS);
    if (away.has(one)) away.delete(one);
    else if (this.#random.chance(0.3)) away.add(one);
  }

  #pass(): void {
    this.#world.pass(this.#random.pick([1, 5, 10, 21, 31, 31, 61, 301, 601, 901, 1_201]));
  }

  #do(name: string, work: (deps: Deps) => Promise<unknown>): void {
    this.#world.stage.begin(name, (process) => work(this.#world.order(process)));
  }

  #answered(what: string, answer: string): void {
    const name = `${what} ${answer}`;
    this.told.answers.set(name, (this.told.answers.get(name) ?? 0) + 1);
    this.#world.stage.trace?.push(`answered ${name}`);
  }

  /** One of the orders there are, as it is now: mostly one of these states, where there is one. */
  async #some(...states: OrderRow["state"][]): Promise<OrderRow | null> {
    const orders = await this.#orders();
    const wanted = orders.filter(({ state }) => states.includes(state));
    const from = wanted.length > 0 && this.#random.chance(0.8) ? wanted : orders;
    return from[this.#random.between(0, from.length - 1)] ?? null;
  }

  async #orders(): Promise<OrderRow[]> {
    const { orderIds, stores } = this.#world;
    return stores.peek(orderIds);
  }

  async #ofCaller(memberId: string | null): Promise<string | undefined> {
    return (await this.#orders()).find((order) => order.memberId === memberId)?.id;
  }
}
