/** Laws of signing in by Google: who it is, what is asked first, and what is never written. */
import { LoginOutput } from "@edgemart/contracts/auth";
import type { OidcStarted } from "@edgemart/contracts/google";
import type { PasskeyOptions } from "@edgemart/contracts/passkeys";
import { newDevicePasskey } from "@edgemart/testkit/authenticator";
import { decodeJwt } from "jose";
import { describe, expect, test } from "vitest";
import { countTrips } from "../../test/count-trips.ts";
import { type TestAuth, testAuth } from "../../test/fakes.ts";

const PASSWORD = "correct horse battery";
const ACCEPTS = { terms: "2026-11-01", privacy: "2026-11-01", age14: true };

interface Answer {
  status: number;
  code?: string;
  body: Record<string, unknown>;
}

async function answered(response: Response | Promise<Response>): Promise<Answer> {
  const got = await response;
  const text = await got.text();
  const body = (text ? JSON.parse(text) : {}) as Record<string, unknown>;
  return { status: got.status, body, ...(typeof body.code === "string" && { code: body.code }) };
}
const outcome = ({ code, status }: Answer) => (code ? `${status} ${code}` : String(status));

/** What the browser brings back. */
async function begun(auth: TestAuth, headers = {}, path = "google/start") {
  const started = (await answered(auth.post(path, { locale: "ko" }, headers))).body as OidcStarted;
  const state = new URL(started.authorizationUrl).searchParams.get("state") ?? "";
  return { code: "code", state, transaction: started.transaction };
}
const google = async (auth: TestAuth) => answered(auth.post("google", await begun(auth)));

/** Someone with a password and a session. */
async function person(auth: TestAuth, email = "mina@gmail.com", confirmed = true) {
  await auth.post("register", { email, password: PASSWORD, name: "Kim" });
  const row = auth.members.rows.get(email);
  if (!row) throw new Error("not registered");
  row.member = { ...row.member, emailVerified: confirmed };
  const login = LoginOutput.parse(
    (await answered(auth.post("login", { email, password: PASSWORD }))).body,
  );
  const bearer = { authorization: `Bearer ${login.accessToken}` };
  return { id: login.member.id, bearer, sessionId: login.session.id, login, row, email };
}

/** Someone who signs in by Google alone. */
async function newcomer(auth: TestAuth) {
  const asked = await google(auth);
  const made = await answered(
    auth.post("google/accept", { ticket: asked.body.ticket, accepts: ACCEPTS }),
  );
  if (made.status !== 201) throw new Error(outcome(made));
  return LoginOutput.parse(made.body);
}
const countOf = ({ members }: TestAuth) => [members.rows.size, members.linked.size];

describe("identity 22, 23: the beginning", () => {
  test("without a client at the provider there is no such address", async () => {
    const auth = testAuth();
    auth.deps.oidc = null;
    expect(outcome(await answered(auth.post("google/start", { locale: "ko" })))).toBe(
      "404 not_found",
    );
    const callback = { code: "c", state: "s".repeat(43), transaction: "t".repeat(43) };
    expect(outcome(await answered(auth.post("google", callback)))).toBe("404 not_found");
  });

  test("two tabs side by side both succeed", async () => {
    const auth = testAuth();
    await newcomer(auth);
    const [one, two] = [await begun(auth), await begun(auth)];
    expect((await answered(auth.post("google", two))).status).toBe(200);
    expect((await answered(auth.post("google", one))).status).toBe(200);
  });
});

