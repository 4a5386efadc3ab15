/** Every interleaving, to a bounded depth, of what clients, thieves and administrators may do to one member's sessions. */
import { describe, expect, test } from "vitest";
import {
  EMPTY_WORLD,
  type RefreshCommand,
  reduce,
  type Session,
  type SessionOutcome,
  type SessionWorld,
} from "./sessions.ts";

const MEMBER = "mem";
const FIRST = "ses1";
const START = 1_000_000;
const DEPTH = process.env.EDGEMART_FULL === "1" ? 8 : 6;

/** The world with what the actors hold; a command in flight may be applied twice (an EVAL sent again). */
interface State {
  world: SessionWorld;
  now: number;
  /** Highest counter each of the three holders of the session has seen. */
  held: readonly [number, number, number];
  /** Set once an ending has returned: nothing of the sessions that lived then may succeed again. */
  ended: readonly string[];
  logins: number;
}

type Action = { name: string; apply(state: State): State | null };

const ACTORS = [0, 1, 2] as const;
const ACTIONS: Action[] = [
  ...ACTORS.flatMap((actor): Action[] => [
    { name: `refresh${actor}`, apply: (state) => refresh(state, actor, "answered", 1) },
    { name: `retry${actor}`, apply: (state) => refresh(state, actor, "answered", 2) },
    { name: `crash${actor}`, apply: (state) => refresh(state, actor, "lost", 1) },
  ]),
  { name: "logout", apply: (state) => end(state, "one", 1) },
  { name: "logout twice", apply: (state) => end(state, "one", 2) },
  { name: "revoke all", apply: (state) => end(state, "all", 1) },
  { name: "end everyone", apply: endEveryone },
  { name: "login", apply: login },
  { name: "31 s", apply: (state) => ({ ...state, now: state.now + 31 }) },
];

describe("auth 43–46: the session machine over all interleavings of three actors", () => {
  test(`no order of ${DEPTH} steps breaks an invariant`, () => {
    const seen = new Set<string>();
    let steps = 0;
    let frontier: { state: State; path: string[] }[] = [{ state: begun(), path: [] }];
    for (let depth = 0; depth < DEPTH; depth++) {
      const next: typeof frontier = [];
      for (const { state, path } of frontier) {
        for (const action of ACTIONS) {
          const after = action.apply(state);
          if (!after) continue;
          steps++;
          check(state, after, [...path, action.name]);
          const key = fingerprint(after);
          if (seen.has(key)) continue;
          seen.add(key);
          next.push({ state: after, path: [...path, action.name] });
        }
      }
      frontier = next;
    }
    expect(steps).toBeGreaterThan(10_000);
  });

  test("the exploration finds a machine that revives an ended session", () => {
    const state = begun();
    const over = end(state, "all", 1);
    const revived = { ...over, world: state.world };
    expect(() => check(over, revived, ["planted"])).toThrow(/planted/);
  });
});

function begun(): State {
  const [world] = reduce(EMPTY_WORLD, {
    kind: "create",
    sessionId: FIRST,
    session: sessionAt(START),
    now: START,
  });
  return { world, now: START, held: [1, 1, 1], ended: [], logins: 0 };
}

function sessionAt(now: number): Session {
  return {
    ...{
      memberId: MEMBER,
      counter: 1,
      keyId: "k",
      rotatedAt: now,
      parentUses: 0,
      usedMs: now * 1000,
    },
    ...{ createdAt: now, authTime: now, idleExpiry: now + 600, absoluteExpiry: now + 900 },
    ...{ remember: false, amr: "pwd", userAgent: "", addressPrefix: "", country: "" },
    ...{ memberVersion: 1, era: null },
  };
}

