/** What auth does step by step, in every order of the steps of two and three callers: no one keeps what was ended. */

import type { SessionTokens } from "@edgemart/contracts/auth";
import type { AccessClaims, Identity } from "@edgemart/contracts/identity";
import type { Member } from "@edgemart/contracts/member";
import { markOf } from "@edgemart/redis/void-marks";
import { describe, expect, test } from "vitest";
import { START_MS, testAuth, testEnv } from "../../test/fakes.ts";
import { everyOrder, type Gate, type Run } from "../../test/schedules.ts";
import type { Caller, Deps } from "../ports.ts";
import { administer, END_SESSIONS } from "./administer.ts";
import { changePassword } from "./change-password.ts";
import { endEveryone } from "./end-sessions.ts";
import { makeLink } from "./links.ts";
import { login } from "./login.ts";
import { logout } from "./logout.ts";
import { reauthenticate } from "./reauthenticate.ts";
import { refresh } from "./refresh.ts";
import { resetPassword } from "./reset-password.ts";

const FULL = process.env.EDGEMART_FULL === "1";
const EMAIL = "mina@example.com";
const [OLD, NEW] = ["correct horse battery", "a much better phrase"];

interface World {
  auth: ReturnType<typeof testAuth>;
  id: string;
  tokens: SessionTokens;
  resetToken: string;
  /** Tokens given to a caller that came with what was good before: a refresh token, an access token, the old password. */
  gained: Map<string, { tokens: Partial<SessionTokens>; seen: string }>;
  /** Tokens the ending itself gave. */
  own: SessionTokens | null;
  ended: boolean;
}

/** The ports pause before each question; tokens are their claims, so that thousands of orders take seconds. */
function gated(deps: Deps, gate: Gate): Deps {
  const paused = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const own = Reflect.get(target, name);
        if (typeof own !== "function") return own;
        return async (...args: unknown[]) => {
          await gate();
          return own.apply(target, args);
        };
      },
    });
  return {
    ...deps,
    sessions: paused(deps.sessions),
    members: paused(deps.members),
    hasher: paused(deps.hasher),
    links: paused(deps.links),
    signAccessToken: async (claims) => JSON.stringify(claims),
  };
}

function callerAt(deps: Deps): Caller {
  const call = { requestId: "r", traceparent: "", deadline: Number.MAX_SAFE_INTEGER };
  return {
    call: call as Caller["call"],
    ...{ addressPrefix: "203.0.113.7/32", userAgent: "", country: "", arrivedMs: deps.now() },
    ...{ later: () => undefined, noted: [] },
  };
}

const claimsOf = (token: string) => JSON.parse(token) as AccessClaims;
function identityOf({ id, tokens }: World): Identity {
  const now = START_MS / 1000;
  const times = { authTime: now, issuedAt: now, expiresAt: now + 300 };
  const made = { memberVersion: 1, era: 0 };
  return {
    memberId: id,
    sessionId: tokens.session.id,
    role: "member",
    amr: ["pwd"],
    ...times,
    ...made,
  };
}

type Act = (world: World, deps: Deps, who: string) => Promise<void>;

/** Those who come with something that was good before the ending. */
const GAINERS: Record<string, Act> = {
  async refresh(world, deps, who) {
    const done = await refresh(deps, world.tokens.refreshToken, callerAt(deps));
    if (done.ok) world.gained.set(who, { tokens: done.value, seen: "session" });
    else expect(done.error.code).not.toBe("refresh_reused");
  },
  async login(world, deps, who) {
    const input = { email: EMAIL, password: OLD, remember: false };
    const done = await login(deps, input, callerAt(deps));
    if (done.ok) world.gained.set(who, { tokens: done.value, seen: "password" });
  },
  async reauthenticate(world, deps, who) {
    const input = { password: OLD };
    const caller = callerAt(deps);
    const own = identityOf(world);
    // The check before the verb (`bearer` in routes/credentials.ts).
    if (await deps.sessions.isRevoked(own)) return;
    const done = await reauthenticate(deps, own, input, caller);
    if (done.ok) world.gained.set(who, { tokens: done.value, seen: "session" });
  },
};

interface Ending {
  act: Act;
  /** What must be revoked afterwards: whatever came of the sessions, or of the old password too. */
  voids: readonly string[];
}

