/** Laws of the second factor: what is asked after the password, what finishes a sign-in, and who may change it. */
import { LoginOutput } from "@edgemart/contracts/auth";
import { AccessClaims } from "@edgemart/contracts/identity";
import type { MfaRequired } from "@edgemart/contracts/mfa";
import type { PasskeyOptions } from "@edgemart/contracts/passkeys";
import type { EnrolmentLink, RecoveryCodes, TotpSetup } from "@edgemart/contracts/second-factor";
import { type DevicePasskey, newDevicePasskey } from "@edgemart/testkit/authenticator";
import { codeAt } from "@edgemart/testkit/authenticator-app";
import { newId } from "@edgemart/worker-kit/ids";
import { decodeJwt } from "jose";
import { describe, expect, test } from "vitest";
import { type TestAuth, testAuth } from "../../test/fakes.ts";

const PASSWORD = "correct horse battery";
const STEP_MS = 30_000;

/** Someone with an account and a fresh session. */
async function person(auth: TestAuth, email = "mina@example.com") {
  const login = { email, password: PASSWORD };
  await auth.post("register", { ...login, name: "Kim" });
  const answer = LoginOutput.parse(await (await auth.post("login", login)).json());
  return { token: answer.accessToken, id: answer.member.id, email };
}
type Person = Awaited<ReturnType<typeof person>>;

function call(auth: TestAuth, path: string, { token }: { token: string }, body: unknown = {}) {
  const headers = { authorization: `Bearer ${token}` };
  return auth.post(path, body, headers);
}
const look = async (auth: TestAuth, { token }: { token: string }) =>
  (await auth.send("totp", { headers: { authorization: `Bearer ${token}` } })).json();
const outcome = async (response: Response) => {
  if (response.status === 204) return "204";
  const { code, status } = (await response.json()) as { code?: string; status?: unknown };
  if (code) return `${response.status} ${code}`;
  return typeof status === "string" ? status : String(response.status);
};

/** Turns the second factor on. */
async function enrol(auth: TestAuth, owner: Person) {
  const answer = await call(auth, "totp/setup", owner);
  const { secret } = (await answer.json()) as TotpSetup;
  const code = () => codeAt(secret, auth.clock.ms);
  const confirmed = await call(auth, "totp", owner, { code: code() });
  if (confirmed.status !== 201) throw new Error(await confirmed.text());
  const { recoveryCodes } = (await confirmed.json()) as RecoveryCodes;
  // The code that enrolled is used up.
  auth.clock.ms += STEP_MS;
  return { secret, code, recoveryCodes };
}
async function enrolled(auth: TestAuth) {
  const owner = await person(auth);
  return { owner, ...(await enrol(auth, owner)) };
}
async function addPasskey(auth: TestAuth, owner: Person): Promise<DevicePasskey> {
  const device = newDevicePasskey(owner.id, "ES256");
  const asked = (await (await call(auth, "passkeys/options", owner)).json()) as PasskeyOptions;
  const response = device.created(String(asked.options.challenge));
  const made = await call(auth, "passkeys", owner, { challengeId: asked.challengeId, response });
  if (made.status !== 201) throw new Error(await made.text());
  return device;
}
function promote(auth: TestAuth, owner: Person) {
  const row = auth.members.rows.get(owner.email);
  if (row) row.member = { ...row.member, role: "admin", version: row.member.version + 1 };
}
const password = (auth: TestAuth, { email }: Person, more: object = {}) =>
  auth.post("login", { email, password: PASSWORD, ...more });
async function challenged(auth: TestAuth, owner: Person, more: object = {}) {
  const asked = (await (await password(auth, owner, more)).json()) as MfaRequired;
  if (asked.status !== "mfa_required") throw new Error("no challenge");
  return asked;
}
const finish = (auth: TestAuth, challenge: string, proof: object) =>
  auth.post("mfa", { challenge, ...proof });
async function touched(auth: TestAuth, challenge: string, device: DevicePasskey) {
  const asked = (await (
    await auth.post("passkey/options", { challenge })
  ).json()) as PasskeyOptions;
  const response = device.used(String(asked.options.challenge));
  return { passkey: { challengeId: asked.challengeId, response } };
}

/** Signs in with both factors. */
async function signedIn(auth: TestAuth, owner: Person, code: () => string): Promise<Person> {
  const { challenge } = await challenged(auth, owner);
  const answer = await finish(auth, challenge, { code: code() });
  auth.clock.ms += STEP_MS;
  return { ...owner, token: LoginOutput.parse(await answer.json()).accessToken };
}

