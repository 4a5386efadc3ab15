/** Laws of everything before a verb: headers, order of checks, service key, limits. */
import { authGroups, type SignInEvent, type SignInEventPage } from "@edgemart/contracts/auth";
import { addressPrefix } from "@edgemart/contracts/client-address";
import { ERRORS } from "@edgemart/contracts/error";
import { type Operation, operationsIn } from "@edgemart/contracts/operation";
import { newId } from "@edgemart/worker-kit/ids";
import { describe, expect, test, vi } from "vitest";
import { makeServiceKey } from "../../../../tools/keys/make.ts";
import { adminToken } from "../../test/admin-token.ts";
import { type TestAuth, testAuth, testEnv } from "../../test/fakes.ts";
import { auditLog } from "../adapters/audit.log.ts";
import type { AuditRecord } from "../ports.ts";

const LOGIN = { email: "mina@example.com", password: "correct horse battery" };
const OPERATIONS = ["login", "register", "refresh", "logout", "verify"];
const code = async (response: Response) => ((await response.json()) as { code: string }).code;

describe("auth 1: headers", () => {
  const HEADERS = [
    "cache-control",
    "x-content-type-options",
    "referrer-policy",
    "content-security-policy",
  ];
  test.each([
    ["a success", "health", { method: "GET" }, 200],
    ["an unknown path", "nothing", { method: "GET" }, 404],
    ["a wrong method", "login", { method: "GET" }, 405],
    [
      "a stranger",
      "login",
      { method: "POST", headers: { "content-type": "application/json" }, body: "{}" },
      401,
    ],
  ])("%s carries the security headers", async (_name, path, init, status) => {
    const response = await testAuth().send(path, init);
    expect(response.status).toBe(status);
    for (const name of HEADERS) expect(response.headers.get(name)).not.toBeNull();
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("content-type")).toMatch(/json; charset=utf-8$/);
  });

  test("a broken environment answers 503 with the same headers and names nothing", async () => {
    const { app } = testAuth();
    const env = testEnv({ AUTH_SIGNING_KEY: undefined });
    const response = await app.fetch(new Request("http://auth/api/auth/health"), env);
    expect(response.status).toBe(503);
    expect(response.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await response.text()).not.toContain("SIGNING");
  });
});

describe("auth 4: methods and paths", () => {
  test.each(OPERATIONS)("%s takes POST only", async (name) => {
    for (const method of ["GET", "PUT", "PATCH", "DELETE"]) {
      const response = await testAuth().send(name, { method });
      expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
    }
    const options = await testAuth().send(name, { method: "OPTIONS" });
    expect([options.status, options.headers.get("allow")]).toEqual([204, "POST, OPTIONS"]);
  });

  test("health takes GET and HEAD only", async () => {
    const response = await testAuth().send("health", { method: "POST" });
    expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
  });

  test.each(["login/", "LOGIN", "/login", "login;a", "./x", "internal"])(
    "attack 72: %s is not a way in",
    async (path) => {
      const auth = testAuth();
      expect((await auth.post(path, LOGIN)).status).toBe(404);
      expect(auth.hasher.calls).toBe(0);
    },
  );
});

test("attack 73: while the hash queue is full a sign-in is refused without a trip to any store", async () => {
  const auth = testAuth();
  auth.deps.hasher.isFull = () => true;
  auth.down.redis = true;
  const answer = await auth.post("login", { email: "mina@example.com", password: "x" });
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "1"]);
  expect([auth.hasher.calls, auth.members.calls]).toEqual([0, 0]);
});