describe("identity 25, 56.7–9: only the browser that began, once, and in time", () => {
  test("a code alone is 422", async () => {
    expect((await answered(testAuth().post("google", { code: "c" }))).status).toBe(422);
  });

  test("another's transaction, another state, a repeat, and an old one are 400, and the provider is not asked", async () => {
    const auth = testAuth();
    const [mine, his] = [await begun(auth), await begun(auth)];
    const post = async (callback: object) => outcome(await answered(auth.post("google", callback)));
    const refused = "400 oidc_state_invalid";
    expect(await post({ ...his, transaction: mine.transaction })).toBe(refused);
    // It is used up by the one who tried.
    expect(await post(his)).toBe(refused);
    expect(await post({ ...mine, state: "x".repeat(43) })).toBe(refused);
    auth.clock.ms += 600_001;
    expect(await post(mine)).toBe(refused);
    expect(auth.provider.calls).toBe(0);
    const fresh = await begun(auth);
    expect((await answered(auth.post("google", fresh))).status).toBe(200);
    expect(await post(fresh)).toBe(refused);
    expect(auth.provider.calls).toBe(1);
  });

  test("a transaction that links does not sign in, and one that signs in does not link", async () => {
    const auth = testAuth();
    const { bearer } = await person(auth);
    const linking = await begun(auth, bearer, "identities/google/start");
    expect(outcome(await answered(auth.post("google", linking)))).toBe("400 oidc_state_invalid");
    const signing = await begun(auth);
    expect(outcome(await answered(auth.post("identities/google", signing, bearer)))).toBe(
      "400 oidc_state_invalid",
    );
  });
});

describe("identity 27: who it is", () => {
  test("identity 56.16: a known identity signs in whatever its address is now, and the shop's address stays", async () => {
    const auth = testAuth();
    const { member } = await newcomer(auth);
    auth.provider.person = { ...auth.provider.person, email: "other@gmail.com" };
    const { body, status } = await google(auth);
    expect([status, LoginOutput.parse(body).member.email]).toEqual([200, "mina@gmail.com"]);
    expect(LoginOutput.parse(body).member.id).toBe(member.id);
    expect(countOf(auth)).toEqual([1, 1]);
  });

  test("identity 56.15: a recycled address with another subject proves the account first", async () => {
    const auth = testAuth();
    await newcomer(auth);
    auth.provider.person = { ...auth.provider.person, subject: "200" };
    const { body } = await google(auth);
    expect(body).toMatchObject({ status: "link_required", methods: ["mail"] });
    expect(countOf(auth)).toEqual([1, 1]);
  });

  test("identity 27: an address that Google writes in other letters is the account it names, not a second one", async () => {
    const auth = testAuth();
    await person(auth);
    auth.provider.person = { ...auth.provider.person, email: "Mina@Gmail.COM" };
    expect((await google(auth)).body).toMatchObject({ status: "link_required" });
    expect(countOf(auth)).toEqual([1, 0]);
  });

  test("identity 56.59: a new person is asked to agree, and nothing is written before", async () => {
    const auth = testAuth();
    const asked = await google(auth);
    expect(asked.body).toMatchObject({
      ...{ status: "consent_required", name: "Mina Kim", email: "mina@gmail.com", expiresIn: 600 },
    });
    expect(countOf(auth)).toEqual([0, 0]);
    const accept = (accepts: object) =>
      answered(auth.post("google/accept", { ticket: asked.body.ticket, accepts }));
    expect((await accept({ ...ACCEPTS, age14: false })).status).toBe(422);
    const made = await accept(ACCEPTS);
    expect([made.status, countOf(auth)]).toEqual([201, [1, 1]]);
    expect(outcome(await accept(ACCEPTS))).toBe("400 oidc_state_invalid");
  });

  test.each([[false], ["true"], [1], [undefined]])(
    "identity 56.14: email_verified %j is 403, with an account or without",
    async (said) => {
      const auth = testAuth();
      auth.provider.person = { ...auth.provider.person, emailVerified: said === true };
      expect(outcome(await google(auth))).toBe("403 provider_email_unverified");
      await person(auth);
      expect(outcome(await google(auth))).toBe("403 provider_email_unverified");
      expect(countOf(auth)).toEqual([1, 0]);
    },
  );

  test("an unconfirmed account with the address is proved by mail alone", async () => {
    const auth = testAuth();
    await person(auth, "mina@gmail.com", false);
    const asked = await google(auth);
    expect(asked.body).toMatchObject({ status: "link_required", methods: ["mail"] });
    const link = { ticket: asked.body.ticket, password: PASSWORD };
    // The squatter's own password links nothing.
    expect(outcome(await answered(auth.post("google/link", link)))).toBe("400 oidc_state_invalid");
    expect(countOf(auth)).toEqual([1, 0]);
  });

  test("identity 56.49: a disabled member is refused after the proof, a deleted one is new", async () => {
    const auth = testAuth();
    await newcomer(auth);
    const row = auth.members.rows.get("mina@gmail.com");
    if (!row) throw new Error("no member");
    row.member = { ...row.member, status: "disabled" };
    expect(outcome(await google(auth))).toBe("403 account_disabled");
    auth.members.rows.clear();
    auth.members.linked.clear();
    expect((await google(auth)).body.status).toBe("consent_required");
  });
});

