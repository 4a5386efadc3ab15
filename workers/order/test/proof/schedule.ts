/** One schedule, named by its seed: faults and people as they come, then quiet; and what must hold whatever happened. */
import { type Random, randomFrom } from "@edgemart/testkit/random";
import { brokenAtRest, brokenNow } from "./laws.ts";
import { modelWorld, type Setting, type Snapshot } from "./model-world.ts";
import { isTakenBack } from "./money-laws.ts";
import { People } from "./people.ts";
import { type Faults, flush, NO_FAULTS } from "./stage.ts";
import type { World } from "./world.ts";

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
/** Days after which parcels are delivered, returns have ended and orders are complete: none is due by a row of its own. */
const DAYS = [15, 31, 9];
const DAY_SECONDS = 86_400;
const SWEEPS_MAX = 14;
/** Steps of the part with faults. */
const STEPS_MAX = 140;

/** How a schedule is played. */
export interface Manner {
  /** Makes the world; the model's unless stated otherwise. */
  make(random: Random): Setting | Promise<Setting>;
  /** Writes down what happened. */
  isTraced?: boolean;
  /** Steps of the part with faults, at most. */
  stepsMax?: number;
}

/** Plays the schedule that a seed names. */
export async function play(seed: number, manner: Manner = { make: modelWorld }): Promise<Played> {
  const random = randomFrom(seed);
  const setting = await manner.make(random);
  const { stage } = setting.world;
  if (manner.isTraced) stage.trace = [];
  const people = new People(setting.world, random);
  const broken = await chaos(setting, people, random, manner.stepsMax ?? STEPS_MAX);
  if (broken.length === 0) broken.push(...(await quiet(setting, people, random)));
  broken.push(...stage.surprises.map((surprise) => `surprise: ${surprise}`));
  return {
    ...{ seed, violations: [...new Set(broken)], trace: stage.trace ?? [] },
    ...stage.met,
    answers: people.told.answers,
  };
}

async function chaos(
  { world, now }: Setting,
  people: People,
  random: Random,
  stepsMax: number,
): Promise<string[]> {
  const { stage } = world;
  await people.begin();
  stage.faults = people.faults ?? random.pick(FAULTS);
  const steps = random.between(20, stepsMax);
  // Some crowds begin much at once, others let each other finish.
  const haste = random.pick([0.6, 0.8, 0.9]);
  for (let step = 0; step < steps; step++) {
    if (random.chance(0.05)) stage.bringOneLate();
    // What waits goes on; people and clocks begin something more now and then.
    if (stage.waiting > 0 && random.chance(haste)) await stage.step();
    else {
      stage.trace?.push(`at ${world.clock.now}`);
      await people.act();
      await flush();
    }
    const broken = now === null ? [] : brokenNow({ world, tables: now });
    if (broken.length > 0) return broken;
  }
  return [];
}

/** No more faults: what is owed is done within T, and every order ends when its time is over. */
async function quiet(setting: Setting, people: People, random: Random): Promise<string[]> {
  const { world } = setting;
  const { stage, away, clock } = world;
  const look = async () => ({ world, tables: await setting.read() });
  stage.faults = NO_FAULTS;
  away.clear();
  stage.trace?.push(`quiet at ${clock.now}`);
  await stage.drain();
  await people.hearGateway();
  await sweepUntil(world, people, clock.now + T_SECONDS, random.between(1, SWEEP_SECONDS));
  const owed = owedAfterT(await look());
  stage.bringLate();
  await stage.drain();
  owed.push(...openAtEnd(await look()));
  await people.hearGateway();
  await people.giveAccount();
  await stage.drain();
  for (const seconds of LATER) {
    world.pass(seconds);
    stage.trace?.push(`later, at ${clock.now}`);
    await sweepUntil(world, people, clock.now + 2 * T_SECONDS, 1);
  }
  const isSent = (await people.orders()).some(({ shipments }) => shipments.length > 0);
  for (const days of isSent ? DAYS : []) {
    world.pass(days * DAY_SECONDS);
    stage.trace?.push(`days later, at ${clock.now}`);
    people.sweepOrders();
    await stage.drain();
    await sweepUntil(world, people, clock.now + 2 * T_SECONDS, 1);
  }
  await world.stores.uncount();
  return [...owed, ...brokenAtRest(await look(), people.told)];
}

/** Sweeps each ten seconds in which something is due, until then. */
async function sweepUntil(
  world: World,
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
function openAtEnd({ tables }: Snapshot): string[] {
  return [...tables.payments.payments.values()].flatMap(({ id, state, reference }) => {
    const order = tables.orders.orders.get(reference)?.row;
    const hasEnded = order?.state === "CANCELLED" || order?.state === "EXPIRED";
    return state === "READY" && hasEnded ? [`f: ${id} is open, its order has ended`] : [];
  });
}

/** What is still owed after T: nothing but looks, and what waits for a confirm that the gateway never got. */
function owedAfterT(made: Snapshot): string[] {
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