describe("auth 6: the order of checks", () => {
  const stranger = { authorization: "" };
  test("type and size come before the service key, the key before the parse", async () => {
    const auth = testAuth();
    const plain = await auth.post("login", "{", { ...stranger, "content-type": "text/plain" });
    const large = await auth.post("login", `{"email":"${"a".repeat(17_000)}"}`, stranger);
    const broken = await auth.post("login", "{", stranger);
    expect([plain.status, large.status, broken.status]).toEqual([415, 413, 401]);
  });

  test("a throttled address does not learn whether its body parses", async () => {
    const auth = testAuth({ LOGIN_FAILURES_MAX: 1 });
    await auth.post("login", LOGIN);
    expect(await code(await auth.post("login", "{"))).toBe("rate_limited");
  });

  test.each([
    ["401", LOGIN, { authorization: "Basic bm90OmtleQ==" }, 401],
    ["413", { ...LOGIN, password: "a".repeat(20_000) }, {}, 413],
    ["415", LOGIN, { "content-type": "text/plain" }, 415],
    ["415 (gzip)", LOGIN, { "content-encoding": "gzip" }, 415],
    ["400", "[]", {}, 400],
    ["400 (prototype)", '{"__proto__":{"role":"admin"}}', {}, 400],
    ["422 (unknown field)", { ...LOGIN, role: "admin" }, {}, 422],
    ["422 (operator object)", { email: { $gt: "" }, password: "x" }, {}, 422],
    ["422 (list)", { email: "mina@example.com", password: ["a"] }, {}, 422],
  ])(
    "no password is hashed on %s, and no member looked up",
    async (_name, body, headers, status) => {
      const auth = testAuth();
      expect((await auth.post("login", body, headers)).status).toBe(status);
      expect([auth.hasher.calls, auth.members.calls]).toEqual([0, 0]);
      expect(({} as { role?: string }).role).toBeUndefined();
    },
  );

  test("attempts that never reached a password are given back", async () => {
    const auth = testAuth({ LOGIN_FAILURES_MAX: 1 });
    for (const body of ["{", { email: 1 }]) await auth.post("login", body);
    expect((await auth.post("login", LOGIN)).status).toBe(401);
    expect(auth.hasher.calls).toBe(1);
  });
});

describe("auth 6: every operation of the contract has the checks it names", () => {
  const ALL = operationsIn(authGroups);
  const ENTRY: ReadonlySet<string> = new Set(Object.keys(authGroups.entry));
  const OTHER: Record<string, string> = { ses: newId("session"), mem: newId("member") };

  /** Asks an operation with an empty input. */
  function ask(auth: TestAuth, { method, path }: Operation, authorization: string) {
    const id = path.includes("/sessions/") ? OTHER.ses : OTHER.mem;
    return auth.send(path.replace("/api/auth/", "").replace("{id}", id ?? ""), {
      method: method.toUpperCase(),
      headers: {
        ...(authorization && { authorization }),
        "content-type": "application/json",
        "x-internal-client-prefix": "203.0.113.7/32",
      },
      ...(method === "post" && { body: "{}" }),
    });
  }
  const isService = ({ credential }: Operation) => credential === "service";
  const keyOf = ({ config }: TestAuth) => `Basic ${config.AUTH_BASIC_KEY}`;

  test.each(ALL)("$id: its own credential and no other", async (operation) => {
    const auth = testAuth();
    const stranger = await ask(auth, operation, "");
    const expected = isService(operation) ? "service_auth_required" : "token_missing";
    expect([stranger.status, await code(stranger)]).toEqual([401, expected]);
    const token = await adminToken(auth);
    const others = isService(operation) ? `Bearer ${token}` : keyOf(auth);
    expect((await ask(auth, operation, others)).status).toBe(401);
  });

  test.each(ALL)("$id: its right, and a recent password where it is fresh", async (operation) => {
    const auth = testAuth();
    const own = async (ageSeconds: number, role: "admin" | "member") =>
      isService(operation) ? keyOf(auth) : `Bearer ${await adminToken(auth, ageSeconds, role)}`;
    const isAdmins = operation.right === "admin";
    const member = await ask(auth, operation, await own(0, "member"));
    expect(member.status === 403).toBe(isAdmins);
    const late = await ask(auth, operation, await own(3_600, "admin"));
    const asks = late.status === 401 && (await code(late)) === "reauthentication_required";
    // endSession asks in its handler: for another session than the caller's.
    expect(asks).toBe(operation.fresh === true || operation.id === "endSession");
  });

  test.each(ALL)("$id: its address is counted when it is of the group entry", async (operation) => {
    const auth = testAuth({ LOGIN_FAILURES_MAX: 1, REGISTRATIONS_MAX: 1 });
    const credential = isService(operation) ? keyOf(auth) : `Bearer ${await adminToken(auth)}`;
    const taken: string[] = [];
    const takeWindow = auth.deps.throttle.takeWindow.bind(auth.deps.throttle);
    auth.deps.throttle.takeWindow = (kind, prefix, now) => {
      taken.push(`${kind} ${prefix}`);
      return takeWindow(kind, prefix, now);
    };
    await ask(auth, operation, credential);
    const kind = operation.id === "register" ? "register" : "login";
    expect(taken).toEqual(ENTRY.has(operation.id) ? [`${kind} 203.0.113.7/32`] : []);
  });
});

