/** Plays schedules on PostgreSQL: one effect at a time, where it must answer as the model does; and some at the same moment, where laws alone can judge. */
import type { Database } from "@edgemart/postgres/client";
import { type Random, seedOf } from "@edgemart/testkit/random";
import { modelWorld, type Setting } from "../model-world.ts";
import { play } from "../schedule.ts";
import type { Lane } from "./lane.ts";
import { digest, essence, postgresWorld } from "./world.ts";

/** Names the schedules of a campaign. */
export function seedsOf(campaign: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => seedOf(campaign, index));
}

/** A schedule that broke something, or in which the two worlds came apart. */
export interface Broken {
  seed: number;
  violations: string[];
}

/** Fewer steps than on the model: each is a statement. */
const STEPS_MAX = 60;
/** Effects at the same moment. */
const ABREAST = 4;

/**
 * Plays a schedule in both worlds.
 *
 * @param dbOf other databases than the lane's own: for planted errors
 * @returns where they differ, and what was broken; nothing when all is well
 */
export async function compared(
  lane: Lane,
  seed: number,
  dbOf?: (worker: string) => Database,
): Promise<string[]> {
  const made: Setting[] = [];
  const manner = (make: (random: Random) => Setting | Promise<Setting>) => ({
    ...{ isTraced: true, stepsMax: STEPS_MAX },
    make: async (random: Random) => {
      const setting = await make(random);
      setting.world.stage.tell = digest;
      made.push(setting);
      return setting;
    },
  });
  const model = await play(seed, manner(modelWorld));
  const real = await play(
    seed,
    manner((random) => postgresWorld(lane, random, dbOf ? { dbOf } : {})),
  );
  const at = model.trace.findIndex((line, index) => alike(line) !== alike(real.trace[index]));
  if (at >= 0 || model.trace.length !== real.trace.length) {
    const [ours, theirs] = [model.trace[at], real.trace[at]];
    return [`step ${at}: the model ${ours}; PostgreSQL ${theirs}`, ...real.violations];
  }
  const [ours, theirs] = await Promise.all(made.map(async (each) => essence(await each.read())));
  const differ = Object.entries(ours ?? {}).flatMap(([name, rows]) => {
    const other = (theirs as Record<string, unknown>)[name];
    const isSame = JSON.stringify(rows) === JSON.stringify(other);
    return isSame ? [] : [`${name}: ${JSON.stringify(rows)} and ${JSON.stringify(other)}`];
  });
  return [...differ, ...real.violations];
}

/** A return of two lines may be refused for either: PostgreSQL groups them in no order. */
function alike(line: string | undefined): string | undefined {
  return line
    ?.replace('returns.ask → {"kind":"too_many"}', 'returns.ask → {"kind":"conflict"}')
    .replace("answered return validation_failed", "answered return order_state_conflict");
}

/** Plays a schedule whose effects meet each other on their own connections. */
export async function raced(lane: Lane, seed: number): Promise<string[]> {
  const make = (random: Random) => postgresWorld(lane, random, { abreast: ABREAST });
  return (await play(seed, { make, stepsMax: STEPS_MAX })).violations;
}

/** Finds seeds whose schedules meet something, by playing them on the model alone: each when it is asked for. */
export async function* seedsThatMeet(
  wanted: RegExp,
  seed: number,
  count: number,
): AsyncGenerator<number> {
  // Answers of other effects are not worth their writing.
  const isNamed = (name: string) => wanted.source.includes(name.replace(".", "\\."));
  for (let index = 0, found = 0; found < count; index++) {
    const own = seedOf(seed, index);
    const make = (random: Random) => {
      const setting = modelWorld(random);
      setting.world.stage.tell = (answer, name) => (isNamed(name) ? digest(answer) : "");
      return setting;
    };
    const { trace } = await play(own, { make, isTraced: true, stepsMax: STEPS_MAX });
    if (!wanted.test(trace.join("\n"))) continue;
    found += 1;
    yield own;
  }
}

/** Plays schedules of a campaign in all lanes. @param isEnough ends with the first that is broken */
export async function playAll(
  lanes: readonly Lane[],
  {
    seeds,
    isEnough = false,
  }: { seeds: Iterable<number> | AsyncIterable<number>; isEnough?: boolean },
  one: (lane: Lane, seed: number) => Promise<string[]>,
): Promise<Broken[]> {
  const broken: Broken[] = [];
  const next = nextOf(seeds);
  const inLane = async (lane: Lane) => {
    while (!(isEnough && broken.length > 0)) {
      const own = await next();
      if (own === null) break;
      const violations = await one(lane, own);
      if (violations.length > 0) broken.push({ seed: own, violations });
    }
  };
  await Promise.all(lanes.map(inLane));
  return broken;
}

/** Gives one seed after the other to whichever lane asks; null when there are no more. */
function nextOf(seeds: Iterable<number> | AsyncIterable<number>): () => Promise<number | null> {
  const all =
    Symbol.asyncIterator in seeds ? seeds[Symbol.asyncIterator]() : seeds[Symbol.iterator]();
  return async () => {
    const { done, value } = await all.next();
    return done ? null : value;
  };
}
