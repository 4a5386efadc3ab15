/** Laws of device cookies, upgrade, sessions, reauthentication, password change, reset links and administration. */

import { LoginOutput, SessionTokens } from "@edgemart/contracts/auth";
import { addressPrefix } from "@edgemart/contracts/client-address";
import { newId } from "@edgemart/worker-kit/ids";
import { decodeJwt } from "jose";
import { describe, expect, test } from "vitest";
import { adminToken } from "../../test/admin-token.ts";
import { type TestAuth, testAuth } from "../../test/fakes.ts";

const PASSWORD = "correct horse battery";
const LOGIN = { email: "mina@example.com", password: PASSWORD };
const ELSEWHERE = { "x-internal-client-prefix": "198.51.100.9/32" };

async function signedIn(auth: TestAuth, more: object = {}) {
  if (!auth.members.rows.has(LOGIN.email)) await auth.post("register", { ...LOGIN, name: "Kim" });
  const answer = await auth.post("login", { ...LOGIN, ...more });
  return { ...LoginOutput.parse(await answer.json()), status: answer.status };
}
function call(auth: TestAuth, method: string, path: string, token: string, body?: unknown) {
  return auth.send(path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "x-internal-client-prefix": "203.0.113.7/32",
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
async function codeOf(response: Response): Promise<string | undefined> {
  return ((await response.json()) as { code?: string }).code;
}
const wrongFrom = (auth: TestAuth, address: string, more: object = {}) =>
  auth.post(
    "login",
    { ...LOGIN, password: "wrong horse battery", ...more },
    { "x-internal-client-prefix": addressPrefix(address) },
  );
const address = (i: number) => `198.51.${(i >> 8) & 255}.${i & 255}`;

describe("auth 26: device tokens", () => {
  test("the owner's success does not free strangers from their wait (auth 29)", async () => {
    const auth = testAuth();
    const { deviceToken } = await signedIn(auth);
    for (let i = 0; i < 8; i++) await wrongFrom(auth, address(i));
    await signedIn(auth, { deviceToken });
    expect((await auth.post("login", LOGIN, ELSEWHERE)).status).toBe(429);
  });

  test("a device that failed 10 times waits with the rest", async () => {
    const auth = testAuth({ LOGIN_FAILURES_MAX: 1000 });
    const { deviceToken } = await signedIn(auth);
    for (let i = 0; i < 6; i++) await wrongFrom(auth, address(i));
    for (let i = 0; i < 10; i++)
      expect((await wrongFrom(auth, address(i), { deviceToken })).status).toBe(401);
    expect((await wrongFrom(auth, "203.0.113.8", { deviceToken })).status).toBe(429);
  });

  test("another account's, an old, a forged and a cut token lift no wait", async () => {
    const auth = testAuth();
    await auth.post("register", { email: "jun@example.com", password: PASSWORD, name: "Jun" });
    const foreign = LoginOutput.parse(
      await (await auth.post("login", { email: "jun@example.com", password: PASSWORD })).json(),
    ).deviceToken;
    const own = (await signedIn(auth)).deviceToken ?? "";
    for (let i = 0; i < 8; i++) await wrongFrom(auth, address(i));
    const last = own.endsWith("A") ? "B" : "A";
    for (const deviceToken of [
      foreign,
      own.slice(0, -1) + last,
      own.slice(0, 40),
      "d1.x.1.y",
      "",
    ]) {
      expect((await auth.post("login", { ...LOGIN, deviceToken }, ELSEWHERE)).status).toBe(429);
    }
    auth.clock.ms += 180 * 86_400_000;
    for (let i = 0; i < 8; i++) await wrongFrom(auth, address(i));
    expect((await auth.post("login", { ...LOGIN, deviceToken: own }, ELSEWHERE)).status).toBe(429);
  });
});

describe("auth 22: a hash of an earlier kind is written again at sign-in", () => {
  test("a legacy hash becomes h2 after the answer, and signs in again", async () => {
    const auth = testAuth();
    await signedIn(auth);
    const row = auth.members.rows.get(LOGIN.email);
    if (!row) throw new Error("no account");
    const legacy = await auth.hasher.hash(PASSWORD, 4);
    row.passwordHash = legacy.ok ? legacy.value : "";
    expect((await signedIn(auth)).status).toBe(200);
    await expect.poll(() => row.passwordHash).toMatch(/^h2\$/);
    expect((await signedIn(auth)).status).toBe(200);
  });

  test("an upgrade loses against a password changed meanwhile", async () => {
    const auth = testAuth();
    await signedIn(auth);
    const row = auth.members.rows.get(LOGIN.email);
    if (!row) throw new Error("no account");
    const legacy = await auth.hasher.hash(PASSWORD, 4);
    row.passwordHash = legacy.ok ? legacy.value : "";
    const replace = auth.members.replaceCredential;
    const replaced: boolean[] = [];
    auth.members.replaceCredential = async (input, context) => {
      row.passwordHash = "h2$changed-meanwhile";
      const done = await replace(input, context);
      replaced.push(done);
      return done;
    };
    await signedIn(auth);
    await expect.poll(() => replaced).toEqual([false]);
    expect(row.passwordHash).toBe("h2$changed-meanwhile");
  });
});

describe("auth 50: a member's sessions", () => {
  test("are listed newest first, the caller's marked, as text and without anything token-like", async () => {
    const auth = testAuth();
    await signedIn(auth);
    auth.clock.ms += 1000;
    const { accessToken, session } = await signedIn(auth);
    const { items } = (await (await call(auth, "GET", "sessions", accessToken)).json()) as {
      items: { id: string; current: boolean; amr: string[] }[];
    };
    expect(items).toHaveLength(3);
    expect(items[0]).toMatchObject({ id: session.id, current: true, amr: ["pwd"], country: null });
    expect(JSON.stringify(items)).not.toMatch(/r1\.|203\.0\.113/);
  });

  test("another's end needs a recent password, one's own does not; a foreign id is 404", async () => {
    const auth = testAuth();
    const first = await signedIn(auth);
    const second = await signedIn(auth);
    const stranger = await adminToken(auth, 0, "member");
    expect((await call(auth, "DELETE", `sessions/${first.session.id}`, stranger)).status).toBe(404);
    expect(
      (await call(auth, "DELETE", `sessions/${first.session.id}`, second.accessToken)).status,
    ).toBe(204);
    expect(await codeOf(await call(auth, "GET", "sessions", first.accessToken))).toBe(
      "token_invalid",
    );
    auth.clock.ms += 901_000;
    const renewed = SessionTokens.parse(
      await (await auth.post("refresh", { refreshToken: second.refreshToken })).json(),
    );
    const third = await signedIn(auth);
    const late = await call(auth, "DELETE", `sessions/${third.session.id}`, renewed.accessToken);
    expect([late.status, await codeOf(late)]).toEqual([401, "reauthentication_required"]);
    expect(
      (await call(auth, "DELETE", `sessions/${second.session.id}`, renewed.accessToken)).status,
    ).toBe(204);
  });

  test("attack 28: the service key opens nothing of a member's", async () => {
    const auth = testAuth();
    const headers = { authorization: `Basic ${auth.config.AUTH_BASIC_KEY}` };
    expect((await auth.send("sessions", { headers })).status).toBe(401);
    expect((await auth.send("sessions")).status).toBe(401);
  });
});

describe("reauthenticate", () => {
  test("gives a token with a new auth_time, which later refreshes keep", async () => {
    const auth = testAuth();
    const tokens = await signedIn(auth);
    auth.clock.ms += 200_000;
    const answer = await call(auth, "POST", "reauthenticate", tokens.accessToken, {
      password: PASSWORD,
    });
    const { accessToken } = (await answer.json()) as { accessToken: string };
    const now = Math.floor(auth.clock.ms / 1000);
    expect([answer.status, decodeJwt(accessToken).auth_time]).toEqual([200, now]);
    expect(decodeJwt(accessToken).sid).toBe(tokens.session.id);
    const renewed = SessionTokens.parse(
      await (await auth.post("refresh", { refreshToken: tokens.refreshToken })).json(),
    );
    expect(decodeJwt(renewed.accessToken).auth_time).toBe(now);
  });

  test("a wrong password counts against the account as at sign-in", async () => {
    const auth = testAuth();
    const { accessToken } = await signedIn(auth);
    const wrong = () => call(auth, "POST", "reauthenticate", accessToken, { password: "wrong" });
    for (let i = 0; i < 5; i++) expect((await wrong()).status).toBe(401);
    auth.hasher.calls = 0;
    expect([(await wrong()).status, auth.hasher.calls]).toEqual([429, 0]);
    expect((await auth.post("login", LOGIN, ELSEWHERE)).status).toBe(429);
  });

  test("auth 46: a session ended meanwhile gives no token", async () => {
    const auth = testAuth();
    const { accessToken, session } = await signedIn(auth);
    const confirm = auth.sessions.confirm;
    auth.sessions.confirm = async (command) => {
      await auth.sessions.end({ ...command, kind: "end", scope: "all", sessionId: session.id });
      return confirm(command);
    };
    const answer = await call(auth, "POST", "reauthenticate", accessToken, { password: PASSWORD });
    expect([answer.status, auth.sessions.world.sessions.has(session.id)]).toEqual([401, false]);
  });
});

describe("auth 58: password change", () => {
  const NEXT = "a much better phrase";
  const change = (auth: TestAuth, token: string, currentPassword = PASSWORD, newPassword = NEXT) =>
    call(auth, "POST", "password/change", token, { currentPassword, newPassword });

  test("ends every session and opens a new one; the new password alone signs in", async () => {
    const auth = testAuth();
    const other = await signedIn(auth);
    const own = await signedIn(auth);
    const answer = await change(auth, own.accessToken);
    const tokens = SessionTokens.parse(await answer.json());
    expect([answer.status, tokens.session.id === own.session.id]).toEqual([200, false]);
    for (const { refreshToken } of [other, own]) {
      expect(await codeOf(await auth.post("refresh", { refreshToken }))).toBe("session_revoked");
    }
    expect((await call(auth, "GET", "sessions", own.accessToken)).status).toBe(401);
    expect((await call(auth, "GET", "sessions", tokens.accessToken)).status).toBe(200);
    expect((await auth.post("login", LOGIN)).status).toBe(401);
    expect((await auth.post("login", { ...LOGIN, password: NEXT })).status).toBe(200);
  });

  test("needs a recent password, the right one, and a good new one; nothing changes otherwise", async () => {
    const auth = testAuth();
    const { accessToken, refreshToken } = await signedIn(auth);
    expect((await change(auth, accessToken, "wrong horse")).status).toBe(401);
    expect(await codeOf(await change(auth, accessToken, PASSWORD, "password123"))).toBe(
      "password_too_common",
    );
    expect((await change(auth, accessToken, PASSWORD, "short")).status).toBe(422);
    auth.clock.ms += 901_000;
    const late = SessionTokens.parse(await (await auth.post("refresh", { refreshToken })).json());
    expect(await codeOf(await change(auth, late.accessToken))).toBe("reauthentication_required");
    expect((await auth.post("login", LOGIN)).status).toBe(200);
  });

  test("of two changes at once the second finds another hash and changes nothing", async () => {
    const auth = testAuth();
    const { accessToken } = await signedIn(auth);
    const replace = auth.members.replaceCredential;
    auth.members.replaceCredential = async (input, context) => {
      const row = auth.members.rows.get(LOGIN.email);
      if (row) row.passwordHash = "h2$changed-meanwhile";
      return replace(input, context);
    };
    expect(await codeOf(await change(auth, accessToken))).toBe("invalid_credentials");
    expect(auth.members.rows.get(LOGIN.email)?.passwordHash).toBe("h2$changed-meanwhile");
  });
});

describe("auth 54, 56, 57: administrators", () => {
  const NEXT = "a much better phrase";
  async function memberOf(auth: TestAuth) {
    const tokens = await signedIn(auth);
    return { ...tokens, id: tokens.member.id };
  }

  test.each(["unlock", "end-sessions", "reset-link"])(
    "%s needs an administrator with a recent password",
    async (act) => {
      const auth = testAuth();
      const { id, accessToken } = await memberOf(auth);
      const body = act === "reset-link" ? {} : undefined;
      const ask = (member: string, token: string) =>
        call(auth, "POST", `members/${member}/${act}`, token, body);
      expect((await ask(id, accessToken)).status).toBe(403);
      const late = await ask(id, await adminToken(auth, 901));
      expect([late.status, await codeOf(late)]).toEqual([401, "reauthentication_required"]);
      const unknown = await ask(newId("member"), await adminToken(auth));
      expect(unknown.status).toBe(404);
    },
  );

  test.each([
    "members/ID/unlock",
    "members/ID/end-sessions",
    "members/ID/reset-link",
    "members/end-sessions",
  ])("architecture 21: %s is decided on the administrator's state of now", async (path) => {
    const auth = testAuth();
    const { id, refreshToken } = await memberOf(auth);
    const admin = await adminToken(auth);
    const row = [...auth.members.rows.values()].find(({ member }) => member.role === "admin");
    if (!row) throw new Error("no administrator");
    const body = path.endsWith("reset-link") ? {} : undefined;
    const act = () => call(auth, "POST", path.replace("ID", id), admin, body);
    const { member } = row;
    const links: string[] = [];
    auth.deps.links.make = async ({ id }) => void links.push(id);
    for (const [now, status, code] of [
      [{ role: "member" }, 403, "forbidden"],
      [{ status: "disabled" }, 401, "token_invalid"],
    ] as const) {
      row.member = { ...member, ...now };
      const answer = await act();
      expect([answer.status, await codeOf(answer)]).toEqual([status, code]);
    }
    row.member = { ...member, id: newId("member") };
    expect([(await act()).status, links]).toEqual([401, []]);
    row.member = member;
    auth.down.members = true;
    expect((await act()).status).toBe(503);
    auth.down.members = false;
    expect((await auth.post("refresh", { refreshToken })).status).toBe(200);
    const { calls } = auth.members;
    expect((await act()).status).toBeLessThan(300);
    // One question for the administrator, and one for the member whom the act is about.
    expect(auth.members.calls - calls).toBe(path.includes("ID") ? 2 : 1);
  });

  test("auth 27: an unlock ends the wait of an account; the wait never grows beyond 15 minutes", async () => {
    const auth = testAuth();
    const { id } = await memberOf(auth);
    for (let i = 0; i < 120; i++) {
      const answer = await wrongFrom(auth, address(i));
      expect(answer.status).toBe(401);
      auth.clock.ms += 900_000;
    }
    const outcomes = auth.audit
      .filter(({ event }) => event === "authn_login_lock")
      .map((each) => each.outcome);
    expect(outcomes).toEqual(["waits_from_now_on", "until_success_or_unlock"]);
    await wrongFrom(auth, "203.0.113.99");
    const waiting = await auth.post("login", LOGIN, ELSEWHERE);
    expect([waiting.status, waiting.headers.get("retry-after")]).toEqual([429, "900"]);
    await call(auth, "POST", `members/${id}/unlock`, await adminToken(auth));
    expect((await auth.post("login", LOGIN, ELSEWHERE)).status).toBe(200);
  });

  test("end-sessions ends all of them and says who did it", async () => {
    const auth = testAuth();
    const { id, accessToken, refreshToken } = await memberOf(auth);
    const answer = await call(auth, "POST", `members/${id}/end-sessions`, await adminToken(auth));
    expect(answer.status).toBe(204);
    expect(await codeOf(await auth.post("refresh", { refreshToken }))).toBe("session_revoked");
    expect((await call(auth, "GET", "sessions", accessToken)).status).toBe(401);
    expect(auth.audit).toContainEqual(
      expect.objectContaining({ event: "authz_admin", memberId: id }),
    );
  });

  test("auth 80: the audit is read by administrators alone, within bounds, and changed by no one", async () => {
    const auth = testAuth();
    const { accessToken } = await signedIn(auth);
    const admin = await adminToken(auth);
    expect((await auth.send("audit")).status).toBe(401);
    expect((await call(auth, "GET", "audit", accessToken)).status).toBe(403);
    const answer = await call(auth, "GET", "audit?limit=2", admin);
    expect([answer.status, await answer.json()]).toEqual([200, { items: [], nextCursor: null }]);
    for (const query of ["limit=0", "limit=101", "cursor=x", "cursor=0", "member=mem_1"]) {
      expect(await codeOf(await call(auth, "GET", `audit?${query}`, admin))).toBe("invalid_query");
    }
    expect((await call(auth, "POST", "audit", admin)).status).toBe(405);
  });

  test("auth 40, 54: all members' sessions end at once, the administrator's too; who signs in later stays", async () => {
    const auth = testAuth();
    const { accessToken, refreshToken } = await signedIn(auth);
    const path = "members/end-sessions";
    expect((await call(auth, "POST", path, accessToken)).status).toBe(403);
    expect((await call(auth, "POST", path, await adminToken(auth, 901))).status).toBe(401);
    const admin = await adminToken(auth);
    expect((await call(auth, "POST", path, admin)).status).toBe(204);
    for (const token of [accessToken, admin]) {
      expect((await call(auth, "GET", "sessions", token)).status).toBe(401);
    }
    expect(await codeOf(await auth.post("refresh", { refreshToken }))).toBe("session_revoked");
    expect(auth.audit.filter(({ outcome }) => outcome === "end-all-sessions")).toHaveLength(1);
    const told = auth.links.told.flatMap(({ data }) => ("everyone" in data ? data : []));
    expect(told).toMatchObject([
      { everyone: true, reason: "end-all-sessions", sessions: { length: 1 } },
    ]);
    // In the same millisecond.
    const later = SessionTokens.parse(await (await auth.post("login", LOGIN)).json());
    expect((await call(auth, "GET", "sessions", later.accessToken)).status).toBe(200);
    expect((await auth.post("refresh", { refreshToken: later.refreshToken })).status).toBe(200);
  });

  test("attack 84: of parallel uses of one link one succeeds; it ends all sessions and signs no one in", async () => {
    const auth = testAuth();
    const { id, refreshToken } = await memberOf(auth);
    const made = await call(auth, "POST", `members/${id}/reset-link`, await adminToken(auth), {
      show: true,
    });
    const { resetToken, expiresIn } = (await made.json()) as {
      resetToken: string;
      expiresIn: number;
    };
    expect([made.status, expiresIn, resetToken.length]).toEqual([201, 1800, 43]);
    const common = await auth.post("password/reset", {
      token: resetToken,
      newPassword: "password123",
    });
    expect(await codeOf(common)).toBe("password_too_common");
    const uses = await Promise.all(
      Array.from({ length: 8 }, () =>
        auth.post("password/reset", { token: resetToken, newPassword: NEXT }),
      ),
    );
    expect(uses.map(({ status }) => status).sort()).toEqual([204, ...Array(7).fill(400)]);
    expect(await codeOf(await auth.post("refresh", { refreshToken }))).toBe("session_revoked");
    expect((await auth.post("login", { ...LOGIN, password: NEXT })).status).toBe(200);
  });

  test("attacks 84, 85: an older link, a foreign, a cut and an invented one are reset_invalid", async () => {
    const auth = testAuth({ LOGIN_FAILURES_MAX: 1000 });
    const { id } = await memberOf(auth);
    const link = async () => {
      const made = await call(auth, "POST", `members/${id}/reset-link`, await adminToken(auth), {
        show: true,
      });
      return ((await made.json()) as { resetToken: string }).resetToken;
    };
    const [older, newer] = [await link(), await link()];
    for (const token of [older, newer.slice(0, 42), `${newer}x`, "A".repeat(43), ""]) {
      const answer = await auth.post("password/reset", { token, newPassword: NEXT });
      expect([answer.status, await codeOf(answer)]).toEqual([400, "reset_invalid"]);
    }
    expect((await auth.post("login", LOGIN)).status).toBe(200);
    expect((await auth.send("password/reset")).status).toBe(405);
    expect((await auth.post("password/reset", { token: newer, newPassword: NEXT })).status).toBe(
      204,
    );
  });
});

test("auth 24: a session refreshes 60 times in a minute, another session is not kept out by it", async () => {
  const auth = testAuth();
  let { refreshToken } = await signedIn(auth);
  const other = await signedIn(auth);
  for (let i = 0; i < 60; i++) {
    auth.clock.ms += 10;
    const renewed = await auth.post("refresh", { refreshToken });
    refreshToken = SessionTokens.parse(await renewed.json()).refreshToken;
  }
  const last = await auth.post("refresh", { refreshToken });
  expect([last.status, await codeOf(last)]).toEqual([429, "rate_limited"]);
  expect((await auth.post("refresh", { refreshToken: other.refreshToken })).status).toBe(200);
  auth.clock.ms += 60_000;
  expect((await auth.post("refresh", { refreshToken })).status).toBe(200);
});

test("auth 47, 53: a session from before a disabling stays revoked when the member is enabled again", async () => {
  const auth = testAuth();
  const { member, refreshToken } = await signedIn(auth);
  const row = auth.members.rows.get(LOGIN.email);
  if (!row) throw new Error("nobody");
  row.member = { ...row.member, version: row.member.version + 1 };
  auth.members.voidBelow.set(member.id, row.member.version);
  expect(await codeOf(await auth.post("refresh", { refreshToken }))).toBe("session_revoked");
  const later = await signedIn(auth);
  expect((await auth.post("refresh", { refreshToken: later.refreshToken })).status).toBe(200);
});
