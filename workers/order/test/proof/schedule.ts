/** One schedule, named by its seed: faults and people as they come, then quiet; and what must hold whatever happened. */
import { type Random, randomFrom } from "@edgemart/testkit/random";
import { brokenAtRest, brokenNow } from "./laws.ts";
import { type ModelWorld, modelWorld, type Planted } from "./model-world.ts";
import { isTakenBack } from "./money-laws.ts";
import { People } from "./people.ts";
import { type Faults, flush, NO_FAULTS } from "./stage.ts";

/** What a schedule came to. */
export interface Played {
  seed: number;
  violations: string[];
  /** What happened, one line each; empty unless it was asked for. */
  trace: string[];
  effects: number;
  crashes: number;
  messages: number;
  answers: ReadonlyMap<string, number>;
}

const FAULTS: [Faults, ...Faults[]] = [
  NO_FAULTS,
  { crash: 0.02, message: 0.05, gateway: 0.1 },
  { crash: 0.05, message: 0.15, gateway: 0.3 },
  { crash: 0.1, message: 0.3, gateway: 0.5 },
];
/** T of specs/orders.md 29, and after how long a confirm that the gateway never got is known to be one. */
const T_SECONDS = 90;
const SWEEP_SECONDS = 10;
/** What passes after T until every deadline is over: an unknown confirm, an attempt, the time to pay, a deposit, and its grace. */
const LATER = [661, 1_260, 1_860, 3_600, 87_000, 1_000, 4_000];
const SWEEPS_MAX = 14;

/** Plays the schedule that a seed names. */
export async function play(seed: number, planted: Planted = {}, isTraced = false): Promise<Played> {
  const random = randomFrom(seed);
  const made = modelWorld(random, planted);
  const { world } = made;
  const { stage } = world;
  if (isTraced) stage.trace = [];
  const people = new People(world, random);
  const broken = await chaos(made, people, random);
  if (broken.length === 0) broken.push(...(await quiet(made, people, random)));
  broken.push(...stage.surprises.map((surprise) => `surprise: ${surprise}`));
  return {
    ...{ seed, violations: [...new Set(broken)], trace: stage.trace ?? [] },
    ...stage.met,
    answers: people.told.answers,
  };
}

async function chaos(made: ModelWorld, people: People, random: Random): Promise<string[]> {
  const { stage } = made.world;
  stage.faults = random.pick(FAULTS);
  const steps = random.between(20, 140);
  // Some crowds begin much at once, others let each other finish.
  const haste = random.pick([0.6, 0.8, 0.9]);
  await people.begin();
  for (let step = 0; step < steps; step++) {
    // What waits goes on; people and clocks begin something more now and then.
    if (random.chance(0.05)) stage.bringOneLate();
    if (stage.waiting > 0 && random.chance(haste)) await stage.step();
    else {
      stage.trace?.push(`at ${made.world.clock.now}`);
      await people.act();
      await flush();
    }
    const broken = brokenNow(made);
    if (broken.length > 0) return broken;
  }
  return [];
}

/** No more faults: what is owed is done within T, and every order ends when its time is over. */
async function quiet(made: ModelWorld, people: People, random: Random): Promise<string[]> {
  const { stage, away, clock } = made.world;
  stage.faults = NO_FAULTS;
  away.clear();
  stage.trace?.push(`quiet at ${clock.now}`);
  await stage.drain();
  await people.hearGateway();
  await sweepUntil(made, people, clock.now + T_SECONDS, random.between(1, SWEEP_SECONDS));
  const owed = owedAfterT(made);
  stage.bringLate();
  await stage.drain();
  owed.push(...openAtEnd(made));
  await people.hearGateway();
  await stage.drain();
  for (const seconds of LATER) {
    made.world.pass(seconds);
    stage.trace?.push(`later, at ${clock.now}`);
    await sweepUntil(made, people, clock.now + 2 * T_SECONDS, 1);
  }
  await made.world.stores.uncount();
  return [...owed, ...brokenAtRest(made, people.told)];
}

/** Sweeps each ten seconds in which something is due, until then. */
async function sweepUntil(
  { world }: ModelWorld,
  people: People,
  until: number,
  first: number,
): Promise<void> {
  const { stage, clock, stores } = world;
  let next = clock.now + first;
  for (let sweeps = 0; sweeps < SWEEPS_MAX; sweeps++) {
    const due = await stores.nextDue();
    if (due === null) return;
    while (next < due) next += SWEEP_SECONDS;
    if (next > until) break;
    clock.now = next;
    stage.trace?.push(`sweep at ${next}`);
    people.sweepOrders();
    people.sweepPayments();
    await stage.drain();
    next += SWEEP_SECONDS;
  }
  if (clock.now < until) clock.now = until;
}

/** Attempts that are open, with points held, although their order has ended. */
function openAtEnd({ tables }: ModelWorld): string[] {
  return [...tables.payments.payments.values()].flatMap(({ id, state, reference }) => {
    const order = tables.orders.orders.get(reference)?.row;
    const hasEnded = order?.state === "CANCELLED" || order?.state === "EXPIRED";
    return state === "READY" && hasEnded ? [`f: ${id} is open, its order has ended`] : [];
  });
}

/** What is still owed after T: nothing but looks, and what waits for a confirm that the gateway never got. */
function owedAfterT(made: ModelWorld): string[] {
  const { tables, world } = made;
  const broken: string[] = [];
  const isOpen = (paymentId: string | null) => {
    const payment = tables.payments.payments.get(paymentId ?? "");
    return payment?.state === "CONFIRMING";
  };
  for (const { subject, orderId, name } of tables.orders.steps.values()) {
    const { paymentId } = tables.orders.orders.get(orderId)?.row ?? { paymentId: null };
    if (name === "look" || isOpen(paymentId) || isTakenBack(made, orderId)) continue;
    broken.push(`f: ${subject} still owes ${name} at T`);
  }
  for (const { id, state } of tables.payments.payments.values()) {
    const booked = [...world.gateway.books.values()].filter(({ paymentId }) => paymentId === id);
    const isKnown = booked.some(({ status }) => status !== "IN_PROGRESS");
    if (state === "CONFIRMING" && isKnown) broken.push(`f: ${id} is CONFIRMING at T`);
  }
  return broken;
}