describe("identity 47: after the password", () => {
  test("a member without a second factor is signed in; with one gets a challenge that holds no token", async () => {
    const auth = testAuth();
    const owner = await person(auth);
    await enrol(auth, owner);
    const answer = await password(auth, owner);
    const body = await answer.json();
    expect(answer.status).toBe(200);
    expect(body).toEqual({
      status: "mfa_required",
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      methods: ["totp", "recovery"],
      expiresIn: 300,
    });
    expect(await outcome(await password(auth, owner, { password: "wrong horse" }))).toBe(
      "401 invalid_credentials",
    );
  });

  test("the code finishes it: `amr` says both, and what was ticked counts", async () => {
    const auth = testAuth();
    const { code, owner } = await enrolled(auth);
    const { challenge } = await challenged(auth, owner, { remember: true });
    const answer = await finish(auth, challenge, { code: code() });
    const tokens = LoginOutput.parse(await answer.json());
    expect(decodeJwt(tokens.accessToken).amr).toEqual(["pwd", "otp"]);
    expect(tokens.refreshExpiresIn).toBe(14 * 86_400);
    expect(tokens.deviceToken).not.toBeNull();
    expect(auth.audit.at(-1)).toMatchObject({ event: "authn_login_success", outcome: "totp" });
  });

  test("a challenge is used once, takes 5 tries and 5 minutes", async () => {
    const auth = testAuth();
    const { code, owner } = await enrolled(auth);
    const used = await challenged(auth, owner);
    expect(await outcome(await finish(auth, used.challenge, { code: code() }))).toBe("200");
    auth.clock.ms += STEP_MS;
    expect(await outcome(await finish(auth, used.challenge, { code: code() }))).toBe(
      "400 challenge_invalid",
    );
    const tried = await challenged(auth, owner);
    for (let at = 0; at < 5; at++) {
      expect(
        await outcome(await finish(auth, tried.challenge, { recoveryCode: "0aaaaaaaaaa" })),
      ).toBe("401 mfa_invalid");
    }
    expect(await outcome(await finish(auth, tried.challenge, { code: code() }))).toBe(
      "400 challenge_invalid",
    );
    auth.clock.ms += 900_000;
    const late = await challenged(auth, owner);
    auth.clock.ms += 300_000;
    expect(await outcome(await finish(auth, late.challenge, { code: code() }))).toBe(
      "400 challenge_invalid",
    );
    expect(await outcome(await finish(auth, "a".repeat(43), { code: code() }))).toBe(
      "400 challenge_invalid",
    );
  });

  test("it is bound to its first factor: a password changed since, a disabled member end it", async () => {
    const auth = testAuth();
    const { code, owner } = await enrolled(auth);
    const before = await challenged(auth, owner);
    const row = auth.members.rows.get(owner.email);
    if (row) row.passwordChangedAt = "later";
    expect(await outcome(await finish(auth, before.challenge, { code: code() }))).toBe(
      "400 challenge_invalid",
    );
    const then = await challenged(auth, owner);
    if (row) row.member = { ...row.member, status: "disabled" };
    expect(await outcome(await finish(auth, then.challenge, { code: code() }))).toBe(
      "400 challenge_invalid",
    );
  });

  test("an administrator with a passkey is asked for it, without TOTP too; a member with one is not", async () => {
    const auth = testAuth();
    const owner = await person(auth);
    const device = await addPasskey(auth, owner);
    expect(await outcome(await password(auth, owner))).toBe("200");
    promote(auth, owner);
    const { challenge, methods } = await challenged(auth, owner);
    expect(methods).toEqual(["passkey"]);
    const answer = await finish(auth, challenge, await touched(auth, challenge, device));
    const tokens = LoginOutput.parse(await answer.json());
    expect(decodeJwt(tokens.accessToken).amr).toEqual(["pwd", "swk", "user"]);
  });

  test("identity 16: a passkey that signs in no more alone still finishes a sign-in", async () => {
    const auth = testAuth();
    const owner = await person(auth);
    const device = await addPasskey(auth, owner);
    await enrol(auth, owner);
    for (const [id, kept] of auth.members.kept) {
      auth.members.kept.set(id, { ...kept, secondOnly: true });
    }
    const { challenge } = await challenged(auth, owner);
    const answer = await finish(auth, challenge, await touched(auth, challenge, device));
    expect(await outcome(answer)).toBe("200");
  });

  test("a factor that is removed meanwhile leaves no session (identity 55)", async () => {
    const auth = testAuth();
    const { code, owner } = await enrolled(auth);
    const { challenge } = await challenged(auth, owner);
    const { create } = auth.sessions;
    auth.sessions.create = async (command) => {
      auth.members.factors.delete(owner.id);
      return create(command);
    };
    expect(await outcome(await finish(auth, challenge, { code: code() }))).toBe(
      "400 challenge_invalid",
    );
    expect(auth.sessions.world.sessions.size).toBe(1);
  });

  test("a second factor turned on while the password signs in ends that session (identity 55)", async () => {
    const auth = testAuth();
    const owner = await person(auth);
    const { create } = auth.sessions;
    auth.sessions.create = async (command) => {
      auth.sessions.create = create;
      await enrol(auth, owner);
      return create(command);
    };
    expect(await outcome(await password(auth, owner))).toBe("401 invalid_credentials");
  });
});