describe("identity 27, 29: proving the account that has the address", () => {
  async function asked(auth: TestAuth) {
    const owner = await person(auth);
    const { body } = await google(auth);
    return { owner, ticket: String(body.ticket), body };
  }
  const link = (auth: TestAuth, body: object) => answered(auth.post("google/link", body));

  test("by its password: linked, signed in, and from then on known", async () => {
    const auth = testAuth();
    const { body, owner, ticket } = await asked(auth);
    expect(body.methods).toEqual(["password"]);
    const linked = await link(auth, { ticket, password: PASSWORD });
    expect([linked.status, LoginOutput.parse(linked.body).member.id]).toEqual([200, owner.id]);
    expect(decodeJwt(String(linked.body.accessToken)).amr).toEqual(["pwd", "fed"]);
    expect(outcome(await link(auth, { ticket, password: PASSWORD }))).toBe(
      "400 oidc_state_invalid",
    );
    expect((await google(auth)).body).toMatchObject({ member: { id: owner.id } });
  });

  test("by one of its passkeys, for this ticket alone", async () => {
    const auth = testAuth();
    const owner = await person(auth);
    const device = newDevicePasskey(owner.id);
    const toMake = (await answered(auth.post("passkeys/options", {}, owner.bearer)))
      .body as PasskeyOptions;
    const response = device.created(String(toMake.options.challenge));
    await auth.post("passkeys", { challengeId: toMake.challengeId, response }, owner.bearer);
    const [mine, other] = [(await google(auth)).body, (await google(auth)).body];
    expect(mine.methods).toEqual(["password", "passkey"]);
    const options = async (ticket: unknown) =>
      (await answered(auth.post("passkey/options", { ticket }))).body as PasskeyOptions;
    const used = (to: PasskeyOptions) => ({
      challengeId: to.challengeId,
      response: device.used(String(to.options.challenge)),
    });
    const forOther = await options(other.ticket);
    const named = (forOther.options.allowCredentials as { id: string }[]).map(({ id }) => id);
    expect(named).toEqual([device.id]);
    expect(outcome(await link(auth, { ticket: mine.ticket, passkey: used(forOther) }))).toBe(
      "400 challenge_invalid",
    );
    const right = await link(auth, {
      ticket: mine.ticket,
      passkey: used(await options(mine.ticket)),
    });
    expect([right.status, decodeJwt(String(right.body.accessToken)).amr]).toEqual([
      200,
      ["swk", "user", "fed"],
    ]);
    // The other ticket is of the version before.
    expect(outcome(await link(auth, { ticket: other.ticket, password: PASSWORD }))).toBe(
      "400 oidc_state_invalid",
    );
  });

  test("five wrong tries void the ticket, and each counts against the account", async () => {
    const auth = testAuth({ LOGIN_ACCOUNT_FAILURES_FREE: 100, LOGIN_FAILURES_MAX: 100 });
    const { ticket } = await asked(auth);
    for (let n = 0; n < 5; n++) {
      expect(outcome(await link(auth, { ticket, password: "wrong" }))).toBe(
        "401 invalid_credentials",
      );
    }
    expect(outcome(await link(auth, { ticket, password: PASSWORD }))).toBe(
      "400 oidc_state_invalid",
    );
    const strict = testAuth({ LOGIN_ACCOUNT_FAILURES_FREE: 2 });
    const two = await asked(strict);
    const codes = [];
    for (let n = 0; n < 3; n++) {
      codes.push(outcome(await link(strict, { ticket: two.ticket, password: "wrong" })));
    }
    expect(codes.at(-1)).toBe("429 rate_limited");
  });

  test("identity 56.18: a change of the account meanwhile, another ticket, an old one: refused", async () => {
    const auth = testAuth();
    const { owner, ticket } = await asked(auth);
    owner.row.member = { ...owner.row.member, version: owner.row.member.version + 1 };
    const refused = "400 oidc_state_invalid";
    expect(outcome(await link(auth, { ticket, password: PASSWORD }))).toBe(refused);
    expect(outcome(await link(auth, { ticket: "x".repeat(43), password: PASSWORD }))).toBe(refused);
    const later = await google(auth);
    auth.clock.ms += 600_001;
    const old = { ticket: later.body.ticket, password: PASSWORD };
    expect(outcome(await link(auth, old))).toBe(refused);
    expect(countOf(auth)).toEqual([1, 0]);
  });

  test("a ticket of an account is not accepted as a new one", async () => {
    const auth = testAuth();
    const { ticket } = await asked(auth);
    const accept = { ticket, accepts: ACCEPTS };
    expect(outcome(await answered(auth.post("google/accept", accept)))).toBe(
      "400 oidc_state_invalid",
    );
    // And a ticket of a new person proves no account.
    auth.provider.person = { ...auth.provider.person, email: "jun@gmail.com", subject: "9" };
    const fresh = await google(auth);
    const linking = { ticket: fresh.body.ticket, password: PASSWORD };
    expect(outcome(await link(auth, linking))).toBe("400 oidc_state_invalid");
  });

  test("the address was taken while the person was reading: 409", async () => {
    const auth = testAuth();
    const fresh = await google(auth);
    await person(auth);
    const accept = { ticket: fresh.body.ticket, accepts: ACCEPTS };
    expect(outcome(await answered(auth.post("google/accept", accept)))).toBe("409 email_taken");
  });
});

