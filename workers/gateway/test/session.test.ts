import { revokedMemberKey, revokedSessionKey } from "@edgemart/redis/keys";
import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { codeOf, until } from "./harness.ts";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { KID, type Minter, makeMinter, standardClaims } from "./tokens.ts";
import { raiseGateway, type World } from "./world.ts";

let redis: RedisDoor;
let minter: Minter;
let world: World;

beforeAll(async () => {
  redis = await openRedisDoor();
  minter = await makeMinter();
  world = await raiseGateway({ redisUrl: redis.url, jwks: minter.jwks });
});
afterAll(async () => {
  await world?.stop();
  await redis?.stop();
});
beforeEach(async () => {
  redis.mode = "pass";
  redis.commands.length = 0;
  await world.forget();
});

const as = (token: string) => ({ authorization: `Bearer ${token}` });
const ask = (path: string, authorization?: string) =>
  world.ask(path, authorization === undefined ? {} : { headers: { authorization } });
const write = (token: string, key?: string) =>
  world.ask("/api/members", {
    method: "POST",
    body: "{}",
    headers: { ...as(token), ...(key && { "idempotency-key": key }) },
  });
const reads = () => redis.commands.filter(([name]) => name?.toLowerCase() === "mget").length;

describe("gateway 39, auth 35, 36: credentials", () => {
  test("none is a challenge without an error", async () => {
    const answer = await ask("/api/members");
    expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([
      401,
      'Bearer realm="api"',
    ]);
    expect(await codeOf(answer)).toBe("token_missing");
  });

  test("a role too low is told which would do", async () => {
    const answer = await write(await minter.mint());
    expect(answer.status).toBe(403);
    expect(answer.headers.get("www-authenticate")).toBe(
      'Bearer realm="api", error="insufficient_scope", scope="admin"',
    );
  });

  test("attack 25: two of them are 400", async () => {
    const token = await minter.mint();
    expect((await ask("/api/members", `Bearer ${token}, Bearer ${token}`)).status).toBe(400);
    const both = new Headers(as(token));
    both.append("authorization", "Basic eDp5");
    expect((await world.ask("/api/members", { headers: both })).status).toBe(400);
  });

  test("attack 26: the scheme in lower case is one, a tab or two spaces are not", async () => {
    const token = await minter.mint();
    expect((await ask("/api/members/mem_x", `bearer ${token}`)).status).toBe(200);
    for (const value of [
      `Bearer\t${token}`,
      `Bearer  ${token}`,
      "Bearer",
      `Bearer${token}`,
      token,
    ]) {
      const answer = await ask("/api/members/mem_x", value);
      expect([answer.status, await codeOf(answer)]).toEqual([401, "token_invalid"]);
    }
  });

  test("attacks 27, 28: a token in query, body or cookie, and a Basic one, are none", async () => {
    const token = await minter.mint({ role: "admin" });
    expect((await ask(`/api/members?access_token=${token}`)).status).toBe(401);
    const body = `access_token=${token}`;
    expect((await world.ask("/api/members", { method: "POST", body })).status).toBe(401);
    const headers = { cookie: `__Host-Http-at=${token}; access_token=${token}` };
    expect((await world.ask("/api/members", { headers })).status).toBe(401);
    expect((await ask("/api/members", `Basic ${token}`)).status).toBe(401);
  });

  test("attacks 1, 6, 8, 14, 16, 18, 21 on workerd", async () => {
    const now = Math.floor(Date.now() / 1000);
    const good = await minter.mint();
    const none = Buffer.from('{"alg":"none","typ":"at+jwt","kid":"test-key-1"}').toString(
      "base64url",
    );
    const bad = [
      `${none}.${good.split(".")[1]}.`,
      await minter.signText('{"alg":"EdDSA","typ":"at+jwt"}', JSON.stringify(standardClaims())),
      await minter.mint({}, { typ: "JWT" }),
      await minter.mint({}, { kid: "other" }),
      await (await makeMinter()).mint({}, { kid: KID }),
      "a.b",
      "a.b.c.d",
      `${good}=`,
      "A".repeat(5_000),
    ];
    for (const token of bad) {
      const answer = await ask("/api/members", `Bearer ${token}`);
      expect(answer.headers.get("www-authenticate")).toBe(
        'Bearer realm="api", error="invalid_token"',
      );
      expect([answer.status, await codeOf(answer)]).toEqual([401, "token_invalid"]);
    }
    const old = await minter.mint({ iat: now - 200, nbf: now - 200, exp: now - 6 });
    const expired = await ask("/api/members", `Bearer ${old}`);
    expect([expired.status, await codeOf(expired)]).toEqual([401, "token_expired"]);
    expect(await world.calls("member")).toEqual([]);
    expect(world.lines.join("\n")).not.toContain(good);
  });

  test("auth 36, 37: where a token may be missing, a bad one is 401, and on a public read nothing", async () => {
    expect((await ask("/api/home")).status).toBe(200);
    expect((await ask("/api/home", "Bearer a.b.c")).status).toBe(401);
    expect((await ask("/api/products", "Bearer a.b.c")).status).toBe(200);
  });
});

