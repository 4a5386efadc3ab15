/** Runs asynchronous actors in every order of their steps: a step ends where an actor asks the outside world. */

/** Waits until the scheduler lets its actor go on. */
export type Gate = () => Promise<void>;

export interface Run<World> {
  world: World;
  /** One for each actor: they begin at once and stop at their first gate. */
  actors: ((gate: Gate) => Promise<unknown>)[];
}

interface Actor {
  /** Lets it go on; null while it runs or when it is done. */
  resume: (() => void) | null;
  /** What it threw; an actor of a test throws only when the test has failed. */
  failure: unknown;
  /** Resolves when it waits at a gate, or is done. */
  stands: Promise<void>;
}

/**
 * Runs every order, each from a new world, and checks each end.
 *
 * @param begin makes the same world and actors each time
 * @param tick  called before each step: moves the world's clock
 * @param crashes also lets each actor be abandoned at each of its gates, one in each run
 * @returns how many orders there are
 */
export async function everyOrder<World>(
  begin: () => Promise<Run<World>>,
  tick: (world: World) => void,
  check: (world: World, order: readonly string[]) => Promise<void>,
  crashes = false,
): Promise<number> {
  let runs = 0;
  // Depth first: the next order differs from the last one as late as possible.
  let choices: number[] | null = [];
  while (choices) {
    const taken = await oneOrder(begin, tick, check, choices, crashes);
    runs++;
    choices = next(taken);
  }
  return runs;
}

interface Taken {
  choice: number;
  of: number;
}

async function oneOrder<World>(
  begin: () => Promise<Run<World>>,
  tick: (world: World) => void,
  check: (world: World, order: readonly string[]) => Promise<void>,
  choices: readonly number[],
  crashes: boolean,
): Promise<Taken[]> {
  const { actors: works, world } = await begin();
  const taken: Taken[] = [];
  const order: string[] = [];
  const actors = works.map(started);
  await Promise.all(actors.map((actor) => actor.stands));
  let crashed = false;
  for (;;) {
    const able = actors.flatMap((actor, at) => (actor.resume ? [at] : []));
    if (able.length === 0) break;
    const options = crashes && !crashed ? able.length * 2 : able.length;
    const choice = choices[taken.length] ?? 0;
    taken.push({ choice, of: options });
    const at = able[choice % able.length] ?? 0;
    const actor = actors[at];
    if (!actor) break;
    const { resume } = actor;
    actor.resume = null;
    if (choice >= able.length) {
      crashed = true;
      order.push(`${at} crashes`);
      continue;
    }
    order.push(String(at));
    tick(world);
    actor.stands = standing(actor, () => resume?.());
    await actor.stands;
  }
  for (const { failure } of actors) if (failure) throw new Error(`${order}`, { cause: failure });
  await check(world, order);
  return taken;
}

const arrivals = new WeakMap<Actor, () => void>();

function started(work: (gate: Gate) => Promise<unknown>): Actor {
  const actor: Actor = { resume: null, failure: null, stands: Promise.resolve() };
  actor.stands = standing(actor, () => {
    const gate: Gate = () =>
      new Promise((resolve) => {
        actor.resume = resolve;
        arrivals.get(actor)?.();
      });
    work(gate)
      .catch((thrown: unknown) => {
        actor.failure = thrown;
      })
      .finally(() => arrivals.get(actor)?.());
  });
  return actor;
}

function standing(actor: Actor, go: () => void): Promise<void> {
  return new Promise((resolve) => {
    arrivals.set(actor, resolve);
    go();
  });
}

function next(taken: readonly Taken[]): number[] | null {
  for (let at = taken.length - 1; at >= 0; at--) {
    const step = taken[at];
    if (step && step.choice + 1 < step.of) {
      return [...taken.slice(0, at).map(({ choice }) => choice), step.choice + 1];
    }
  }
  return null;
}
