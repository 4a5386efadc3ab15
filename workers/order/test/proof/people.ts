/** What people, clocks and messages do in a schedule: each is a process of its own, and may meet every other. */
import type { Random } from "@edgemart/testkit/random";
import { handleWebhooks } from "../../../payment/src/verbs/handle-webhooks.ts";
import { sweep as sweepPayments } from "../../../payment/src/verbs/sweep.ts";
import type { OrderRow } from "../../src/core/rows.ts";
import { hearPayment } from "../../src/verbs/hear-payment.ts";
import { sweep } from "../../src/verbs/sweep.ts";
import { AfterPaying } from "./after-paying.ts";
import { Crowd, type Told } from "./crowd.ts";
import { Shoppers } from "./shoppers.ts";
import { type Faults, flush } from "./stage.ts";
import { CALL, type Neighbour, type World } from "./world.ts";

const NEIGHBOURS: [Neighbour, ...Neighbour[]] = ["catalog", "payment", "gateway", "queue"];
/** Part of the schedules that begin with an order that is paid, and of those whose first attempts are declined. */
const BOUGHT = 0.4;
const DECLINED = 0.15;
/** Messages are what fails there: late ones of the first attempt meet the second. */
const LOSSY: Faults = { crash: 0.01, message: 0.3, gateway: 0.05 };
/** How long passes between two acts: seconds, and days. */
const SECONDS = [1, 5, 10, 21, 31, 31, 61, 301, 601, 901, 1_201] as const;
const DAYS = [1, 4, 8, 15, 31] as const;
const DAY_SECONDS = 86_400;

/** Everyone of one schedule. */
export class People {
  readonly #crowd: Crowd;
  readonly #shoppers: Shoppers;
  readonly #staff: AfterPaying;
  readonly #world: World;
  readonly #random: Random;
  /** Faults that this crowd meets; null: any. */
  faults: Faults | null = null;
  #acts: (() => unknown)[] = [];

  constructor(world: World, random: Random) {
    this.#crowd = new Crowd(world, random);
    this.#shoppers = new Shoppers(this.#crowd);
    this.#staff = new AfterPaying(this.#crowd);
    this.#world = world;
    this.#random = random;
  }

  /** What callers were answered. */
  get told(): Told {
    return this.#crowd.told;
  }

  /** All orders as they are now. */
  orders(): Promise<OrderRow[]> {
    return this.#crowd.orders();
  }

  /** Something that may be done now. Each schedule has its own crowd: what one does often another never does. */
  async act(): Promise<void> {
    await this.#acts[this.#random.between(0, this.#acts.length - 1)]?.();
  }

  /** Begins as most shoppers do: places, and pays what was placed. Some schedules begin later, with what follows paying. */
  async begin(): Promise<void> {
    const random = this.#random;
    const shoppers = this.#shoppers;
    const often = (act: () => unknown) => Array<typeof act>(random.pick([0, 1, 1, 3])).fill(act);
    const [place, pay] = [() => shoppers.place(), () => shoppers.pay()];
    const verify = () => shoppers.verify();
    const pass = () => this.#pass(SECONDS, 1);
    const clocks = [pass, () => this.sweepOrders(), () => this.sweepPayments()];
    const rare = [
      ...[() => shoppers.cancel(), () => this.giveAccount(), () => this.#bank()],
      ...[() => this.#hint(), () => this.#hear(), () => this.#goAway(), () => this.#uncount()],
    ];
    if (random.chance(BOUGHT)) {
      const { usual, seldom } = this.#staff.acts();
      const days = () => this.#passDays();
      this.#acts = [place, pay, verify, ...usual, days];
      this.#acts.push(...[...usual, ...seldom, ...rare, ...clocks, days].flatMap(often));
      await this.#undisturbed([place, pay, verify, ...this.#sent()]);
      return;
    }
    if (random.chance(DECLINED)) {
      await this.#undisturbed([place, pay]);
      shoppers.declined = { first: 0.9, other: 0.1 };
      const late = () => this.#world.stage.bringOneLate();
      this.#acts = [pay, verify, pay, verify, pass, () => this.sweepOrders(), late];
      this.faults = LOSSY;
      return;
    }
    await place();
    this.#acts = [place, () => shoppers.placeAgain(), pay, verify, verify, pass];
    this.#acts.push(...rare.flatMap(often), ...[pay, verify, ...clocks].flatMap(often));
  }

  /** One sweep of order's clock. */
  sweepOrders(): void {
    this.#crowd.do("sweep", (deps) => sweep(deps, CALL));
  }

  /** One sweep of payment's clock. */
  sweepPayments(): void {
    const { stage } = this.#world;
    stage.begin("payments", (process) => sweepPayments(this.#world.work(process), () => false));
  }

  /** Someone whose refund waits for an account gives it. */
  async giveAccount(): Promise<void> {
    await this.#shoppers.giveAccount();
  }

  /** The gateway sends what it has once more: its webhooks come until they are taken. */
  async hearGateway(): Promise<void> {
    for (const { paymentId, status } of this.#world.gateway.books.values()) {
      if (status !== "IN_PROGRESS") this.#heard(paymentId, "DONE");
    }
  }

  /** Now and then some of what was bought is sent. */
  #sent(): (() => unknown)[] {
    return this.#random.chance(0.7) ? this.#staff.sending() : [];
  }

  /** Does one after the other, each until nothing waits any more. */
  async #undisturbed(acts: readonly (() => unknown)[]): Promise<void> {
    const { stage } = this.#world;
    for (const act of acts) {
      await act();
      await flush();
      await stage.drain();
    }
  }

  #bank(): void {
    const accounts = this.#shoppers.seen.filter(({ isDeposit }) => isDeposit);
    const one = this.#crowd.oneOf(accounts);
    const move = this.#random.chance(0.8) ? "deposit" : "take_back";
    if (one) this.#world.gateway.bank(one.paymentId, move);
  }

  /** A webhook: forged, late or true, it is a hint. */
  #hint(): void {
    const one = this.#crowd.oneOf(this.#shoppers.seen);
    if (one) this.#heard(one.paymentId, this.#random.pick(["DONE", "CANCELED"]));
  }

  #heard(paymentId: string, status: string): void {
    const hint = {
      ...{ gateway: "simulator", id: `hint-${this.#crowd.number()}`, paymentId },
      ...{ secretHash: null, type: "PAYMENT_STATUS_CHANGED", status },
    };
    this.#world.stage.begin("webhook", async (process) => {
      const work = this.#world.work(process);
      await work.webhooks.keep(hint);
      await handleWebhooks(paymentId, work);
    });
  }

  /** A message arrives: any of them, now and then twice. */
  #hear(): void {
    const { queue } = this.#world;
    const at = this.#random.between(0, queue.length - 1);
    const body = queue[at];
    if (body === undefined) return;
    if (this.#random.chance(0.8)) queue.splice(at, 1);
    this.#crowd.do("hear", async (deps) => {
      this.#crowd.answered("hear", await hearPayment(deps, body, CALL));
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

  #pass(some: readonly [number, ...number[]], seconds: number): void {
    this.#world.pass(this.#random.pick(some) * seconds);
  }

  /** Days pass where no money is on its way back: for that the clock ticks each minute. */
  async #passDays(): Promise<void> {
    const isUnderWay = (await this.#crowd.orders()).some(({ changes }) =>
      changes.some(({ state }) => state === "OPEN" || state === "REFUNDING"),
    );
    if (isUnderWay) this.#pass(SECONDS, 1);
    else this.#pass(DAYS, DAY_SECONDS);
  }
}
