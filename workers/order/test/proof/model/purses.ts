/** Points of members as the ledger keeps them, as far as a payment can see: what there is, what is held, what was spent. */
import type { PaymentSagaRpc } from "@edgemart/contracts/payment-saga";
import type { SqlRules } from "./rules.ts";

interface Purse {
  balance: number;
  held: number;
}
type Owned = { id: string; memberId: string | null; pointAmount: number };

/** Every purse, and what each order earns. */
export class Purses {
  readonly purses = new Map<string, Purse>();
  /** Points held by open attempts. */
  readonly holds = new Map<string, number>();
  /** Everything that came in and went out, by what it is named after. */
  readonly entries = new Map<string, { memberId: string; amount: number }>();
  readonly earned = new Map<
    string,
    { memberId: string; n: number; amount: number; state: string }
  >();
  /** Laws that a write has broken. */
  readonly broken: string[] = [];
  readonly rules: SqlRules;

  constructor(rules: SqlRules) {
    this.rules = rules;
  }

  /** Gives a member points at the beginning. */
  issue(memberId: string, amount: number): void {
    this.purses.set(memberId, { balance: amount, held: 0 });
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

  /** Says what an order earns now. */
  earn(input: Parameters<PaymentSagaRpc["earn"]>[0]): Awaited<ReturnType<PaymentSagaRpc["earn"]>> {
    const { orderId, memberId, n, amount } = input;
    const known = this.earned.get(orderId);
    if (!this.rules.earnOnce) {
      this.earned.set(`${orderId} ${this.earned.size}`, { memberId, n, amount, state: "pending" });
      return { state: "pending" };
    }
    if (known && known.n > n) return { state: "superseded" };
    if (known?.n === n) {
      const isSame = known.amount === amount && known.memberId === memberId;
      return isSame ? { state: known.state as "pending" } : { state: "mismatched" };
    }
    const state = amount === 0 ? "voided" : "pending";
    this.earned.set(orderId, { memberId, n, amount, state });
    return { state };
  }

  /** What of the ledger's laws does not hold. */
  lawsBroken(): string[] {
    const broken = [...this.broken];
    for (const [memberId, { balance, held }] of this.purses) {
      const own = [...this.entries.values()].filter((each) => each.memberId === memberId);
      const sum = own.reduce((total, { amount }) => total + amount, 0);
      if (sum !== balance) broken.push(`c: ${memberId} has ${balance}, entries say ${sum}`);
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
