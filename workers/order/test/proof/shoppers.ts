/** What shoppers do: they place, pay, come back from the page, cancel, and name an account for their money. */
import type { OrderInput } from "@edgemart/contracts/order";
import type { PayInput } from "@edgemart/contracts/payment";
import type { OrderRow } from "../../src/core/rows.ts";
import { cancelOrder } from "../../src/verbs/cancel-order.ts";
import { giveAccount } from "../../src/verbs/give-account.ts";
import { payOrder } from "../../src/verbs/pay-order.ts";
import { type Caller, placeOrder } from "../../src/verbs/place-order.ts";
import { driveSwept } from "../../src/verbs/sweep.ts";
import { verifyPayment } from "../../src/verbs/verify-payment.ts";
import { ACCOUNT, type Crowd } from "./crowd.ts";
import { MEMBER } from "./model-world.ts";
import { COUPON, ON_HAND } from "./shop.ts";
import { CALL } from "./world.ts";

/** An attempt as its shopper knows it. */
export interface Seen {
  paymentId: string;
  cardMinor: number;
  isDeposit: boolean;
  /** It is its order's first. */
  isFirst: boolean;
  key: string | null;
}

const CONTACT = { name: "Mina Kim", email: "mina@example.com", phone: null };
const ADDRESS = {
  ...{ recipient: "Mina Kim", phone: "010-1234-5678", country: "KR", postcode: "04524" },
  ...{ line1: "Sejong-daero 110", line2: null },
} as const;
const PLACINGS_MAX = 4;

/** Shoppers of one schedule. */
export class Shoppers {
  /** Attempts they have seen. */
  readonly seen: Seen[] = [];
  /** Part of the payments that the page declines: of an order's first attempt, and of the others. */
  declined = { first: 0.2, other: 0.2 };
  readonly #crowd: Crowd;
  readonly #placings: { input: OrderInput; caller: Caller }[] = [];

  constructor(crowd: Crowd) {
    this.#crowd = crowd;
  }