/** As member does it: a mark of a change under way, the statement, a mark of the version it made. */
async function asMember(
  world: World,
  deps: Deps,
  change: (member: Member) => Partial<Member>,
): Promise<void> {
  const mark = async (of: (second: number) => string) => {
    // Read before the trip, set after it.
    const text = of(Math.floor(deps.now() / 1000));
    await deps.sessions.peek("");
    world.auth.sessions.marks.set(world.id, text);
  };
  let version = 0;
  await mark((second) => `${second + 1}.0!`);
  // The statement is one step of its own.
  await deps.members.stateOf(world.id, callerAt(deps).call).then(() => {
    const row = world.auth.members.rows.get(EMAIL);
    if (!row) throw new Error("nobody is there");
    version = row.member.version + 1;
    row.member = { ...row.member, ...change(row.member), version };
    world.auth.members.voidBelow.set(world.id, version);
  });
  await mark((second) => markOf(second, version));
}

const ENDINGS: Record<string, Ending> = {
  logout: {
    voids: ["session"],
    async act(world, deps) {
      const { refreshToken } = world.tokens;
      await logout(deps, { refreshToken, scope: "global" }, callerAt(deps));
    },
  },
  "end-sessions": {
    voids: ["session"],
    async act(world, deps) {
      const admin = identityOf(world);
      const done = await administer(deps, admin, END_SESSIONS, world.id, callerAt(deps));
      expect(done.ok).toBe(true);
    },
  },
  everyone: {
    voids: ["session"],
    act: (world, deps) => endEveryone(deps, identityOf(world), callerAt(deps)),
  },
  change: {
    voids: ["session", "password"],
    async act(world, deps) {
      const input = { currentPassword: OLD, newPassword: NEW };
      const done = await changePassword(deps, identityOf(world), input, callerAt(deps));
      if (done.ok) world.own = done.value;
    },
  },
  reset: {
    voids: ["session", "password"],
    async act(world, deps) {
      const input = { token: world.resetToken, newPassword: NEW, keepOtherWaysIn: false };
      expect((await resetPassword(deps, input, callerAt(deps))).ok).toBe(true);
    },
  },
  disable: {
    voids: ["session", "password"],
    act: (world, deps) => asMember(world, deps, () => ({ status: "disabled" })),
  },
};

const ENV = testEnv({ LOGIN_ACCOUNT_FAILURES_FREE: 1000 });

async function registered() {
  const auth = testAuth({}, ENV);
  auth.deps.signAccessToken = async (claims) => JSON.stringify(claims);
  const answer = await auth.post("register", { email: EMAIL, password: OLD, name: "Mina" });
  const { tokens } = (await answer.json()) as { tokens: SessionTokens };
  const row = auth.members.rows.get(EMAIL);
  if (!row) throw new Error("nobody was registered");
  return { row, sessions: auth.sessions.world, tokens };
}

/** The one registration all runs begin after. */
const registration = registered();

/** @param late also explores when each actor begins; else all have begun, and ask their first question in every order */
async function begun(names: readonly string[], late = true): Promise<Run<World>> {
  const auth = testAuth({}, ENV);
  const { row, sessions, tokens } = await registration;
  auth.members.rows.set(EMAIL, { ...row });
  auth.sessions.world = sessions;
  const { token } = await makeLink(auth.deps, {
    ...{ kind: "reset", email: EMAIL, locale: "ko", event: () => null },
    credential: await auth.members.credentialOf(EMAIL, callerAt(auth.deps).call),
  });
  const world: World = {
    ...{
      auth,
      tokens,
      id: tokens.member.id,
      resetToken: token,
      gained: new Map(),
      own: null,
      ended: false,
    },
  };
  return {
    world,
    actors: names.map((name, at) => async (gate) => {
      const deps = gated(auth.deps, gate);
      if (late) await gate();
      const ending = ENDINGS[name];
      if (!ending) return GAINERS[name]?.(world, deps, `${name} ${at}`);
      await ending.act(world, deps, name);
      world.ended = true;
    }),
  };
}