describe("identity 31: a first factor, and how fresh it is", () => {
  const timeOf = ({ body }: Answer) => decodeJwt(String(body.accessToken)).auth_time;

  test("with a password it is never fresh, without one it is when the ID token is new", async () => {
    const auth = testAuth();
    await newcomer(auth);
    const now = Math.floor(auth.clock.ms / 1000);
    expect(timeOf(await google(auth))).toBe(now);
    auth.provider.person = { ...auth.provider.person, issuedAt: now - 61 };
    expect(timeOf(await google(auth))).toBe(0);
    auth.provider.person = { ...auth.provider.person, issuedAt: now };
    const row = auth.members.rows.get("mina@gmail.com");
    if (row) row.passwordHash = "h2$k1$2b$10$x";
    const withPassword = await google(auth);
    expect(timeOf(withPassword)).toBe(0);
    expect(decodeJwt(String(withPassword.body.accessToken)).amr).toEqual(["fed"]);
  });
});

describe("identity 30: linking while signed in", () => {
  async function linked(auth: TestAuth) {
    const owner = await person(auth);
    const callback = await begun(auth, owner.bearer, "identities/google/start");
    return { owner, made: await answered(auth.post("identities/google", callback, owner.bearer)) };
  }
  const remove = (auth: TestAuth, id: unknown, bearer: { authorization: string }) =>
    answered(auth.send(`identities/${id}`, { method: "DELETE", headers: bearer }));

  test("links, lists, and unlinks; sessions that came through it end, this one stays", async () => {
    const auth = testAuth();
    const { made, owner } = await linked(auth);
    expect([made.status, made.body.provider]).toEqual([201, "GOOGLE"]);
    const list = await answered(auth.send("identities", { headers: owner.bearer }));
    expect(list.body).toEqual({ items: [made.body] });
    const through = LoginOutput.parse((await google(auth)).body);
    expect((await remove(auth, made.body.id, owner.bearer)).status).toBe(204);
    const refreshed = await answered(auth.post("refresh", { refreshToken: through.refreshToken }));
    expect(refreshed.code).toBe("session_revoked");
    expect((await answered(auth.send("identities", { headers: owner.bearer }))).body).toEqual({
      items: [],
    });
  });

  test("identity 56.19: the last way in is 409", async () => {
    const auth = testAuth();
    const signedIn = await newcomer(auth);
    const bearer = { authorization: `Bearer ${signedIn.accessToken}` };
    const list = await answered(auth.send("identities", { headers: bearer }));
    const [own] = list.body.items as { id: string }[];
    expect(outcome(await remove(auth, own?.id, bearer))).toBe("409 last_sign_in_method");
  });

  test("an unconfirmed address, a second account, another member's: refused", async () => {
    const auth = testAuth();
    const squatter = await person(auth, "jun@example.com", false);
    const start = (bearer: object) =>
      auth.post("identities/google/start", { locale: "ko" }, { ...bearer });
    expect(outcome(await answered(start(squatter.bearer)))).toBe("403 email_unverified");
    const { owner } = await linked(auth);
    auth.provider.person = { ...auth.provider.person, subject: "200" };
    const second = await begun(auth, owner.bearer, "identities/google/start");
    expect(outcome(await answered(auth.post("identities/google", second, owner.bearer)))).toBe(
      "409 identity_exists",
    );
    auth.provider.person = { ...auth.provider.person, subject: "100" };
    squatter.row.member = { ...squatter.row.member, emailVerified: true };
    const his = await begun(auth, squatter.bearer, "identities/google/start");
    expect(outcome(await answered(auth.post("identities/google", his, squatter.bearer)))).toBe(
      "409 identity_taken",
    );
  });

  test("needs a recent proof, and the session that began", async () => {
    const auth = testAuth();
    const owner = await person(auth);
    const callback = await begun(auth, owner.bearer, "identities/google/start");
    const again = LoginOutput.parse(
      (await answered(auth.post("login", { email: owner.email, password: PASSWORD }))).body,
    );
    const other = { authorization: `Bearer ${again.accessToken}` };
    expect(outcome(await answered(auth.post("identities/google", callback, other)))).toBe(
      "400 oidc_state_invalid",
    );
    auth.clock.ms += 901_000;
    const old = auth.post("identities/google/start", { locale: "ko" }, owner.bearer);
    expect((await answered(old)).status).toBe(401);
  });
});

