/** Laws of refresh, logout and verify. */
import { SessionTokens } from "@edgemart/contracts/auth";
import { describe, expect, test } from "vitest";
import { type TestAuth, testAuth } from "../../test/fakes.ts";

const LOGIN = { email: "mina@example.com", password: "correct horse battery" };

async function signedIn(auth: TestAuth, remember = false): Promise<SessionTokens> {
  if (!auth.members.rows.has(LOGIN.email)) await auth.post("register", { ...LOGIN, name: "Kim" });
  return SessionTokens.parse(await (await auth.post("login", { ...LOGIN, remember })).json());
}
async function refresh(auth: TestAuth, refreshToken: string) {
  const response = await auth.post("refresh", { refreshToken });
  const body = (await response.json()) as { code?: string; refreshToken?: string };
  return { status: response.status, code: body.code, token: body.refreshToken ?? "", body };
}
const verify = async (auth: TestAuth, token: string) =>
  (await (await auth.post("verify", { token })).json()) as { active: boolean };

describe("auth 42: rotation", () => {
  test("each refresh gives another token; the parent gives the same current one for 30 s", async () => {
    const auth = testAuth();
    const first = (await signedIn(auth)).refreshToken;
    const second = await refresh(auth, first);
    expect(second.token).not.toBe(first);
    auth.clock.ms += 30_000;
    const again = await refresh(auth, first);
    expect([again.status, again.token]).toEqual([200, second.token]);
  });

  test("attack 31: the parent after 31 s ends the session, its access tokens too", async () => {
    const auth = testAuth();
    const tokens = await signedIn(auth);
    const second = await refresh(auth, tokens.refreshToken);
    auth.clock.ms += 31_000;
    expect((await refresh(auth, tokens.refreshToken)).code).toBe("refresh_reused");
    expect((await refresh(auth, second.token)).code).toBe("session_revoked");
    expect(await verify(auth, tokens.accessToken)).toEqual({ active: false });
    expect(auth.audit.map(({ event }) => event)).toContain("authn_token_reuse");
  });

  test("auth 44, attack 33: the grandparent ends the session even inside 30 s", async () => {
    const auth = testAuth();
    const first = (await signedIn(auth)).refreshToken;
    const second = await refresh(auth, first);
    const third = await refresh(auth, second.token);
    expect((await refresh(auth, first)).code).toBe("refresh_reused");
    expect((await refresh(auth, third.token)).code).toBe("session_revoked");
  });

  test("attack 34: the parent serves 20 times one after the other, not 21", async () => {
    const auth = testAuth();
    const first = (await signedIn(auth)).refreshToken;
    await refresh(auth, first);
    for (let i = 0; i < 20; i++) {
      auth.clock.ms += 5;
      expect((await refresh(auth, first)).status).toBe(200);
    }
    auth.clock.ms += 5;
    expect((await refresh(auth, first)).code).toBe("refresh_reused");
  });

  test("auth 43, attack 32: 50 parallel refreshes of one token give one new token", async () => {
    const auth = testAuth();
    const { refreshToken, session } = await signedIn(auth);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => refresh(auth, refreshToken)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ token }) => token)).size).toBe(1);
    expect(auth.sessions.world.sessions.get(session.id)?.counter).toBe(2);
  });

  test("a token of an earlier secret is taken, and rotates to the current one", async () => {
    const auth = testAuth();
    const { refreshToken } = await signedIn(auth);
    const keys = new Map(auth.config.AUTH_REFRESH_SECRETS.keys).set(
      "k2",
      new Uint8Array(32).fill(7),
    );
    auth.config.AUTH_REFRESH_SECRETS = { current: "k2", keys };
    const renewed = await refresh(auth, refreshToken);
    expect(renewed.status).toBe(200);
    expect((await refresh(auth, refreshToken)).token).toBe(renewed.token);
    expect((await refresh(auth, renewed.token)).status).toBe(200);
  });
});

