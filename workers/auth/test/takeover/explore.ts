/** One schedule: an owner and a thief of one account, faults between any two effects, and what must hold of it. */
import { type Random, randomFrom } from "@edgemart/testkit/random";
import { flush, NO_FAULTS, Process } from "../../../order/test/proof/stage.ts";
import { begin } from "./beginnings.ts";
import { type Choice, choose, chooseAdding, OPENED, OWNERS, THIEFS } from "./choices.ts";
import { judge } from "./laws.ts";
import type { Turn } from "./moves.ts";
import { Person } from "./person.ts";
import { type Planted, World } from "./world.ts";

/** What a schedule came to. */
export interface Schedule {
  seed: number;
  violations: string[];
  trace: string[];
  moves: number;
  effects: number;
  crashes: number;
  /** Times the owner proved the mailbox. */
  proofs: number;
  /** Times the thief was in. */
  thefts: number;
}

/** Both people, and what happened between them. */
export interface Play {
  world: World;
  random: Random;
  owner: Person;
  thief: Person;
  /** Accounts whose mailbox the owner has proved, keeping nothing. */
  proven: Set<string>;
  trace: string[];
  /** The owner's account, where there was one. */
  owned: string | null;
  /** The thief changes the password whenever he can while the owner comes back. */
  isStubborn: boolean;
}

const ISSUER = "https://accounts.google.com";
/** Seconds that pass between two moves. */
const PASSES = [31, 31, 200, 400, 1_000, 1_900, 3_700, 90_000, 8 * 86_400] as const;
/** Seconds that pass at most while work is under way. */
const UNDER_WAY_MAX = 400;
const CRASHES = [0, 0, 0.02, 0.05] as const;

/** Plays the schedule of a seed. */
export async function explore(seed: number, planted: Planted = {}): Promise<Schedule> {
  const random = randomFrom(seed);
  const world = new World(random, planted);
  const isRecycled = random.chance(0.3);
  const owner = new Person("owner", OWNERS, ["owner-google"]);
  const strange = isRecycled ? ["recycled-google"] : ["unverified-google"];
  const thief = new Person("thief", THIEFS, ["thief-google", ...strange]);
  for (const [code, email, emailVerified] of [
    ["owner-google", OWNERS, true],
    ["thief-google", THIEFS, true],
    ["recycled-google", OWNERS, true],
    ["unverified-google", OWNERS, false],
  ] as const) {
    const person = { issuer: ISSUER, subject: code, email, emailVerified, name: "Kim" };
    world.google.set(code, { ...person, picture: null, issuedAt: 0 });
  }
  const play: Play = {
    world,
    random,
    owner,
    thief,
    proven: new Set(),
    trace: [],
    owned: null,
    isStubborn: random.chance(0.3),
  };
  const thefts = await begin(play);
  world.isMailLost = () => random.chance(0.05);
  const moves = await chaos(play);
  world.isMailLost = () => false;
  const violations = await judge(play);
  violations.push(...world.stage.surprises.map((each) => `surprise: ${each}`));
  const { crashes, effects } = world.stage.met;
  const counted = { moves, effects, crashes, proofs: play.proven.size, thefts };
  return { seed, violations: [...new Set(violations)], trace: play.trace, ...counted };
}

async function chaos(play: Play): Promise<number> {
  const { owner, random, thief, world } = play;
  const { stage } = world;
  stage.faults = { ...NO_FAULTS, crash: random.pick(CRASHES) };
  const haste = random.pick([0.7, 0.9, 1]);
  const thiefs = random.pick([0.4, 0.6, 0.8]);
  let moves = 0;
  for (let left = random.between(6, 24); left > 0 || stage.waiting > 0; ) {
    if (stage.waiting > 0 && (left <= 0 || random.chance(haste))) {
      await stage.step();
      continue;
    }
    left -= 1;
    moves += 1;
    if (random.chance(0.15)) {
      const wanted = random.pick(PASSES);
      // No process is under way for days.
      const seconds = world.stage.waiting > 0 ? Math.min(wanted, UNDER_WAY_MAX) : wanted;
      world.clock.ms += seconds * 1000;
      play.trace.push(`${seconds} s pass`);
      continue;
    }
    const person = random.chance(thiefs) ? thief : owner;
    const choice = choose(world, person, random);
    // A thief who is in makes haste just when the owner recovers the account.
    for (let n = choice.proves ? random.between(0, 2) : 0; n > 0; n--) {
      start(play, thief, chooseAdding(world, thief, random) ?? choose(world, thief, random));
    }
    start(play, person, choice);
    // The same request twice: a double click, or a repeat after a lost answer.
    if (random.chance(0.08)) start(play, person, choice);
    await flush();
  }
  return moves;
}

function start(play: Play, person: Person, choice: Choice): void {
  const { proven, trace, world } = play;
  const name = `${person.name} ${choice.name}`;
  trace.push(name);
  world.stage.begin(name, async (process) => {
    const isDone = await choice.go({ world, person, deps: world.depsOf(process) });
    trace.push(`${name}: ${isDone ? "done" : "refused"}`);
    const opened = choice.proves === OPENED ? person.sessions.at(-1)?.memberId : choice.proves;
    if (isDone && opened) proven.add(opened);
  });
}

/** A move that nothing comes between. */
export async function alone(
  { trace, world }: Pick<Play, "trace" | "world">,
  person: Person,
  name: string,
  go: (turn: Turn) => Promise<boolean>,
): Promise<boolean> {
  const { stage } = world;
  const process = new Process(name);
  let isDone = false;
  let isOver = false;
  const work = go({ world, person, deps: world.depsOf(process) }).then((done) => {
    isDone = done;
    isOver = true;
  });
  await flush();
  while (stage.waiting > 0) await stage.step();
  if (!isOver) await work;
  trace.push(`${person.name} ${name}: ${isDone ? "done" : "refused"}`);
  return isDone;
}
