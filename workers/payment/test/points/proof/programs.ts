/** What members of a schedule do, each program as its saga drives it: every call is repeated until it is answered. */
import { type Actor, call } from "./actor.ts";

/** What a program asked for and was answered; the laws compare it with the ledger. */
export interface Claims {
  /** Payment → what became of its points. */
  uses: Map<string, { member: string; amount: number; state: string }>;
  /** Refund → the points it gave back. */
  refunds: Map<string, { pay: string; amount: number; state: string }>;
  /** Order → the most it may have earned in the end. */
  orders: Map<string, { member: string; due: number; isSettled: boolean }>;
  /** Transfer → signed points that were to be moved once. */
  gifts: Map<string, { amount: number; state: string }>;
  /** What was answered although it never may be. */
  surprises: string[];
}

/** One actor, the members it may act for, and the names of its own rows. */
export interface Program extends Actor {
  claims: Claims;
  members: readonly [string, ...string[]];
  /** Unique within the entire campaign. */
  name: string;
  /** Points that an order of these parts earns. */
  earned(goods: number, shipping: number): number;
  /** Lets some lots of the members be past their day. */
  age(member: string): Promise<void>;
}

/** 1 % of the goods' card part, floored: no shipping, no points. @see specs/points.md 14 */
export function earnedOfGoods(goods: number): number {
  return Math.floor(goods / 100);
}

/** A member's order from the hold of its points to its completion, with what goes wrong in between. */
export async function purchase(self: Program): Promise<void> {
  const { random, claims, name } = self;
  const member = random.pick(self.members);
  const [pay, order] = [`pay_${name}`, `ord_${name}`];
  const points = random.between(1, 900);
  const held = await call(self, "points_hold", pay, member, points);
  expectOne(self, "hold", held, ["held", "insufficient"]);
  if (held !== "held") return;
  const end = random.chance(0.75) ? "points_post" : "points_void";
  // The gateway's answer and the sweep arrive at once, and both end the hold.
  const both = random.chance(0.2) ? [end, "points_void"] : [end];
  const ends = await Promise.all(both.map((each) => call(self, each, pay)));
  claims.uses.set(pay, { member, amount: points, state: ends[0] ?? "" });
  if (new Set(ends).size !== 1) claims.surprises.push(`${pay} ended as ${ends.join(" and ")}`);
  expectOne(self, "end", ends[0] ?? "", ["posted", "voided"]);
  if (ends[0] === "posted") await afterPaying(self, { member, pay, order, points });
}

interface Paid {
  member: string;
  pay: string;
  order: string;
  points: number;
}

async function afterPaying(self: Program, paid: Paid): Promise<void> {
  const { random, claims } = self;
  const goods = random.between(0, 60_000);
  const shipping = random.pick([0, 3000]);
  const due = { member: paid.member, due: earnedOfGoods(goods), isSettled: false };
  claims.orders.set(paid.order, due);
  const earn = (n: number, part: number) =>
    call(
      self,
      "points_earn",
      paid.order,
      paid.member,
      n,
      self.earned(Math.floor(goods * part), part > 0 ? shipping : 0),
      "2027-01-01T00:00:00Z",
    );
  await earn(1, 1);
  if (random.chance(0.3)) await settle(self, paid.order);
  let [n, left] = [1, 1];
  for (let change = random.between(0, 2); change > 0; change--) {
    left = random.pick([0, left / 2, left]);
    n += 2;
    due.due = earnedOfGoods(Math.floor(goods * left));
    await Promise.all([refund(self, paid, change), random.chance(0.8) ? earn(n, left) : null]);
    await earn(n, left);
    // What an earlier change had to say arrives after it.
    if (random.chance(0.3)) await earn(n - 1, 1);
    if (random.chance(0.3)) await settle(self, paid.order);
  }
  await settle(self, paid.order);
}

async function settle(self: Program, order: string): Promise<void> {
  const state = await call(self, "points_settle_earn", order, 365);
  expectOne(self, "settle", state, ["posted", "voided"]);
  const known = self.claims.orders.get(order);
  if (known) known.isSettled = true;
}

/** One or two refunds at once, for what was used or more. */
async function refund(self: Program, { pay, points }: Paid, change: number): Promise<void> {
  const { random, claims, name } = self;
  const amount = random.between(1, points + 20);
  const copies = random.chance(0.3) ? 2 : 1;
  await Promise.all(
    Array.from({ length: copies }, async (_, copy) => {
      const id = `rfd_${name}_${change}_${copy}`;
      const state = await call(self, "points_return", id, pay, amount);
      expectOne(self, "return", state, ["returned", "exceeds"]);
      claims.refunds.set(id, { pay, amount, state });
    }),
  );
}

/** Points are bought, and their money is asked back. */
export async function charge(self: Program): Promise<void> {
  const { random, claims, name } = self;
  const member = random.pick(self.members);
  const amount = random.between(100, 3000);
  const pay = `pay_${name}`;
  const state = await call(self, "points_charge", pay, member, amount, 1826);
  claims.gifts.set(`charge:${pay}`, { amount, state });
  if (random.chance(0.5)) return;
  const held = await call(self, "points_uncharge_hold", `rfd_${name}`, pay);
  expectOne(self, "uncharge", held, ["held", "not_possible"]);
  if (held !== "held") return;
  const end = random.pick(["points_uncharge_post", "points_uncharge_void"]);
  claims.gifts.set(`uncharge:rfd_${name}`, {
    amount: end === "points_uncharge_post" ? -amount : 0,
    state: await call(self, end, `rfd_${name}`),
  });
}

/** An administrator gives, and takes back what there is. */
export async function adjust(self: Program): Promise<void> {
  const { random, claims, name } = self;
  const member = random.pick(self.members);
  for (const amount of [random.between(100, 2000), -random.between(1, 800)]) {
    const id = `adjust:${name}:${amount > 0 ? "up" : "down"}`;
    const state = await call(self, "points_adjust", id, member, amount, "why", "MANUAL", name, 365);
    expectOne(self, "adjust", state, ["posted", "insufficient"]);
    claims.gifts.set(id, { amount: state === "posted" ? amount : 0, state });
  }
}

/** Days pass, and the sweep comes by. */
export async function expire(self: Program): Promise<void> {
  const { random } = self;
  await self.age(random.pick(self.members));
  if (random.chance(0.7)) await call(self, "points_expire", random.between(1, 50));
}

function expectOne(self: Program, what: string, state: string, states: readonly string[]): void {
  if (!states.includes(state))
    self.claims.surprises.push(`${self.name}: ${what} answered ${state}`);
}

/** Programs by how often they are chosen. */
export const PROGRAMS = [purchase, purchase, purchase, charge, adjust, expire] as const;