describe("auth 42, attacks 35, 36: forgeries", () => {
  test("change nothing, cost no store trip, and the victim's session lives", async () => {
    const auth = testAuth();
    const tokens = await signedIn(auth);
    const other = await signedIn(auth);
    const [, sid, , mac] = tokens.refreshToken.split(".");
    const [, otherSid, , otherMac] = other.refreshToken.split(".");
    auth.sessions.calls = 0;
    const forged = [
      `r1.${sid}.2.${mac}`,
      `r1.${otherSid}.1.${mac}`,
      `r1.${sid}.1.${otherMac}`,
      `r1.${sid}.01.${mac}`,
      `r2.${sid}.1.${mac}`,
      `${tokens.refreshToken}=`,
      ` ${tokens.refreshToken}`,
      tokens.refreshToken.slice(0, -1),
      `${tokens.refreshToken.slice(0, -1)}_`,
      tokens.accessToken,
      "",
    ];
    for (const token of forged) expect((await refresh(auth, token)).code).toBe("refresh_invalid");
    expect(auth.sessions.calls).toBe(0);
    expect((await refresh(auth, tokens.refreshToken)).status).toBe(200);
  });

  test("an authentic counter that was never given out is refused without a change", async () => {
    const auth = testAuth();
    const { refreshToken, session } = await signedIn(auth);
    const second = await refresh(auth, refreshToken);
    const before = auth.sessions.world.sessions.get(session.id);
    if (before)
      auth.sessions.world = {
        ...auth.sessions.world,
        sessions: new Map([[session.id, { ...before, counter: 1 }]]),
      };
    expect((await refresh(auth, second.token)).code).toBe("refresh_invalid");
    expect((await refresh(auth, refreshToken)).status).toBe(200);
  });
});

describe("auth 45, attack 41: expiry", () => {
  test("idle: one second before it refreshes, at it it does not", async () => {
    for (const [early, status] of [
      [1, 200],
      [0, 401],
    ] as const) {
      const auth = testAuth();
      const { refreshToken } = await signedIn(auth);
      auth.clock.ms += (12 * 3600 - early) * 1000;
      expect((await refresh(auth, refreshToken)).status).toBe(status);
    }
  });

  test("absolute: no refresh moves it, and the last access token ends with it", async () => {
    const auth = testAuth();
    let { refreshToken: token } = await signedIn(auth);
    for (let hour = 1; hour < 24; hour++) {
      auth.clock.ms += 3_600_000;
      token = (await refresh(auth, token)).token;
    }
    auth.clock.ms += 3_599_000;
    const last = await refresh(auth, token);
    expect(last.body).toMatchObject({ expiresIn: 1, refreshExpiresIn: 1 });
    auth.clock.ms += 1_000;
    expect((await refresh(auth, last.token)).code).toBe("session_revoked");
  });

  test("a member made administrator falls under the short limits at once", async () => {
    const auth = testAuth();
    const { refreshToken } = await signedIn(auth, true);
    const row = auth.members.rows.get(LOGIN.email);
    if (row) row.member = { ...row.member, role: "admin" };
    const renewed = await refresh(auth, refreshToken);
    expect(renewed.body).toMatchObject({ refreshExpiresIn: 1800, member: { role: "admin" } });
    auth.clock.ms += 1_800_000;
    expect((await refresh(auth, renewed.token)).code).toBe("session_revoked");
  });
});

describe("auth 47, 48: member and Redis", () => {
  test.each(["disabled", "deleted"])(
    "attack 23: a %s member's refresh ends the session",
    async (how) => {
      const auth = testAuth();
      const tokens = await signedIn(auth);
      const row = auth.members.rows.get(LOGIN.email);
      if (how === "deleted") auth.members.rows.clear();
      else if (row) row.member = { ...row.member, status: "disabled" };
      expect((await refresh(auth, tokens.refreshToken)).code).toBe("session_revoked");
      expect(await verify(auth, tokens.accessToken)).toEqual({ active: false });
    },
  );

  test.each(["redis", "members"] as const)(
    "%s unavailable: 503, and the same token refreshes afterwards",
    async (which) => {
      const auth = testAuth();
      const { refreshToken } = await signedIn(auth);
      const before = auth.sessions.world;
      auth.down[which] = true;
      expect((await refresh(auth, refreshToken)).status).toBe(503);
      expect(auth.sessions.world).toBe(before);
      auth.down[which] = false;
      expect((await refresh(auth, refreshToken)).status).toBe(200);
    },
  );
});