describe("identity 48: codes", () => {
  test("are those of RFC 6238, of this step and its neighbours, as they are typed", async () => {
    expect(codeAt("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 1_111_111_109_000)).toBe("081804");
    const auth = testAuth();
    const { owner, secret } = await enrolled(auth);
    const at = (steps: number) => codeAt(secret, auth.clock.ms + steps * STEP_MS);
    auth.clock.ms += 10 * STEP_MS;
    for (const [steps, expected] of [
      ...[[-2, "401 mfa_invalid"] as const, [2, "401 mfa_invalid"] as const],
      ...[[-1, "200"] as const, [0, "200"] as const, [1, "200"] as const],
    ]) {
      const { challenge } = await challenged(auth, owner);
      const code = at(steps).replace(/^(\d{3})/, "$1 ");
      expect([steps, await outcome(await finish(auth, challenge, { code }))]).toEqual([
        ...[steps, expected],
      ]);
    }
  });

  test("identity 56.47: a code is good once, also for another sign-in; 6 guesses make the factor wait, not the password", async () => {
    const auth = testAuth();
    const { code, owner } = await enrolled(auth);
    const [first, second] = [await challenged(auth, owner), await challenged(auth, owner)];
    const used = code();
    expect(await outcome(await finish(auth, first.challenge, { code: used }))).toBe("200");
    expect(await outcome(await finish(auth, second.challenge, { code: used }))).toBe(
      "401 mfa_invalid",
    );
    for (let guess = 0; guess < 4; guess++) {
      await finish(auth, (await challenged(auth, owner)).challenge, {
        recoveryCode: "3aaaaabbbbb",
      });
    }
    auth.clock.ms += STEP_MS;
    const { challenge } = await challenged(auth, owner);
    const waits = await finish(auth, challenge, { code: code() });
    expect(waits.headers.get("retry-after")).toBe("840");
    expect(await outcome(waits)).toBe("429 rate_limited");
    auth.clock.ms += 840_000;
    await signedIn(auth, owner, code);
  });

  test("identity 48: the code that turned it on signs nobody in, and a wrong one before it costs nothing of what was scanned", async () => {
    const auth = testAuth();
    const owner = await person(auth);
    const { secret } = (await (await call(auth, "totp/setup", owner)).json()) as TotpSetup;
    const code = codeAt(secret, auth.clock.ms);
    const wrong = code === "000000" ? "000001" : "000000";
    expect(await outcome(await call(auth, "totp", owner, { code: wrong }))).toBe("401 mfa_invalid");
    expect((await call(auth, "totp", owner, { code })).status).toBe(201);
    const { challenge } = await challenged(auth, owner);
    expect(await outcome(await finish(auth, challenge, { code }))).toBe("401 mfa_invalid");
    const next = codeAt(secret, auth.clock.ms + STEP_MS);
    expect(await outcome(await finish(auth, challenge, { code: next }))).toBe("200");
  });

  test("a try is given back by success", async () => {
    const auth = testAuth();
    const { code, owner } = await enrolled(auth);
    for (let times = 0; times < 8; times++) await signedIn(auth, owner, code);
  });

  test("a secret is sealed for one member: another's row does not open it", async () => {
    const { totp } = testAuth().deps;
    const made = await totp.make("mem_a", "a@example.com");
    const code = codeAt(made.secret, 1_790_000_000_000);
    expect(await totp.stepOf("mem_a", made.sealed, code, 1_790_000_000)).not.toBeNull();
    await expect(totp.stepOf("mem_b", made.sealed, code, 1_790_000_000)).rejects.toThrow();
    expect(made.sealed).not.toContain(made.secret);
    const { searchParams } = new URL(made.uri);
    expect([made.uri.split("?")[0], searchParams.get("secret")]).toEqual([
      ...["otpauth://totp/Edgemart:a%40example.com", made.secret],
    ]);
  });

  test("enrolling adds to the session at once and ends the others; how fresh it is stays as it was", async () => {
    const auth = testAuth();
    const owner = await person(auth);
    const other = await password(auth, owner);
    const { refreshToken } = LoginOutput.parse(await other.json());
    const { authTime } = [...auth.sessions.world.sessions.values()][0] ?? {};
    auth.clock.ms += 60_000;
    await enrol(auth, owner);
    expect(await outcome(await auth.post("refresh", { refreshToken }))).toBe("401 session_revoked");
    const kept = [...auth.sessions.world.sessions.values()];
    expect(kept).toMatchObject([{ amr: "pwd otp", authTime }]);
  });

  test("an active one is replaced by a session that proved it alone, and good until then", async () => {
    const auth = testAuth();
    const { code, owner, secret } = await enrolled(auth);
    // The token of before the enrolment says nothing of a second factor.
    expect(await outcome(await call(auth, "totp/setup", owner))).toBe("403 mfa_required");
    const proved = await signedIn(auth, owner, code);
    const next = (await (await call(auth, "totp/setup", proved)).json()) as TotpSetup;
    expect(next.secret).not.toBe(secret);
    await signedIn(auth, owner, code);
    const confirm = await call(auth, "totp", proved, { code: codeAt(next.secret, auth.clock.ms) });
    expect(await outcome(confirm)).toBe("201");
    auth.clock.ms += STEP_MS;
    const { challenge } = await challenged(auth, owner);
    expect(await outcome(await finish(auth, challenge, { code: code() }))).toBe("401 mfa_invalid");
    await signedIn(auth, owner, () => codeAt(next.secret, auth.clock.ms));
  });

  test("a wrong first code turns nothing on; setting up needs a recent proof", async () => {
    const auth = testAuth();
    const owner = await person(auth);
    await call(auth, "totp/setup", owner);
    expect(await outcome(await call(auth, "totp", owner, { code: "000000" }))).toBe(
      "401 mfa_invalid",
    );
    expect(await look(auth, owner)).toEqual({
      ...{ state: "off", activeSince: null, recoveryCodesLeft: 0 },
    });
    const claims = AccessClaims.parse(decodeJwt(owner.token));
    const old = await auth.deps.signAccessToken({ ...claims, auth_time: claims.iat - 901 });
    expect(await outcome(await call(auth, "totp/setup", { token: old }))).toBe(
      "401 reauthentication_required",
    );
  });

  test("reauthenticating by a code gives a fresh token that says so, and counts like any use", async () => {
    const auth = testAuth();
    const { code, owner } = await enrolled(auth);
    const used = code();
    const answer = await call(auth, "reauthenticate", owner, { code: used });
    const { accessToken } = (await answer.json()) as { accessToken: string };
    expect(decodeJwt(accessToken)).toMatchObject({ amr: ["pwd", "otp"] });
    expect(await outcome(await call(auth, "reauthenticate", owner, { code: used }))).toBe(
      "401 mfa_invalid",
    );
    expect(
      await outcome(await call(auth, "reauthenticate", owner, { code: used, password: PASSWORD })),
    ).toBe("422 validation_failed");
  });

  test("a password that is changed keeps what the session proved", async () => {
    const auth = testAuth();
    const { code, owner } = await enrolled(auth);
    const proved = await signedIn(auth, owner, code);
    const answer = await call(auth, "password/change", proved, {
      ...{ currentPassword: PASSWORD, newPassword: "a longer battery horse" },
    });
    const { accessToken } = (await answer.json()) as { accessToken: string };
    expect(decodeJwt(accessToken).amr).toEqual(["pwd", "otp"]);
  });

  test("an administrator's last factor is replaced, not removed", async () => {
    const auth = testAuth();
    const { code, owner } = await enrolled(auth);
    promote(auth, owner);
    const proved = await signedIn(auth, owner, code);
    const spare = code();
    expect(await outcome(await call(auth, "totp/off", proved, { code: spare }))).toBe(
      "409 last_factor",
    );
    await addPasskey(auth, proved);
    expect(await outcome(await call(auth, "totp/off", proved, { code: spare }))).toBe("204");
  });
});

describe("identity 49: recovery codes", () => {
  test("ten are shown once, slot first; one signs in once, as it is typed, and is counted", async () => {
    const auth = testAuth({ BCRYPT_COST: 10 });
    const { owner, recoveryCodes } = await enrolled(auth);
    expect(recoveryCodes).toHaveLength(10);
    for (const [slot, shown] of recoveryCodes.entries()) {
      expect(shown).toMatch(new RegExp(`^${slot}-[a-z2-7]{5}-[a-z2-7]{5}$`));
    }
    const kept = auth.members.factors.get(owner.id)?.recovery.map(({ hash }) => hash);
    // Ten of a password's cost would take seconds of the isolate.
    expect(kept?.every((hash) => /^h2\$k1\$2b\$04\$/.test(hash))).toBe(true);
    const [, shown = ""] = recoveryCodes;
    const { challenge } = await challenged(auth, owner);
    const hashes = auth.hasher.calls;
    const typed = ` ${shown.toUpperCase().replaceAll("-", " ")}`;
    const answer = await finish(auth, challenge, { recoveryCode: typed });
    const tokens = LoginOutput.parse(await answer.json());
    expect(auth.hasher.calls - hashes).toBe(1);
    expect(decodeJwt(tokens.accessToken).amr).toEqual(["pwd", "otp"]);
    expect(await look(auth, { token: tokens.accessToken })).toMatchObject({ recoveryCodesLeft: 9 });
    const used = auth.links.told.filter(({ data }) => data.what === "recovery_used");
    expect(used.map(({ data, type }) => [type, data.memberId])).toEqual([
      ["auth.factor_changed", owner.id],
    ]);
    const again = await challenged(auth, owner);
    expect(await outcome(await finish(auth, again.challenge, { recoveryCode: shown }))).toBe(
      "401 mfa_invalid",
    );
  });

  test("new ones void the old", async () => {
    const auth = testAuth();
    const { code, owner, recoveryCodes } = await enrolled(auth);
    const proved = await signedIn(auth, owner, code);
    const renewed = await call(auth, "totp/recovery", proved);
    const { recoveryCodes: fresh } = (await renewed.json()) as RecoveryCodes;
    const { challenge } = await challenged(auth, owner);
    expect(await outcome(await finish(auth, challenge, { recoveryCode: recoveryCodes[0] }))).toBe(
      "401 mfa_invalid",
    );
    expect(await outcome(await finish(auth, challenge, { recoveryCode: fresh[0] }))).toBe("200");
  });

  test("identity 56.63: phone lost: one signs in, another turns it off, a new phone is set up", async () => {
    const auth = testAuth();
    const { owner, recoveryCodes } = await enrolled(auth);
    const { challenge } = await challenged(auth, owner);
    const [first, second] = recoveryCodes;
    const answer = await finish(auth, challenge, { recoveryCode: first });
    const proved = { ...owner, token: LoginOutput.parse(await answer.json()).accessToken };
    expect(await outcome(await call(auth, "totp/off", proved, { recoveryCode: second }))).toBe(
      "204",
    );
    expect(await outcome(await password(auth, owner))).toBe("200");
    const { code } = await enrol(auth, proved);
    await signedIn(auth, owner, code);
  });
});

describe("identity 50: an administrator's first factor", () => {
  /** An administrator with a session of the password alone, and a colleague who may make links. */
  async function office(auth: TestAuth) {
    const colleague = await person(auth, "boss@example.com");
    const { code } = await enrol(auth, colleague);
    promote(auth, colleague);
    const boss = await signedIn(auth, colleague, code);
    const owner = await person(auth);
    promote(auth, owner);
    const made = await call(auth, `members/${owner.id}/mfa-link`, boss);
    expect(made.status).toBe(201);
    const { expiresIn, token: enrolToken } = (await made.json()) as EnrolmentLink;
    expect(expiresIn).toBe(86_400);
    const { secret } = (await (await call(auth, "totp/setup", owner)).json()) as TotpSetup;
    const confirm = async (token?: string) =>
      outcome(
        await call(auth, "totp", owner, {
          code: codeAt(secret, auth.clock.ms),
          ...(token !== undefined && { enrolToken: token }),
        }),
      );
    return { boss, colleague, owner, enrolToken, confirm };
  }

  test("identity 56.46: a password alone enrols none, a link besides does, once", async () => {
    const auth = testAuth();
    const { confirm, enrolToken, owner } = await office(auth);
    expect(await confirm()).toBe("403 mfa_required");
    expect(await confirm("a".repeat(43))).toBe("400 link_invalid");
    const device = newDevicePasskey(owner.id, "ES256");
    const asked = (await (await call(auth, "passkeys/options", owner)).json()) as PasskeyOptions;
    const response = device.created(String(asked.options.challenge));
    const made = { challengeId: asked.challengeId, response };
    expect(await outcome(await call(auth, "passkeys", owner, made))).toBe("403 mfa_required");
    // A refused code does not cost the link.
    expect(await outcome(await call(auth, "totp", owner, { code: "000000", enrolToken }))).toBe(
      "401 mfa_invalid",
    );
    expect(await confirm(enrolToken)).toBe("201");
    expect(auth.links.rows.at(-1)).toMatchObject({ kind: "mfa_enrol", isDone: true });
  });

  test("a passkey is enrolled by a link too; then the password asks for it", async () => {
    const auth = testAuth();
    const { enrolToken, owner } = await office(auth);
    const device = newDevicePasskey(owner.id, "ES256");
    const asked = (await (await call(auth, "passkeys/options", owner)).json()) as PasskeyOptions;
    const response = device.created(String(asked.options.challenge));
    const made = { challengeId: asked.challengeId, response, enrolToken };
    expect(await outcome(await call(auth, "passkeys", owner, made))).toBe("201");
    const { methods } = await challenged(auth, owner);
    expect(methods).toEqual(["passkey"]);
  });

  test("identity 56.52, 56.62: it dies with the role of its owner and of its maker; another's serves for no one else", async () => {
    for (const spoil of ["owner", "maker"] as const) {
      const spoiled = testAuth();
      const { colleague, enrolToken, owner } = await office(spoiled);
      expect((await spoiled.post("links/look", { token: enrolToken })).status).toBe(200);
      const row = spoiled.members.rows.get((spoil === "owner" ? owner : colleague).email);
      if (row) row.member = { ...row.member, role: "member" };
      expect(await outcome(await spoiled.post("links/look", { token: enrolToken }))).toBe(
        "400 link_invalid",
      );
    }
    const auth = testAuth();
    const { boss, confirm } = await office(auth);
    const other = await person(auth, "third@example.com");
    promote(auth, other);
    const foreign = await call(auth, `members/${other.id}/mfa-link`, boss);
    const { token } = (await foreign.json()) as EnrolmentLink;
    expect(await confirm(token)).toBe("400 link_invalid");
  });

  test("identity 50: another administrator takes away what was lost: sessions end, the owner is told, a link enrols anew", async () => {
    const auth = testAuth();
    const { boss, colleague, confirm, enrolToken, owner } = await office(auth);
    expect(await confirm(enrolToken)).toBe("201");
    const reset = (id: string, by: { token: string }) => call(auth, `members/${id}/mfa-reset`, by);
    expect(await outcome(await reset(owner.id, boss))).toBe("204");
    const told = auth.links.told.filter(({ data }) => data.memberId === owner.id);
    expect(told.map(({ data, type }) => [type, data.what ?? data.reason])).toEqual(
      expect.arrayContaining([
        ["auth.factor_changed", "factor_reset"],
        ["auth.sessions_ended", "factor_reset"],
      ]),
    );
    expect(await outcome(await call(auth, "totp/setup", owner))).toMatch(/^401 token_/);
    // The password alone signs in, and enrols nothing.
    const back = LoginOutput.parse(await (await password(auth, owner)).json());
    const again = { ...owner, token: back.accessToken };
    const { secret } = (await (await call(auth, "totp/setup", again)).json()) as TotpSetup;
    const code = codeAt(secret, auth.clock.ms);
    expect(await outcome(await call(auth, "totp", again, { code }))).toBe("403 mfa_required");
    // No one for its own account, no member, and none of no one.
    expect(await outcome(await reset(colleague.id, boss))).toBe("403 forbidden");
    const member = await person(auth, "fourth@example.com");
    expect(await outcome(await reset(owner.id, member))).toBe("403 forbidden");
    expect(await outcome(await reset(newId("member"), boss))).toBe("404 not_found");
  });

  test("a member makes no link, and there is none for nobody", async () => {
    const auth = testAuth();
    const { boss, owner } = await office(auth);
    const member = await person(auth, "third@example.com");
    expect(await outcome(await call(auth, `members/${owner.id}/mfa-link`, member))).toBe(
      "403 forbidden",
    );
    const nobody = newId("member");
    expect(await outcome(await call(auth, `members/${nobody}/mfa-link`, boss))).toBe(
      "404 not_found",
    );
  });
});
