/** Points of members as the ledger keeps them, as far as a payment can see: what there is, what is held, what was spent. */
import type { PaymentSagaRpc } from "@edgemart/contracts/payment-saga";
import type { SqlRules } from "./rules.ts";

interface Purse {
  balance: number;
  held: number;
  /** Points taken back that were spent meanwhile: the next earning pays them. */
  owed: number;
}
/** What an order earns: the newest word that counts, and what was posted of it. */
export interface Earned {
  memberId: string;
  n: number;
  amount: number;
  state: "pending" | "voided" | "posted";
  /** What each `n` was answered and asked. */
  words: Map<number, { amount: number; state: string }>;
  /** Points that were given; 0 before. */
  given: number;
  /** Points that were taken back, or are owed. */
  back: number;
}
type Owned = { id: string; memberId: string | null; pointAmount: number };

/** Every purse, and what each order earns. */
export class Purses {
  readonly purses = new Map<string, Purse>();
  /** Points held by open attempts. */
  readonly holds = new Map<string, number>();
  /** Everything that came in and went out, by what it is named after. */
  readonly entries = new Map<string, { memberId: string; amount: number }>();
  readonly earned = new Map<string, Earned>();
  /** Laws that a write has broken. */
  readonly broken: string[] = [];
  readonly rules: SqlRules;

  constructor(rules: SqlRules) {
    this.rules = rules;
  }

  /** Gives a member points at the beginning. */
  issue(memberId: string, amount: number): void {
    this.purses.set(memberId, { balance: amount, held: 0, owed: 0 });
    this.entries.set(`issue:${memberId}`, { memberId, amount });
  }

  /** Holds points for an attempt. @returns false when there are too few */
  hold({ id, memberId, pointAmount }: Owned): boolean {
    if (pointAmount === 0) return true;
    const purse = this.purses.get(memberId ?? "");
    if (!purse || purse.balance - purse.held < pointAmount) return false;
    if (!this.rules.pointsPostedAtPaid) {
      this.#enter(`use:${id}`, memberId, -pointAmount);
      return true;
    }
    purse.held += pointAmount;
    this.holds.set(id, pointAmount);
    return true;
  }

  /** Spends what an attempt holds. */
  post({ id, memberId, pointAmount }: Owned): void {
    if (pointAmount === 0 || !this.rules.pointsPostedAtPaid) return;
    this.#release(id, memberId);
    this.#enter(`use:${id}`, memberId, -pointAmount);
  }

  /** Frees what an attempt holds. */
  free({ id, memberId }: Owned): void {
    this.#release(id, memberId);
  }

  /** Gives points of a payment back. */
  giveBack(refundId: string, memberId: string | null, amount: number): void {
    if (amount > 0) this.#enter(`refund:${refundId}`, memberId, amount);
  }

  /** Says what an order earns now. After posting, the difference is taken back, or owed. */
  earn(input: Parameters<PaymentSagaRpc["earn"]>[0]): Awaited<ReturnType<PaymentSagaRpc["earn"]>> {
    const { orderId, memberId, n, amount } = input;
    const words = new Map([[n, { amount, state: amount === 0 ? "voided" : "pending" }]]);
    const fresh: Earned = {
      ...{ memberId, n, amount, words, given: 0, back: 0 },
      state: amount === 0 ? "voided" : "pending",
    };
    if (!this.rules.earnOnce) {
      this.earned.set(`${orderId} ${this.earned.size}`, fresh);
      return { state: "pending" };
    }
    const known = this.earned.get(orderId);
    if (!known) {
      this.#purse(memberId);
      this.earned.set(orderId, fresh);
      return { state: fresh.state };
    }
    if (known.memberId !== memberId) return { state: "mismatched" };
    const word = known.words.get(n);
    if (word) return { state: word.amount === amount ? (word.state as "pending") : "mismatched" };
    if (known.n > n) return { state: "superseded" };
    Object.assign(known, { n, amount });
    if (known.state === "posted") {
      known.words.set(n, { amount, state: "posted" });
      this.#takeBack(known, `clawback:${orderId}:${n}`);
      return { state: "posted" };
    }
    for (const each of known.words.values()) each.state = "voided";
    known.words.set(n, { amount, state: fresh.state });
    known.state = fresh.state;
    return { state: fresh.state };
  }

  /** Posts what a completed order earned; what the member owes is paid from it first. */
  settleEarn(orderId: string): "posted" | "voided" | "none" {
    const known = this.earned.get(orderId);
    if (!known) return "none";
    if (known.state !== "pending") return known.state;
    const { n, amount, memberId } = known;
    Object.assign(known, { state: "posted", given: amount });
    known.words.set(n, { amount, state: "posted" });
    this.#enter(`earn:${orderId}:${n}`, memberId, amount);
    const purse = this.#purse(memberId);
    const part = Math.min(purse.owed, amount);
    purse.owed -= part;
    if (part > 0) this.#enter(`owed:earn:${orderId}:${n}`, memberId, -part);
    return "posted";
  }

  #takeBack(known: Earned, name: string): void {
    const purse = this.#purse(known.memberId);
    const excess = Math.max(0, known.given - known.amount - known.back);
    const part = Math.min(excess, purse.balance - purse.held);
    known.back += excess;
    purse.owed += excess - part;
    if (part > 0) this.#enter(name, known.memberId, -part);
  }

  #purse(memberId: string): Purse {
    const purse = this.purses.get(memberId) ?? { balance: 0, held: 0, owed: 0 };
    this.purses.set(memberId, purse);
    return purse;
  }

  /** What of the ledger's laws does not hold. */
  lawsBroken(): string[] {
    const broken = [...this.broken];
    for (const [memberId, { balance, held, owed }] of this.purses) {
      const own = [...this.entries.values()].filter((each) => each.memberId === memberId);
      const sum = own.reduce((total, { amount }) => total + amount, 0);
      if (sum !== balance) broken.push(`c: ${memberId} has ${balance}, entries say ${sum}`);
      if (owed < 0) broken.push(`c: ${memberId} owes ${owed}`);
      if (held < 0 || held > balance) broken.push(`c: ${memberId} has ${balance}, ${held} held`);
    }
    return broken;
  }

  #release(id: string, memberId: string | null): void {
    const held = this.holds.get(id) ?? 0;
    this.holds.delete(id);
    const purse = this.purses.get(memberId ?? "");
    if (purse) purse.held -= held;
  }

  #enter(name: string, memberId: string | null, amount: number): void {
    const purse = this.purses.get(memberId ?? "");
    if (!purse || memberId === null) {
      this.broken.push(`c: ${name} moves points of no member`);
      return;
    }
    if (this.entries.has(name)) this.broken.push(`d: ${name} was entered twice`);
    this.entries.set(name, { memberId, amount });
    purse.balance += amount;
    if (purse.balance < 0) this.broken.push(`c: ${memberId} has ${purse.balance}`);
  }
}
