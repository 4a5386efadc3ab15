/** Laws of passkeys, with an authenticator that signs for real and can lie in each field. */
import { LoginOutput } from "@edgemart/contracts/auth";
import { PASSKEYS_MAX, type PasskeyOptions, type PasskeyView } from "@edgemart/contracts/passkeys";
import {
  type DevicePasskey,
  type KeyKind,
  newDevicePasskey,
  type Said,
} from "@edgemart/testkit/authenticator";
import { newId } from "@edgemart/worker-kit/ids";
import { decodeJwt } from "jose";
import { describe, expect, test } from "vitest";
import { countTrips } from "../../test/count-trips.ts";
import { type TestAuth, testAuth } from "../../test/fakes.ts";

const PASSWORD = "correct horse battery";

/** Someone with an account and a fresh session. */
async function person(auth: TestAuth, email = "mina@example.com") {
  const login = { email, password: PASSWORD };
  await auth.post("register", { ...login, name: "Kim" });
  const answer = LoginOutput.parse(await (await auth.post("login", login)).json());
  return { token: answer.accessToken, id: answer.member.id, sessionId: answer.session.id, email };
}
type Person = Awaited<ReturnType<typeof person>>;

function call(
  auth: TestAuth,
  method: string,
  path: string,
  { token }: { token: string },
  body?: unknown,
) {
  return auth.send(path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "x-internal-client-prefix": "203.0.113.7/32",
      "user-agent": "Mozilla/5.0 Chrome/153.0 Safari/537.36",
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}
const asked = async (response: Response) => (await response.json()) as PasskeyOptions;
const challengeIn = ({ options }: PasskeyOptions) => String(options.challenge);
const outcome = async (response: Response) => {
  const { code } = (await response.json()) as { code?: string };
  return code ? `${response.status} ${code}` : String(response.status);
};

/** Makes a passkey on a device and keeps it. */
async function add(auth: TestAuth, owner: Person, device: DevicePasskey, lies: Partial<Said> = {}) {
  const options = await asked(await call(auth, "POST", "passkeys/options", owner, {}));
  const response = device.created(challengeIn(options), lies);
  return call(auth, "POST", "passkeys", owner, { challengeId: options.challengeId, response });
}
async function enrolled(auth: TestAuth, lies: Partial<Said> = {}, kind: KeyKind = "ES256") {
  const owner = await person(auth);
  const device = newDevicePasskey(owner.id, kind);
  const answer = await add(auth, owner, device, lies);
  if (answer.status !== 201) throw new Error(await answer.text());
  return { owner, device, passkey: (await answer.json()) as PasskeyView };
}
/** Signs in; `lies` are the authenticator's. */
async function signIn(auth: TestAuth, device: DevicePasskey, lies: Partial<Said> = {}) {
  const options = await asked(await auth.post("passkey/options", {}));
  const response = device.used(challengeIn(options), lies);
  return auth.post("passkey/login", { challengeId: options.challengeId, response });
}

describe("identity 38: making a passkey", () => {
  test.each(["ES256", "EdDSA", "RS256"] as const)(
    "with %s, it is kept, listed and signs in",
    async (kind) => {
      const auth = testAuth();
      const { device, owner, passkey } = await enrolled(auth, {}, kind);
      expect(passkey).toMatchObject({ name: "Chrome", synced: true, suspended: false });
      const list = await (await call(auth, "GET", "passkeys", owner)).json();
      expect(list).toEqual({ items: [passkey] });
      expect((await signIn(auth, device)).status).toBe(200);
    },
  );

  test("the options name the shop, the member and its present passkeys, and ask for a resident, verified one", async () => {
    const auth = testAuth();
    const { device, owner } = await enrolled(auth);
    const { options } = await asked(await call(auth, "POST", "passkeys/options", owner, {}));
    expect(options).toMatchObject({
      rp: { id: "shop.example", name: "Edgemart" },
      user: { id: Buffer.from(owner.id).toString("base64url"), name: owner.email },
      attestation: "none",
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      excludeCredentials: [{ id: device.id }],
    });
    expect((options.pubKeyCredParams as { alg: number }[]).map(({ alg }) => alg)).toEqual([
      -8, -7, -257,
    ]);
  });

  test("it needs a recent proof", async () => {
    const auth = testAuth();
    const owner = await person(auth);
    auth.clock.ms += 901_000;
    const { refreshToken } = LoginOutput.parse(
      await (await auth.post("login", { email: owner.email, password: PASSWORD })).json(),
    );
    auth.clock.ms += 901_000;
    const later = LoginOutput.omit({ deviceToken: true }).parse(
      await (await auth.post("refresh", { refreshToken })).json(),
    );
    const stale = { token: later.accessToken };
    for (const [method, path] of [
      ["POST", "passkeys/options"],
      ["POST", "passkeys"],
      ["DELETE", `passkeys/${newId("passkey")}`],
    ] as const) {
      const answer = await call(auth, method, path, stale, method === "POST" ? {} : undefined);
      expect(await outcome(answer)).toBe("401 reauthentication_required");
    }
    expect((await call(auth, "GET", "passkeys", stale)).status).toBe(200);
  });

  test("the eleventh is refused before the browser is asked", async () => {
    const auth = testAuth();
    const owner = await person(auth);
    for (let n = 0; n < PASSKEYS_MAX; n++) {
      expect((await add(auth, owner, newDevicePasskey(owner.id))).status).toBe(201);
    }
    const answer = await call(auth, "POST", "passkeys/options", owner, {});
    expect(await outcome(answer)).toBe("409 passkeys_full");
  });

  test("identity 56.43: one credential of two members is registered once", async () => {
    const auth = testAuth();
    const { device } = await enrolled(auth);
    const other = await person(auth, "sol@example.com");
    expect(await outcome(await add(auth, other, device))).toBe("409 passkey_exists");
  });

  test.each<[string, Partial<Said>]>([
    ["identity 56.39: a page of staging", { origin: "https://staging.shop.example" }],
    ["identity 56.39: a sibling", { origin: "https://blog.shop.example" }],
    ["identity 56.39: http", { origin: "http://shop.example" }],
    ["identity 56.39: another port", { origin: "https://shop.example:8443" }],
    ["identity 56.39: a frame of another origin", { crossOrigin: true }],
    ["identity 56.40: no UV", { isVerified: false }],
    ["identity 56.40: no UP", { isPresent: false }],
    ["another RP ID", { rpId: "example" }],
    ["an answer of another ceremony", { type: "webauthn.get" }],
    ["backed up without being eligible", { isEligible: false, isBackedUp: true }],
  ])("%s: nothing is kept", async (_name, lies) => {
    const auth = testAuth();
    const owner = await person(auth);
    const answer = await add(auth, owner, newDevicePasskey(owner.id), lies);
    expect(await outcome(answer)).toBe("400 challenge_invalid");
    expect(auth.members.kept.size).toBe(0);
  });

  test.each(["RS256-1024", "ES384"] as const)(
    "identity 56.45: a key of %s is refused",
    async (kind) => {
      const auth = testAuth();
      const owner = await person(auth);
      const answer = await add(auth, owner, newDevicePasskey(owner.id, kind));
      expect(await outcome(answer)).toBe("400 challenge_invalid");
    },
  );

  test("identity 56.45: broken CBOR is 400, too much of it 413 or 422, and nothing crashes", async () => {
    const auth = testAuth();
    const owner = await person(auth);
    const device = newDevicePasskey(owner.id);
    const whole = (device.created("x") as { response: { attestationObject: string } }).response;
    const broken = [
      "AAAA",
      "oA",
      whole.attestationObject.slice(0, 40),
      whole.attestationObject.slice(0, -8),
      Buffer.alloc(200, 0xff).toString("base64url"),
      Buffer.alloc(200, 0x9f).toString("base64url"),
      Buffer.from("5b7fffffffffffffff", "hex").toString("base64url"),
    ];
    for (const attestationObject of broken) {
      const options = await asked(await call(auth, "POST", "passkeys/options", owner, {}));
      const response = device.created(challengeIn(options)) as { response: object };
      const body = {
        challengeId: options.challengeId,
        response: { ...response, response: { ...response.response, attestationObject } },
      };
      const answer = await call(auth, "POST", "passkeys", owner, body);
      expect(await outcome(answer)).toBe("400 challenge_invalid");
    }
    const long = {
      ...device.created("x"),
      response: { ...whole, attestationObject: "A".repeat(8_193) },
    };
    const body = { challengeId: "A".repeat(22), response: long };
    expect((await call(auth, "POST", "passkeys", owner, body)).status).toBe(422);
    const huge = { ...body, filler: "A".repeat(16 * 1024) };
    expect((await call(auth, "POST", "passkeys", owner, huge)).status).toBe(413);
  });
});

describe("identity 39: signing in", () => {
  test("opens a session of its member, fresh, with what proved it", async () => {
    const auth = testAuth();
    const { device, owner } = await enrolled(auth);
    auth.clock.ms += 3_600_000;
    const answer = LoginOutput.parse(await (await signIn(auth, device)).json());
    expect(answer.member.id).toBe(owner.id);
    const claims = decodeJwt(answer.accessToken);
    expect(claims).toMatchObject({
      sub: owner.id,
      amr: ["swk", "user"],
      auth_time: Math.floor(auth.clock.ms / 1000),
    });
    expect(answer.deviceToken).toMatch(/^d1\./);
    expect(auth.hasher.calls).toBe(2); // register and login of the person: none for the passkey
  });

  test("identity 41: a passkey of one device says so", async () => {
    const auth = testAuth();
    const lies = { isEligible: false, isBackedUp: false };
    const { device } = await enrolled(auth, lies);
    const answer = LoginOutput.parse(await (await signIn(auth, device, lies)).json());
    expect(decodeJwt(answer.accessToken).amr).toEqual(["hwk", "user"]);
  });

  test("the options name no account and no passkey", async () => {
    const auth = testAuth();
    await enrolled(auth);
    const { options } = await asked(await auth.post("passkey/options", {}));
    expect(options).not.toHaveProperty("allowCredentials");
    expect(options).toMatchObject({ rpId: "shop.example", userVerification: "required" });
  });

  test.each<[string, Partial<Said>]>([
    ["identity 56.38: the userHandle of another", { userHandle: newId("member") }],
    ["no userHandle", { userHandle: null }],
    ["identity 56.39: a page of staging", { origin: "https://staging.shop.example" }],
    ["identity 56.39: http", { origin: "http://shop.example" }],
    ["identity 56.39: a frame of another origin", { crossOrigin: true }],
    ["identity 56.40: no UV", { isVerified: false }],
    ["identity 56.40: no UP", { isPresent: false }],
    ["identity 56.42: BE flipped", { isEligible: false, isBackedUp: false }],
    ["another RP ID", { rpId: "example" }],
    ["an answer of another ceremony", { type: "webauthn.create" }],
  ])("%s: refused", async (_name, lies) => {
    const auth = testAuth();
    const { device } = await enrolled(auth);
    expect(await outcome(await signIn(auth, device, lies))).toBe("401 passkey_invalid");
    expect((await signIn(auth, device)).status).toBe(200);
  });

  test("wrong passkeys keep no password out; one that waits keeps no passkey out, and no passkey ends its wait", async () => {
    const auth = testAuth();
    const { device, owner } = await enrolled(auth);
    const from = (n: number) => ({ "x-internal-client-prefix": `198.51.100.${n}/32` });
    const password = (tried: string, n: number) =>
      auth.post("login", { email: owner.email, password: tried }, from(n));
    const passkey = async (n: number, lies: Partial<Said> = {}) => {
      const { challengeId, ...options } = await asked(await auth.post("passkey/options", {}));
      const response = device.used(challengeIn({ challengeId, ...options }), lies);
      return (await auth.post("passkey/login", { challengeId, response }, from(n))).status;
    };
    for (let n = 0; n < 30; n++) expect(await passkey(n, { isVerified: false })).toBe(401);
    expect((await password(PASSWORD, 50)).status).toBe(200);
    for (let n = 100; n < 130; n++) await password("wrong horse battery", n);
    expect((await password(PASSWORD, 51)).status).toBe(429);
    expect(await passkey(52)).toBe(200);
    expect((await password(PASSWORD, 53)).status).toBe(429);
  });

  test("every refusal is the same answer: unknown, foreign signature, suspended, disabled", async () => {
    const auth = testAuth();
    const { device, owner, passkey } = await enrolled(auth);
    const unknown = newDevicePasskey(owner.id);
    const bodies = new Set<string>();
    const refuse = async (response: Response) => {
      const { requestId: _, ...body } = (await response.json()) as Record<string, unknown>;
      expect(response.status).toBe(401);
      bodies.add(JSON.stringify(body));
    };
    await refuse(await signIn(auth, unknown));
    // Another's key under the right id.
    const forged = {
      ...device,
      used: (challenge: string) => ({
        ...unknown.used(challenge),
        id: device.id,
        rawId: device.id,
      }),
    };
    await refuse(await signIn(auth, forged));
    const kept = auth.members.kept.get(passkey.id);
    if (!kept) throw new Error("the passkey is not kept");
    for (const change of [{ suspended: true }, { secondOnly: true }, { rpId: "old.example" }]) {
      auth.members.kept.set(passkey.id, { ...kept, ...change });
      await refuse(await signIn(auth, device));
    }
    auth.members.kept.set(passkey.id, kept);
    const row = auth.members.rows.get(owner.email);
    if (row) row.member = { ...row.member, status: "disabled" };
    await refuse(await signIn(auth, device));
    expect(bodies.size).toBe(1);
  });

  test("identity 56.37: a challenge of another purpose or session, replayed, or 301 s old", async () => {
    const auth = testAuth();
    const { device, owner } = await enrolled(auth);
    const toAdd = await asked(await call(auth, "POST", "passkeys/options", owner, {}));
    const toProve = await asked(await call(auth, "POST", "reauthenticate/options", owner, {}));
    const login = (options: PasskeyOptions) =>
      auth.post("passkey/login", {
        challengeId: options.challengeId,
        response: device.used(challengeIn(options)),
      });
    for (const options of [toAdd, toProve]) {
      expect(await outcome(await login(options))).toBe("400 challenge_invalid");
    }
    const once = await asked(await auth.post("passkey/options", {}));
    expect((await login(once)).status).toBe(200);
    expect(await outcome(await login(once))).toBe("400 challenge_invalid");
    const old = await asked(await auth.post("passkey/options", {}));
    auth.clock.ms += 301_000;
    expect(await outcome(await login(old))).toBe("400 challenge_invalid");
    // Another session of the same member may not finish what this one began.
    const second = LoginOutput.parse(
      await (await auth.post("login", { email: owner.email, password: PASSWORD })).json(),
    );
    const begun = await asked(
      await call(auth, "POST", "passkeys/options", { token: second.accessToken }, {}),
    );
    const fresh = await person(auth, "sol@example.com");
    const body = {
      challengeId: begun.challengeId,
      response: newDevicePasskey(fresh.id).created(challengeIn(begun)),
    };
    expect(await outcome(await call(auth, "POST", "passkeys", fresh, body))).toBe(
      "400 challenge_invalid",
    );
  });

  test("a challenge that was answered wrongly is used up", async () => {
    const auth = testAuth();
    const { device } = await enrolled(auth);
    const options = await asked(await auth.post("passkey/options", {}));
    const login = (lies: Partial<Said>) =>
      auth.post("passkey/login", {
        challengeId: options.challengeId,
        response: device.used(challengeIn(options), lies),
      });
    expect((await login({ isVerified: false })).status).toBe(401);
    expect(await outcome(await login({}))).toBe("400 challenge_invalid");
  });

  test("identity 40, 56.41: a copy on one device is suspended, a synced one signs in", async () => {
    const auth = testAuth();
    const lies = { isEligible: false, isBackedUp: false };
    const bound = await enrolled(auth, { ...lies, counter: 5 });
    expect((await signIn(auth, bound.device, { ...lies, counter: 6 })).status).toBe(200);
    expect((await signIn(auth, bound.device, { ...lies, counter: 6 })).status).toBe(401);
    expect((await signIn(auth, bound.device, { ...lies, counter: 9 })).status).toBe(401);
    expect(auth.audit.map(({ outcome }) => outcome)).toContain("passkey_suspended");

    const other = testAuth();
    const synced = await enrolled(other, { counter: 5 });
    expect((await signIn(other, synced.device, { counter: 3 })).status).toBe(200);
    expect(other.audit.map(({ outcome }) => outcome)).toContain("counter_not_higher");
  });

  test("identity 55, 56.50: a passkey deleted while it signs in leaves no session", async () => {
    const auth = testAuth();
    const { device, passkey } = await enrolled(auth);
    const before = auth.sessions.world.sessions.size;
    const create = auth.sessions.create;
    auth.deps.sessions.create = async (command) => {
      const made = await create(command);
      auth.members.kept.delete(passkey.id);
      return made;
    };
    expect(await outcome(await signIn(auth, device))).toBe("401 passkey_invalid");
    expect(auth.sessions.world.sessions.size).toBe(before);
  });

  test("identity L: without Redis or member it is 503, and nothing was done", async () => {
    const auth = testAuth();
    const { device } = await enrolled(auth);
    const options = await asked(await auth.post("passkey/options", {}));
    const body = {
      challengeId: options.challengeId,
      response: device.used(challengeIn(options)),
    };
    auth.down.redis = true;
    expect((await auth.post("passkey/options", {})).status).toBe(503);
    expect((await auth.post("passkey/login", body)).status).toBe(503);
    auth.down.redis = false;
    auth.down.members = true;
    expect((await auth.post("passkey/login", body)).status).toBe(503);
  });
});

describe("identity 46: a passkey proves its member anew", () => {
  test("the session becomes fresh and knows both proofs; another's passkey does not serve", async () => {
    const auth = testAuth();
    const { device, owner } = await enrolled(auth);
    const prove = async (by: DevicePasskey, lies: Partial<Said> = {}) => {
      const options = await asked(await call(auth, "POST", "reauthenticate/options", owner, {}));
      const response = by.used(challengeIn(options), lies);
      const passkey = { challengeId: options.challengeId, response };
      return call(auth, "POST", "reauthenticate", owner, { passkey });
    };
    auth.clock.ms += 60_000;
    const proved = (await (await prove(device, { userHandle: null })).json()) as {
      accessToken: string;
    };
    expect(decodeJwt(proved.accessToken)).toMatchObject({
      amr: ["pwd", "swk", "user"],
      auth_time: Math.floor(auth.clock.ms / 1000),
    });
    expect(auth.sessions.world.sessions.get(owner.sessionId)?.amr).toBe("pwd swk user");
    const other = await person(auth, "sol@example.com");
    const foreign = newDevicePasskey(other.id);
    expect((await add(auth, other, foreign)).status).toBe(201);
    expect(await outcome(await prove(foreign))).toBe("401 passkey_invalid");
  });

  test("whoever has none is told so; exactly one proof is taken", async () => {
    const auth = testAuth();
    const owner = await person(auth);
    const answer = await call(auth, "POST", "reauthenticate/options", owner, {});
    expect(await outcome(answer)).toBe("404 not_found");
    expect((await call(auth, "POST", "reauthenticate", owner, {})).status).toBe(422);
  });
});

describe("identity 43: the list", () => {
  test("identity 56.44: another's is 404 on every verb", async () => {
    const auth = testAuth();
    const { passkey } = await enrolled(auth);
    const other = await person(auth, "sol@example.com");
    const path = `passkeys/${passkey.id}`;
    expect(await outcome(await call(auth, "PATCH", path, other, { name: "Mine" }))).toBe(
      "404 not_found",
    );
    expect(await outcome(await call(auth, "DELETE", path, other))).toBe("404 not_found");
    expect(await (await call(auth, "GET", "passkeys", other)).json()).toEqual({ items: [] });
    expect(auth.members.kept.get(passkey.id)?.name).toBe("Chrome");
  });

  test("one's own is renamed and deleted; names are a line of at most 60 characters", async () => {
    const auth = testAuth();
    const { owner, passkey } = await enrolled(auth);
    const path = `passkeys/${passkey.id}`;
    for (const name of ["", "x".repeat(61), "a\nb", " a"]) {
      expect((await call(auth, "PATCH", path, owner, { name })).status).toBe(422);
    }
    const renamed = await call(auth, "PATCH", path, owner, { name: "책상" });
    expect(await renamed.json()).toMatchObject({ id: passkey.id, name: "책상" });
    expect((await call(auth, "DELETE", path, owner)).status).toBe(204);
    expect(auth.audit.map(({ outcome }) => outcome)).toContain("passkey_removed");
  });

  test("identity 56.19: the last way in is 409", async () => {
    const auth = testAuth();
    const { owner, passkey } = await enrolled(auth);
    const row = auth.members.rows.get(owner.email);
    if (row) row.passwordHash = null;
    const answer = await call(auth, "DELETE", `passkeys/${passkey.id}`, owner);
    expect(await outcome(answer)).toBe("409 last_sign_in_method");
  });
});

describe("identity 44: the RP ID is the shop's host", () => {
  test.each([
    [{ WEBAUTHN_RP_ID: "example" }],
    [{ WEBAUTHN_RP_ID: "staging.shop.example" }],
    [{ SHOP_ORIGIN: "https://shop.example/path" }],
    [{ SHOP_ORIGIN: "http://shop.example", ENVIRONMENT: "staging", BCRYPT_COST: 10 }],
  ])("identity 56.54: %j stops the Worker", (changes) => {
    expect(() => testAuth(changes)).toThrow(/SHOP_ORIGIN|WEBAUTHN_RP_ID/);
  });
});

test("identity 58: a sign-in by passkey costs at most four trips to Redis, three questions to member, and no hash", async () => {
  const auth = testAuth();
  const { device } = await enrolled(auth);
  const costOf = countTrips(auth);
  expect((await signIn(auth, device)).status).toBe(200);
  const { hashes, member, redis } = costOf();
  expect(hashes).toBe(0);
  expect(redis).toBeGreaterThanOrEqual(3);
  expect(redis).toBeLessThanOrEqual(4);
  expect(member).toBeGreaterThanOrEqual(1);
  expect(member).toBeLessThanOrEqual(3);
});