describe("identity L, 55: outages and races", () => {
  test("Redis, member or the provider down: 503, and nothing half", async () => {
    const auth = testAuth();
    await newcomer(auth);
    const before = countOf(auth);
    for (const which of ["redis", "members"] as const) {
      const callback = await begun(auth);
      auth.down[which] = true;
      expect((await answered(auth.post("google", callback))).status).toBe(503);
      auth.down[which] = false;
    }
    auth.provider.failure = "provider_unavailable";
    expect(outcome(await google(auth))).toBe("503 provider_unavailable");
    auth.provider.failure = "provider_failed";
    expect(outcome(await google(auth))).toBe("400 provider_failed");
    expect(countOf(auth)).toEqual(before);
  });

  test("identity 56.50: unlinked while signing in leaves no session", async () => {
    const auth = testAuth();
    const { member } = await newcomer(auth);
    const sessions = (await auth.deps.sessions.list(member.id)).length;
    const find = auth.members.identityOf;
    auth.members.identityOf = async (...asked) => {
      const found = await find(...asked);
      auth.members.linked.clear();
      return found;
    };
    expect(outcome(await google(auth))).toBe("400 oidc_state_invalid");
    expect((await auth.deps.sessions.list(member.id)).length).toBe(sessions);
  });

  test("identity 58: a known member costs one call of the provider, at most four trips to Redis, three of member, and no hash", async () => {
    const auth = testAuth();
    await newcomer(auth);
    const provider = auth.provider.calls;
    const costOf = countTrips(auth);
    const callback = await begun(auth);
    expect((await answered(auth.post("google", callback))).status).toBe(200);
    const { redis, ...rest } = costOf();
    expect([rest, auth.provider.calls - provider]).toEqual([{ member: 3, hashes: 0 }, 1]);
    expect(redis).toBeGreaterThanOrEqual(3);
    expect(redis).toBeLessThanOrEqual(4);
  });

  test("no line of the audit holds an address, a name, a subject or a secret", async () => {
    const auth = testAuth();
    await newcomer(auth);
    await google(auth);
    expect(auth.audit.length).toBeGreaterThan(2);
    expect(JSON.stringify(auth.audit)).not.toMatch(/mina@|Mina|"100"|[A-Za-z0-9_-]{43}/);
  });
});