describe("auth 80: the audit", () => {
  test("what was noted of a request is kept after its answer, once", async () => {
    const auth = testAuth();
    const kept: AuditRecord[][] = [];
    auth.deps.audit = auditLog;
    auth.deps.auditStore.keep = async (records) => void kept.push(records);
    vi.spyOn(console, "log").mockReturnValue();
    expect((await auth.post("login", LOGIN, { authorization: "" })).status).toBe(401);
    await auth.post("verify", { token: "x" });
    expect(kept).toMatchObject([[{ event: "authz_fail", outcome: "service_key" }]]);
  });

  test("its list is asked for one event more than a page holds, and names the next page's beginning", async () => {
    const auth = testAuth();
    const events = ["9", "8", "7"].map((id) => ({ id }) as SignInEvent);
    auth.deps.auditStore.list = async ({ before, limit }) =>
      events.filter(({ id }) => before === null || id < before).slice(0, limit);
    const authorization = `Bearer ${await adminToken(auth)}`;
    const page = async (query: string) => {
      const answer = await auth.send(`audit?${query}`, { headers: { authorization } });
      const { items, nextCursor } = (await answer.json()) as SignInEventPage;
      return [items.map(({ id }) => id), nextCursor];
    };
    expect(await page("limit=2")).toEqual([["9", "8"], "8"]);
    expect(await page("limit=2&cursor=8")).toEqual([["7"], null]);
    expect(await page("limit=3")).toEqual([["9", "8", "7"], null]);
  });
});

describe("auth 7: the service key", () => {
  const auth = testAuth();
  const key = auth.config.AUTH_BASIC_KEY;
  const wrong = Buffer.from(`edgemart:${"A".repeat(43)}`).toString("base64");
  test.each([
    ["none", ""],
    ["a Bearer token (attack 28)", "Bearer aaa"],
    ["no colon (attack 29)", "Basic ZWRnZW1hcnQ="],
    ["an empty user", "Basic OnNlY3JldA=="],
    ["an empty credential (attack 30)", "Basic Og=="],
    ["nothing behind the scheme", "Basic "],
    ["no base64", "Basic %%%"],
    ["latin-1", "Basic \u00e9\u00e9"],
    ["64 KB", `Basic ${"a".repeat(65_536)}`],
    ["another secret", `Basic ${wrong}`],
    ["the key and more", `Basic ${key}A`],
    ["the key twice", `Basic ${key}, Basic ${key}`],
  ])(
    "%s is 401 with one body and one challenge, on every operation",
    async (_name, authorization) => {
      for (const name of OPERATIONS) {
        const response = await auth.post(name, {}, { authorization });
        expect(response.status).toBe(401);
        expect(response.headers.get("www-authenticate")).toBe(
          'Basic realm="auth", charset="UTF-8"',
        );
        expect(await code(response)).toBe("service_auth_required");
      }
      expect([auth.hasher.calls, auth.members.calls, auth.sessions.calls]).toEqual([0, 0, 0]);
    },
  );

  test("the scheme's case does not matter", async () => {
    const response = await auth.post("verify", { token: "x" }, { authorization: `bAsIc ${key}` });
    expect(response.status).toBe(200);
  });

  test("auth 8: the next and the previous key are taken besides the current one", async () => {
    for (const name of ["AUTH_BASIC_KEY_NEXT", "AUTH_BASIC_KEY_PREVIOUS"]) {
      const other = testAuth({ [name]: makeServiceKey() });
      const authorization = `Basic ${other.env[name]}`;
      expect((await other.post("verify", { token: "x" }, { authorization })).status).toBe(200);
    }
  });
});