/** Nothing gained by what was ended is good; the ending's own tokens are; index and sessions agree. */
async function checkEnd(name: string, world: World, order: readonly string[]): Promise<void> {
  const { auth, gained, id, own } = world;
  const { deps } = auth;
  const voids = ENDINGS[name]?.voids ?? [];
  const isGood = async (token: string | undefined) => {
    if (token === undefined) return false;
    const { era, iat, mver, sid } = claimsOf(token);
    const own = { ...identityOf(world), sessionId: sid, issuedAt: iat, memberVersion: mver, era };
    return !(await deps.sessions.isRevoked(own));
  };
  const refreshes = async (token: string | undefined) =>
    token !== undefined && (await refresh(deps, token, callerAt(deps))).ok;
  const survivors: string[] = [];
  if (world.ended) {
    for (const [who, { seen, tokens }] of gained) {
      // Who signed in with a password that is still good came after the ending of sessions, or is revoked by its date.
      if (!voids.includes(seen)) continue;
      if (await isGood(tokens.accessToken)) survivors.push(`${who}: access`);
      if (await refreshes(tokens.refreshToken)) survivors.push(`${who}: refresh`);
    }
    if (await isGood(world.tokens.accessToken)) survivors.push("the first access token");
    if (await refreshes(world.tokens.refreshToken)) survivors.push("the first refresh token");
    if (own) {
      if (!(await isGood(own.accessToken))) survivors.push("lost: the ending's own access token");
      if (!(await refreshes(own.refreshToken))) survivors.push("lost: the ending's own refresh");
    }
  }
  expect({ order, survivors }).toEqual({ order, survivors: [] });
  const listed = [...(auth.sessions.world.index.get(id)?.keys() ?? [])].sort();
  expect({ order, listed }).toEqual({
    order,
    listed: [...auth.sessions.world.sessions.keys()].sort(),
  });
}

/** Seconds go by between the steps; in the long proofs also none. */
const PACES = FULL ? [700, 0] : [700];

async function explore(names: readonly string[], crashes = false): Promise<void> {
  const ending = names.at(-1) ?? "";
  let orders = 0;
  for (const pace of PACES) {
    orders += await everyOrder(
      () => begun(names, names.length < 3 && (FULL || !LENGTHY.has(ending))),
      ({ auth }) => {
        auth.clock.ms += pace;
      },
      (world, order) => checkEnd(ending, world, order),
      crashes,
    );
  }
  expect(orders).toBeGreaterThan(4);
}

/** Endings of many steps: their orders multiply, so that some of them are for the long proofs. */
const LENGTHY = new Set(["change", "reset"]);
const ALL_PAIRS = Object.keys(GAINERS).flatMap((gainer) =>
  Object.keys(ENDINGS).map((ending) => [gainer, ending] as const),
);
const PAIRS = ALL_PAIRS.filter(
  ([gainer, ending]) => FULL || gainer !== "reauthenticate" || !LENGTHY.has(ending),
);
const SHORT = ALL_PAIRS.filter(
  ([gainer, ending]) =>
    (gainer !== "reauthenticate" || (FULL && !LENGTHY.has(ending))) &&
    (FULL || !LENGTHY.has(ending)),
);
const TRIPLES = ALL_PAIRS.filter(
  ([gainer, ending]) =>
    !LENGTHY.has(ending) && (FULL || (gainer !== "reauthenticate" && ending !== "disable")),
);
const LONG_MS = 3_600_000;

describe("auth 46, 53, attack 38: every order of steps leaves no one what was ended", () => {
  test.each(PAIRS)("%s and %s", (...names) => explore(names), LONG_MS);
  test.each(SHORT)("%s and %s, one of them abandoned", (...names) => explore(names, true), LONG_MS);
  test.each(TRIPLES)(
    "a refresh and %s and %s",
    (...names) => explore(["refresh", ...names]),
    LONG_MS,
  );

  test("auth 43: three refreshes of one token give one token in every order", async () => {
    const orders = await everyOrder(
      () => begun(["refresh", "refresh", "refresh"], false),
      ({ auth }) => {
        auth.clock.ms += 700;
      },
      async ({ gained }, order) => {
        const given = [...gained.values()].map(({ tokens }) => tokens.refreshToken);
        expect({ order, given: [given.length, new Set(given).size] }).toEqual({
          order,
          given: [3, 1],
        });
      },
    );
    expect(orders).toBeGreaterThan(1_000);
  });

  test("the exploration finds an ending that forgets the sessions", async () => {
    const begin = () => begun(["refresh", "forgetful"]);
    const check = async (world: World, order: readonly string[]) => {
      world.ended = true;
      await checkEnd("logout", world, order);
    };
    await expect(everyOrder(begin, () => undefined, check)).rejects.toThrow();
  });
});