describe("auth 49: logout", () => {
  const logout = (auth: TestAuth, refreshToken: string, scope?: string) =>
    auth.post("logout", { refreshToken, scope });
  test.each([
    [undefined, [false, true, true]],
    ["local", [false, true, true]],
    ["others", [true, false, false]],
    ["global", [false, false, false]],
  ])("scope %s leaves %j alive", async (scope, alive) => {
    const auth = testAuth();
    const all = [await signedIn(auth), await signedIn(auth)];
    const registered = [...auth.sessions.world.sessions.keys()].find((id) =>
      all.every(({ session }) => session.id !== id),
    );
    const response = await logout(auth, all[0]?.refreshToken ?? "", scope);
    expect([response.status, await response.text()]).toEqual([204, ""]);
    const states = [...all.map(({ session }) => session.id), registered ?? ""].map((id) =>
      auth.sessions.world.sessions.has(id),
    );
    expect(states).toEqual(alive);
    const active = await Promise.all(
      all.map(async ({ accessToken }) => (await verify(auth, accessToken)).active),
    );
    expect(active).toEqual(alive.slice(0, 2));
  });

  test("is 204 for unknown, forged and ended tokens, and twice", async () => {
    const auth = testAuth();
    const { refreshToken } = await signedIn(auth);
    for (const token of ["", "nonsense", `${refreshToken}x`, refreshToken, refreshToken]) {
      expect((await logout(auth, token)).status).toBe(204);
    }
  });

  test("an ended session's token ends no others", async () => {
    const auth = testAuth();
    const ended = await signedIn(auth);
    const alive = await signedIn(auth);
    await logout(auth, ended.refreshToken);
    await logout(auth, ended.refreshToken, "global");
    expect((await refresh(auth, alive.refreshToken)).status).toBe(200);
  });

  test("auth 46: after a logout no refresh succeeds, and no key of the session is made again", async () => {
    const auth = testAuth();
    const { refreshToken, session } = await signedIn(auth);
    await Promise.all([
      refresh(auth, refreshToken),
      logout(auth, refreshToken),
      refresh(auth, refreshToken),
    ]);
    expect((await refresh(auth, refreshToken)).code).toBe("session_revoked");
    expect(auth.sessions.world.sessions.has(session.id)).toBe(false);
  });

  test("Redis unavailable: 503, because 204 would be untrue", async () => {
    const auth = testAuth();
    const { refreshToken } = await signedIn(auth);
    auth.down.redis = true;
    expect((await logout(auth, refreshToken)).status).toBe(503);
  });
});

describe("auth 23, 55", () => {
  test("auth 23: the 21st session ends the oldest, with an audit event", async () => {
    const auth = testAuth({ LOGIN_FAILURES_MAX: 1000 });
    const oldest = await signedIn(auth);
    for (let i = 0; i < 20; i++) await signedIn(auth);
    expect(auth.sessions.world.sessions.size).toBe(20);
    expect((await refresh(auth, oldest.refreshToken)).code).toBe("session_revoked");
    expect(auth.audit).toContainEqual(
      expect.objectContaining({ outcome: "too_many_sessions", sessionId: oldest.session.id }),
    );
  });

  test("auth 55: a live token is active with exactly its claims; any other is just inactive", async () => {
    const auth = testAuth();
    const { accessToken, member, session, expiresIn } = await signedIn(auth);
    const exp = auth.clock.ms / 1000 + expiresIn;
    expect(await verify(auth, accessToken)).toEqual({
      active: true,
      sub: member.id,
      sid: session.id,
      role: "member",
      exp,
    });
    for (const token of ["", "a.b.c", `${accessToken}x`])
      expect(await verify(auth, token)).toEqual({ active: false });
    auth.clock.ms += 306_000;
    expect(await verify(auth, accessToken)).toEqual({ active: false });
  });

  test("auth 55: without the revocation marks nothing is called active", async () => {
    const auth = testAuth();
    const { accessToken } = await signedIn(auth);
    auth.down.redis = true;
    expect((await auth.post("verify", { token: accessToken })).status).toBe(503);
  });
});