/** `lost`: the answer never came, so the actor goes on with the token it had. */
function refresh(
  state: State,
  actor: 0 | 1 | 2,
  answer: "answered" | "lost",
  times: number,
): State | null {
  const counter = state.held[actor];
  const command: RefreshCommand = {
    ...{ kind: "refresh", sessionId: FIRST, memberId: MEMBER, counter, keyId: "k", now: state.now },
    ...{ nowMs: state.now * 1000, arrivedMs: state.now * 1000 },
    ...{ idleExpiry: state.now + 600, absoluteExpiry: START + 900 },
  };
  const [world, outcomes] = repeat(state.world, command, times);
  const last = outcomes.at(-1);
  if (last && "renewal" in last && new Set(outcomes.map(counterOf)).size !== 1) {
    throw new Error("a repeated command was answered with another token");
  }
  const held = [...state.held] as [number, number, number];
  if (answer === "answered" && last && "renewal" in last) held[actor] = last.renewal.counter;
  const succeeded = last !== undefined && "renewal" in last;
  if (succeeded && (state.ended.includes(FIRST) || state.world.era > 0))
    throw new Error("a refresh succeeded after the end");
  return { ...state, world, held };
}

function end(state: State, scope: "one" | "all", times: number): State {
  const lived = scope === "one" ? [FIRST] : [...state.world.sessions.keys()];
  const command = { kind: "end", memberId: MEMBER, scope, sessionId: FIRST } as const;
  const [world] = repeat(state.world, command, times);
  return { ...state, world, ended: [...new Set([...state.ended, ...lived])].sort() };
}

function endEveryone(state: State): State {
  const [world] = repeat(state.world, { kind: "endEveryone", nowMs: state.now * 1000 }, 2);
  return { ...state, world };
}

function login(state: State): State | null {
  if (state.logins >= 2) return null;
  const sessionId = `ses${state.logins + 2}`;
  const command = {
    kind: "create",
    sessionId,
    session: sessionAt(state.now),
    now: state.now,
  } as const;
  const [world] = repeat(state.world, command, 2);
  return { ...state, world, logins: state.logins + 1 };
}

function repeat(world: SessionWorld, command: Parameters<typeof reduce>[1], times: number) {
  const outcomes: SessionOutcome[] = [];
  let after = world;
  for (let time = 0; time < times; time++) {
    const [next, outcome] = reduce(after, command);
    after = next;
    outcomes.push(outcome);
  }
  return [after, outcomes] as const;
}

function counterOf(outcome: SessionOutcome): number | null {
  return "renewal" in outcome ? outcome.renewal.counter : null;
}

/** What must hold after every step, and of every step. */
function check(before: State, after: State, path: string[]): void {
  const broken = (what: string) => new Error(`${what}: ${path.join(" → ")}`);
  const { index, revoked, sessions } = after.world;
  const listed = [...(index.get(MEMBER)?.keys() ?? [])].sort();
  if (listed.join() !== [...sessions.keys()].sort().join())
    throw broken("index and sessions differ");
  for (const id of after.ended) {
    if (sessions.has(id)) throw broken("an ended session lives");
  }
  for (const id of before.world.sessions.keys()) {
    if (!sessions.has(id) && !revoked.has(id)) throw broken("a session ended without its mark");
  }
  if (after.world.era < before.world.era) throw broken("everybody's mark fell");
  for (const id of before.world.revoked) if (!revoked.has(id)) throw broken("a mark was lost");
  for (const [id, session] of sessions) {
    const was = before.world.sessions.get(id);
    if (session.absoluteExpiry > session.createdAt + 900) throw broken("the absolute expiry moved");
    if (was && session.counter > was.counter + 1) throw broken("one step rotated twice");
    if (was && session.counter < was.counter) throw broken("a counter went back");
  }
}

function fingerprint({ ended, held, logins, now, world }: State): string {
  const sessions = [...world.sessions].map(([id, s]) => [
    id,
    s.counter,
    s.rotatedAt,
    s.parentUses,
    s.usedMs,
    s.idleExpiry,
    (s.era ?? 0) < world.era,
  ]);
  // Which era it is does not matter, only that there is one and who is of it.
  const marks = [[...world.revoked].sort(), world.era > 0];
  return JSON.stringify([sessions, marks, held, ended, logins, now]);
}
