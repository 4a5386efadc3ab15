/** Attacks 37, 39–41 and 98: thieves, lost answers, late replicas and clocks that disagree. */
import { SessionTokens } from "@edgemart/contracts/auth";
import { verifyAccessToken } from "@edgemart/worker-kit/identity";
import { describe, expect, test } from "vitest";
import { START_MS, type TestAuth, testAuth } from "../../test/fakes.ts";
import { Unavailable } from "../ports.ts";

const LOGIN = { email: "mina@example.com", password: "correct horse battery" };

async function signedIn(auth: TestAuth, remember = false): Promise<SessionTokens> {
  if (!auth.members.rows.has(LOGIN.email)) await auth.post("register", { ...LOGIN, name: "Kim" });
  return SessionTokens.parse(await (await auth.post("login", { ...LOGIN, remember })).json());
}
async function refresh(auth: TestAuth, refreshToken: string) {
  const answer = await auth.post("refresh", { refreshToken });
  const body = (await answer.json()) as Partial<SessionTokens> & { code?: string };
  return { status: answer.status, code: body.code, body, token: body.refreshToken ?? "" };
}
const isActive = async (auth: TestAuth, token: string) =>
  ((await (await auth.post("verify", { token })).json()) as { active: boolean }).active;

describe("attack 37: thief and owner take turns for ten minutes", () => {
  test.each([31, 45, 120, 290])(
    "every %i s: found at the second one's first use",
    async (pause) => {
      const auth = testAuth();
      const stolen = (await signedIn(auth)).refreshToken;
      const held = { owner: stolen, thief: stolen };
      const codes: (string | undefined)[] = [];
      for (let at = 0; at < 600; at += pause) {
        const who = codes.length % 2 === 0 ? "owner" : "thief";
        const renewed = await refresh(auth, held[who]);
        codes.push(renewed.code);
        if (renewed.token) held[who] = renewed.token;
        auth.clock.ms += pause * 1000;
      }
      expect(codes.slice(0, 2)).toEqual([undefined, "refresh_reused"]);
      expect(new Set(codes.slice(2))).toEqual(
        new Set(["session_revoked"].slice(0, codes.length - 2)),
      );
    },
  );

  test("within the window they hold one token: the thief gains no session of his own, and is found later", async () => {
    const auth = testAuth();
    const stolen = (await signedIn(auth)).refreshToken;
    const owner = await refresh(auth, stolen);
    auth.clock.ms += 10_000;
    const thief = await refresh(auth, stolen);
    expect(thief.token).toBe(owner.token);
    auth.clock.ms += 240_000;
    expect((await refresh(auth, owner.token)).status).toBe(200);
    auth.clock.ms += 31_000;
    expect((await refresh(auth, thief.token)).code).toBe("refresh_reused");
  });
});

describe("attack 39: the store did it, and its answer was lost", () => {
  test("a refresh answers 503, and the same token then gives the token that was meant", async () => {
    const auth = testAuth();
    const { refreshToken } = await signedIn(auth);
    const { refresh: transition } = auth.deps.sessions;
    auth.deps.sessions.refresh = async (command) => {
      await transition(command);
      throw new Unavailable("redis: no answer");
    };
    expect((await refresh(auth, refreshToken)).status).toBe(503);
    auth.deps.sessions.refresh = transition;
    auth.clock.ms += 5_000;
    const [first, second] = [await refresh(auth, refreshToken), await refresh(auth, refreshToken)];
    expect([first.status, second.status, first.token === second.token]).toEqual([200, 200, true]);
    expect((await refresh(auth, first.token)).status).toBe(200);
  });

  test("a logout answers 503, and again 204; the session is gone either way", async () => {
    const auth = testAuth();
    const { accessToken, refreshToken } = await signedIn(auth);
    const { end } = auth.deps.sessions;
    auth.deps.sessions.end = async (command) => {
      await end(command);
      throw new Unavailable("redis: no answer");
    };
    expect((await auth.post("logout", { refreshToken })).status).toBe(503);
    auth.deps.sessions.end = end;
    expect((await auth.post("logout", { refreshToken })).status).toBe(204);
    expect(await isActive(auth, accessToken)).toBe(false);
  });
});