describe("auth 24, 29: the address limit", () => {
  test("attack 71: of 50 parallel failures one below the limit, exactly one reaches the hash", async () => {
    const auth = testAuth({ LOGIN_FAILURES_MAX: 10, LOGIN_ACCOUNT_FAILURES_FREE: 1000 });
    for (let i = 0; i < 9; i++) await auth.post("login", LOGIN);
    auth.hasher.calls = 0;
    const answers = await Promise.all(Array.from({ length: 50 }, () => auth.post("login", LOGIN)));
    expect(auth.hasher.calls).toBe(1);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(49);
    expect(refused[0]?.headers.get("retry-after")).toBe("600");
  });

  test("attacks 69, 70: a /64 is one address, and no other header changes the bucket", async () => {
    const auth = testAuth({ LOGIN_FAILURES_MAX: 3 });
    const statuses: number[] = [];
    for (let i = 0; i < 4; i++) {
      const headers = {
        "x-internal-client-prefix": addressPrefix(`2001:db8:1:2::${i}`),
        "x-forwarded-for": `198.51.100.${i}`,
      };
      statuses.push(
        (await auth.post("login", { ...LOGIN, email: `a${i}@example.com` }, headers)).status,
      );
    }
    expect(statuses).toEqual([401, 401, 401, 429]);
  });

  describe("operations 6: with no address known, the account that is named is counted", () => {
    const UNKNOWN = ["", "unknown", "garbage", "1.2.3.4, 5.6.7.8", "1.2.3.4", "2001:db8::1/64"];
    const from = (prefix: string) => ({ "x-internal-client-prefix": prefix });

    test("sign-in: a flood shuts its own account out and no other", async () => {
      const auth = testAuth({ LOGIN_FAILURES_MAX: 2, LOGIN_ACCOUNT_FAILURES_FREE: 1000 });
      const flood = [];
      for (let i = 0; i < 60; i++) {
        flood.push(await auth.post("login", LOGIN, from(UNKNOWN[i % UNKNOWN.length] ?? "")));
      }
      const passed = flood.filter(({ status }) => status === 401);
      expect([passed.length, flood.length - passed.length]).toEqual([2, 58]);
      for (const [at, prefix] of UNKNOWN.entries()) {
        const other = { ...LOGIN, email: `other-${at}@example.com` };
        expect((await auth.post("login", other, from(prefix))).status).toBe(401);
      }
    });

    test("registration: one address cannot be tried without end, others can open accounts", async () => {
      const auth = testAuth({ REGISTRATIONS_MAX: 2 });
      const register = (email: string) =>
        auth.post("register", { ...LOGIN, email, name: "Mina" }, from(""));
      const same = [];
      for (let i = 0; i < 4; i++) same.push((await register("one@example.com")).status);
      expect(same.slice(2)).toEqual([429, 429]);
      for (let i = 0; i < 6; i++) {
        expect((await register(`new-${i}@example.com`)).status).not.toBe(429);
      }
    });

    test("an address at the edge's own header is not believed: only a door's word is", async () => {
      const auth = testAuth({ LOGIN_FAILURES_MAX: 2, LOGIN_ACCOUNT_FAILURES_FREE: 1000 });
      const statuses = [];
      for (let i = 0; i < 4; i++) {
        const headers = { ...from(""), "cf-connecting-ip": `198.51.100.${i}` };
        statuses.push((await auth.post("login", LOGIN, headers)).status);
      }
      expect(statuses).toEqual([401, 401, 429, 429]);
    });
  });

  test("auth 31: without Redis no one signs in: 503, no hash", async () => {
    const auth = testAuth();
    auth.down.redis = true;
    const response = await auth.post("login", LOGIN);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
    expect(auth.hasher.calls).toBe(0);
  });
});

test("auth 2: a bug answers 500 with the table's sentence only", async () => {
  const auth = testAuth();
  auth.deps.hasher.compare = () => Promise.reject(new Error("select secret from table"));
  const response = await auth.post("login", LOGIN);
  const problem = (await response.json()) as Record<string, unknown>;
  expect(problem).toMatchObject({ code: "internal", title: ERRORS.internal.title });
  expect(problem.detail).toBeUndefined();
});