  /** Someone fills a cart and orders it. */
  async place(): Promise<void> {
    const { random } = this.#crowd;
    if (this.#placings.length >= PLACINGS_MAX) return;
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
    const number = this.#crowd.number();
    const key = random.chance(0.8)
      ? { key: `place-${number}`, input: JSON.stringify(input) }
      : null;
    const memberId = isMember ? MEMBER : null;
    const caller = { memberId, account: null, clientDigest: "digest", key, ownsReplaced: true };
    this.#placings.push({ input, caller });
    this.#send(input, caller);
  }

  /** A request is sent once more. */
  placeAgain(): void {
    const placed = this.#placings.filter(({ caller }) => caller.key !== null);
    const one = placed[this.#crowd.random.between(0, placed.length - 1)];
    if (one) this.#send(one.input, one.caller);
  }

  #send(input: OrderInput, caller: Caller): void {
    this.#crowd.do("place", async (deps) => {
      const placed = await placeOrder(deps, input, caller, CALL);
      this.#crowd.answered("place", placed.ok ? placed.order.state : placed.error.code);
      if (!placed.ok && placed.rest) await driveSwept(deps, placed.rest, CALL);
    });
  }

  /** Someone begins to pay, in any tab. */
  async pay(): Promise<void> {
    const { random } = this.#crowd;
    const order = await this.#crowd.some("PENDING", "PAYING");
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
    this.#crowd.do("pay", async (deps) => {
      const now = await deps.orders.find(orderId);
      if (!now) return;
      const paying = await payOrder(deps, now, input, CALL);
      this.#crowd.answered("pay", paying.ok ? paying.value.order.state : paying.error.code);
      if (!paying.ok) return;
      const { order: after, rest } = paying.value;
      this.#noted(after, input.instrument === "virtual_account");
      if (rest) await driveSwept(deps, rest, CALL);
    });
  }

  #noted(order: OrderRow, isDeposit: boolean): void {
    const { id, state, paymentId, cardMinor, attempts } = order;
    if (state === "PAID") this.#crowd.told.paid.add(id);
    const isKnown = this.seen.some((each) => each.paymentId === paymentId);
    if (state !== "PAYING" || paymentId === null || isKnown) return;
    this.seen.push({ paymentId, cardMinor, isDeposit, isFirst: attempts === 1, key: null });
  }

  /** Someone comes back from the page, once or twice. */
  verify(): void {
    const { random } = this.#crowd;
    const one = this.seen[random.between(0, this.seen.length - 1)];
    if (!one) return;
    const { paymentId, cardMinor, isDeposit } = one;
    if (one.key === null || random.chance(0.1)) {
      // What the page takes passes through the browser: now and then it is another amount.
      const amountMinor = random.chance(0.05) ? cardMinor + 1 : cardMinor;
      const { first, other } = this.declined;
      const isDeclined = random.chance(one.isFirst ? first : other);
      one.key = this.#crowd.world.gateway.authorise({
        paymentId,
        amountMinor,
        isDeposit,
        isDeclined,
      });
    }
    const other = this.seen[random.between(0, this.seen.length - 1)];
    const paymentKey = random.chance(0.1) ? (other?.key ?? "no_such_key") : one.key;
    const amount = random.chance(0.05) ? 1 : cardMinor;
    for (let tab = random.pick([1, 1, 1, 2]); tab > 0; tab--) {
      this.#crowd.do("verify", async (deps) => {
        const verified = await verifyPayment(deps, paymentId, { paymentKey, amount }, CALL);
        this.#crowd.answered(
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
            this.#crowd.told.declined.add(paymentId);
          return;
        }
        const { order, isUnknown, rest } = verified.value;
        if (!isUnknown && order.state === "PAID") this.#crowd.told.paid.add(order.id);
        if (rest) await driveSwept(deps, rest, CALL);
      });
    }
  }

  /** Someone cancels an order, or a part of it. */
  async cancel(): Promise<void> {
    const { random } = this.#crowd;
    const order = await this.#crowd.some("PAID", "AWAITING_DEPOSIT");
    if (!order || (order.paidAt === null && random.chance(0.6))) return;
    const line = order.lines[random.between(0, order.lines.length - 1)];
    const isPart = order.state === "PAID" && random.chance(0.5);
    const key = this.#crowd.key("cancel");
    const input = {
      reason: "changed my mind",
      ...(isPart &&
        line && { lines: [{ line: line.line, quantity: random.between(1, line.quantity) }] }),
      ...(random.chance(0.8) && { refundAccount: ACCOUNT }),
    };
    for (let tab = random.pick([1, 1, 2]); tab > 0; tab--) {
      this.#crowd.do("cancel", async (deps) => {
        const now = await deps.orders.find(order.id);
        if (!now) return;
        const who = { actor: "shopper", key, audit: null };
        const done = await cancelOrder(deps, now, input, who, CALL);
        this.#crowd.answered(
          "cancel",
          done.ok ? `${done.value.order.state} ${done.value.isDone}` : done.error.code,
        );
      });
    }
  }

  /** Someone whose refund waits for an account gives it. */
  async giveAccount(): Promise<void> {
    const waits = (await this.#crowd.orders()).flatMap(({ id, changes }) =>
      changes.flatMap((change) => (change.needsAccount ? [{ id, change }] : [])),
    );
    const [one] = waits;
    if (!one) return;
    const { id, change } = one;
    this.#crowd.do("account", async (deps) => {
      const now = await deps.orders.find(id);
      if (!now) return;
      const who = { actor: "shopper", key: null, audit: null };
      const input = { changeId: change.id, account: ACCOUNT };
      const given = await giveAccount(deps, now, input, who, CALL);
      this.#crowd.answered("account", given.ok ? "given" : "none");
    });
  }

  async #ofCaller(memberId: string | null): Promise<string | undefined> {
    return (await this.#crowd.orders()).find((order) => order.memberId === memberId)?.id;
  }
}