describe("attack 40: a replica that is behind", () => {
  test("a token lives on for the delay only, and never beyond its own life; no refresh reads a replica", async () => {
    const auth = testAuth();
    const { accessToken, refreshToken } = await signedIn(auth);
    const { isRevoked } = auth.deps.sessions;
    let behindMs = 8_000;
    const endedMs = auth.clock.ms;
    auth.deps.sessions.isRevoked = async (...asked) =>
      auth.clock.ms - endedMs >= behindMs && isRevoked(...asked);
    expect((await auth.post("logout", { refreshToken, scope: "global" })).status).toBe(204);
    expect((await refresh(auth, refreshToken)).code).toBe("session_revoked");
    expect(await isActive(auth, accessToken)).toBe(true);
    auth.clock.ms += 8_000;
    expect(await isActive(auth, accessToken)).toBe(false);
    behindMs = Number.POSITIVE_INFINITY;
    expect(await isActive(auth, accessToken)).toBe(true);
    auth.clock.ms = endedMs + 305_000;
    expect(await isActive(auth, accessToken)).toBe(false);
  });
});

describe("attack 41: isolates five seconds apart at the limits of a session", () => {
  const HOURS = 3_600_000;

  test.each([
    ["idle", 12 * HOURS],
    ["absolute", 24 * HOURS],
  ])(
    "%s: the clock that says it is over ends it, and no other brings it back",
    async (kind, limit) => {
      for (const skew of [-5_000, -1_000, 0, 1_000, 5_000]) {
        const auth = testAuth();
        let { refreshToken } = await signedIn(auth);
        if (kind === "absolute") {
          auth.clock.ms = START_MS + 11 * HOURS;
          refreshToken = (await refresh(auth, refreshToken)).token;
          auth.clock.ms = START_MS + 22 * HOURS;
          refreshToken = (await refresh(auth, refreshToken)).token;
        }
        auth.clock.ms = START_MS + limit + skew;
        const renewed = await refresh(auth, refreshToken);
        expect([skew, renewed.code]).toEqual([skew, skew < 0 ? undefined : "session_revoked"]);
        const [session] = [...auth.sessions.world.sessions.values()];
        expect(session?.absoluteExpiry ?? 0).toBeLessThanOrEqual((START_MS + 24 * HOURS) / 1000);
        if (skew < 0 && kind === "absolute") {
          expect(renewed.body.expiresIn).toBeLessThanOrEqual(-skew / 1000);
        }
        auth.clock.ms = START_MS + limit + 5_000 + (skew < 0 && kind === "idle" ? 12 * HOURS : 0);
        expect((await refresh(auth, renewed.token || refreshToken)).status).toBe(401);
        auth.clock.ms -= 10_000;
        expect((await refresh(auth, renewed.token || refreshToken)).status).toBe(401);
      }
    },
  );
});

describe("attack 98: an isolate's clock is an hour back", () => {
  test("it refuses what others issue, and others refuse what it issues: nothing lives longer for it", async () => {
    const auth = testAuth();
    const right = await signedIn(auth);
    const now = Math.floor(auth.clock.ms / 1000);
    const seenAt = (seconds: number, token: string) =>
      verifyAccessToken(token, auth.config, seconds);
    expect((await seenAt(now, right.accessToken)).ok).toBe(true);
    expect(await seenAt(now - 3_600, right.accessToken)).toMatchObject({
      ok: false,
      expired: false,
    });
    auth.clock.ms -= 3_600_000;
    const late = await signedIn(auth);
    expect(await seenAt(now, late.accessToken)).toMatchObject({ ok: false, expired: true });
  });

  test("a session it opens or renews ends no later than another isolate's would", async () => {
    const auth = testAuth();
    const { refreshToken } = await signedIn(auth);
    const before = [...auth.sessions.world.sessions.values()][0];
    auth.clock.ms -= 3_600_000;
    expect((await refresh(auth, refreshToken)).status).toBe(200);
    const after = [...auth.sessions.world.sessions.values()][0];
    expect(after?.absoluteExpiry).toBe(before?.absoluteExpiry);
    expect(after?.idleExpiry ?? 0).toBeLessThanOrEqual(before?.idleExpiry ?? 0);
    await signedIn(auth);
    for (const session of auth.sessions.world.sessions.values()) {
      expect(session.absoluteExpiry).toBeLessThanOrEqual(before?.absoluteExpiry ?? 0);
    }
  });
});