describe("auth 51, gateway 36: ended sessions", () => {
  test("a session is asked for at most once in 5 s, and an anonymous request never", async () => {
    const token = await minter.mint();
    for (let count = 0; count < 5; count++) await ask("/api/members/mem_x", `Bearer ${token}`);
    expect(reads()).toBe(1);
    expect(redis.commands).toHaveLength(1);
    await ask("/api/home");
    await ask("/api/home", `Bearer ${await minter.mint()}`);
    expect(reads()).toBe(2);
  });

  test.each(["session", "member"] as const)(
    "an ended %s is refused with and without a key",
    async (kind) => {
      const [sub, sid] = [newId("member"), newId("session")];
      const token = await minter.mint({ sub, sid, role: "admin" });
      await (kind === "session"
        ? redis.run("SET", revokedSessionKey(sid), "1")
        : redis.run("SET", revokedMemberKey(sub), String(Math.floor(Date.now() / 1000) + 1)));
      for (const answer of [
        await write(token, "a-key"),
        await write(token),
        await ask("/api/home", `Bearer ${token}`),
      ]) {
        expect([answer.status, await codeOf(answer)]).toEqual([401, "token_invalid"]);
      }
      // Where no token is needed it is none, and goes no further.
      expect((await ask("/api/products", `Bearer ${token}`)).status).toBe(200);
      expect((await world.calls("catalog"))[0]?.headers).not.toHaveProperty("authorization");
      expect(await world.calls("member")).toEqual([]);
      expect(await redis.run("KEYS", "idem:*")).toEqual([]);
    },
  );

  test("an ended session notices within 5 s, however busy its key is", async () => {
    const sid = newId("session");
    const token = await minter.mint({ sid, role: "admin" });
    expect((await write(token, "k-0")).status).toBe(200);
    await redis.run("SET", revokedSessionKey(sid), "1");
    const ended = Date.now();
    let number = 0;
    let status = 200;
    while (status === 200 && Date.now() - ended < 8_000) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      number += 1;
      status = (await write(token, `k-${number}`)).status;
    }
    expect(status).toBe(401);
    expect(Date.now() - ended).toBeLessThan(6_000);
  });

  test("a replay is not given to an ended session", async () => {
    const [sub, sid] = [newId("member"), newId("session")];
    const mint = (more: object) => minter.mint({ sub, role: "admin", ...more });
    await write(await mint({}), "the-key");
    await redis.run("SET", revokedSessionKey(sid), "1");
    expect((await write(await mint({ sid }), "the-key")).status).toBe(401);
  });
});

describe("auth 52: without Redis", () => {
  test.each(["refuse", "hang"] as const)(
    "%s: browsing goes on unknown, accounts and writes do not",
    async (mode) => {
      redis.mode = mode;
      const fresh = async (role = "member") => `Bearer ${await minter.mint({ role })}`;
      for (const path of ["/api/home", "/api/products"]) {
        expect((await ask(path, await fresh())).status).toBe(200);
      }
      const calls = [...(await world.calls("bff")), ...(await world.calls("catalog"))];
      for (const call of calls) expect(call.headers).not.toHaveProperty("authorization");
      for (const answer of [
        await ask("/api/members/me", await fresh()),
        await write(await minter.mint({ role: "admin" })),
      ]) {
        expect([answer.status, await codeOf(answer)]).toEqual([503, "temporarily_unavailable"]);
        expect(answer.headers.has("retry-after")).toBe(true);
      }
      expect(await world.calls("member")).toEqual([]);
    },
  );
});

describe("gateway 40: a cold isolate", () => {
  test.each<[string, (cold: World, token: string) => Promise<Response>, string[]]>([
    ["an anonymous request", (cold) => cold.ask("/api/auth/health"), []],
    // A row that is kept asks once in 5 s whether the catalog was changed.
    ["an anonymous request of a kept row", (cold) => cold.ask("/api/home"), ["get"]],
    [
      "a verified request",
      (cold, token) => cold.ask("/api/members", { headers: as(token) }),
      ["mget"],
    ],
    [
      "a keyed request",
      (cold, token) =>
        cold.ask("/api/members", {
          method: "POST",
          body: "{}",
          headers: { ...as(token), "idempotency-key": crypto.randomUUID() },
        }),
      ["eval", "eval"],
    ],
    [
      "a request with a key that nobody published",
      async (cold) => {
        const other = await (await makeMinter()).mint({}, { kid: "unknown-key" });
        const refused = await cold.ask("/api/members", { headers: as(other) });
        expect(refused.status).toBe(401);
        return cold.ask("/api/auth/health");
      },
      [],
    ],
  ])("%s as its first asks the network for nothing but its store", async (_name, ask, commands) => {
    const called: string[] = [];
    const onNetwork = (_method: string, url: string) => void called.push(new URL(url).origin);
    const cold = await raiseGateway({ redisUrl: redis.url, jwks: minter.jwks, onNetwork });
    try {
      expect((await ask(cold, await minter.mint({ role: "admin" }))).status).toBe(200);
      expect(redis.commands.map(([name]) => name?.toLowerCase())).toEqual(commands);
      expect(called).toEqual(commands.map(() => redis.url));
    } finally {
      await cold.stop();
    }
  });
});

describe("gateway 41: the isolate's memory of tokens", () => {
  test("a remembered token dies with its exp", async () => {
    const now = Math.floor(Date.now() / 1000);
    // Within the clock tolerance a token is good past its exp, but it is verified each time.
    const token = await minter.mint({ iat: now - 200, nbf: now - 200, exp: now - 3 });
    expect((await ask("/api/products", `Bearer ${token}`)).status).toBe(200);
    await until(async () => (await ask("/api/members", `Bearer ${token}`)).status === 401);
    expect(Math.floor(Date.now() / 1000)).toBeLessThanOrEqual(now + 4);
  });
});
