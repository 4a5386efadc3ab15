import { newId } from "@edgemart/worker-kit/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keyedLimitKey } from "../src/idempotency/store.upstash.ts";
import { ADDRESS_LIMITS } from "../src/table/limits.ts";
import { ROWS } from "../src/table/rows.ts";
import { configurations } from "./configurations.ts";
import { codeOf, replaced } from "./harness.ts";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { type Minter, makeMinter } from "./tokens.ts";
import { raiseGateway, type World } from "./world.ts";

let redis: RedisDoor;
let world: World;
let minter: Minter;
let admin: string;
let net = 0;

beforeAll(async () => {
  redis = await openRedisDoor();
  minter = await makeMinter();
  admin = await minter.mint({ role: "admin" });
  world = await raiseGateway({
    redisUrl: redis.url,
    jwks: minter.jwks,
    entryLimit: 5,
    patch: (module) => replaced(module, /keyedPerMinuteMax: (600|120)/g, "keyedPerMinuteMax: 3"),
  });
});
afterAll(async () => {
  await world?.stop();
  await redis?.stop();
});

const login = (address?: string, path = "/api/auth/login") =>
  world.ask(path, {
    method: "POST",
    body: "{}",
    headers: address === undefined ? {} : { "cf-connecting-ip": address },
  });
const statuses = async (requests: Promise<Response>[]) =>
  (await Promise.all(requests)).map((answer) => answer.status);
const refused = (all: number[]) => all.filter((status) => status === 429).length;
/** An address of a network that no one used. */
const network = () => `2001:db8:${(++net).toString(16)}:1`;

describe("gateway 43, auth 24: the first shield", () => {
  test.each(
    ROWS.flatMap(({ limit, path, methods }) =>
      limit === null ? [] : [[`${methods[0]} ${path}`, methods[0] ?? "GET", path, limit] as const],
    ),
  )("%s: the sixth of five is 429", async (_, method, path, limit) => {
    const from = network();
    const ask = (at: number) =>
      world.ask(path, {
        method,
        ...(method === "GET" ? {} : { body: "{}" }),
        headers: { "cf-connecting-ip": `${from}::${at}` },
      });
    const all = await statuses(Array.from({ length: 12 }, (_, at) => ask(at + 1)));
    expect(refused(all)).toBe(7);
    const answer = await ask(1);
    expect([answer.status, answer.headers.get("retry-after"), await codeOf(answer)]).toEqual([
      429,
      "60",
      "rate_limited",
    ]);
    const { name, max } = ADDRESS_LIMITS[limit];
    expect(answer.headers.get("ratelimit-policy")).toBe(`"${name}";q=${max};w=60`);
    // The binding tells yes or no: a remaining number would be invented.
    expect(answer.headers.has("ratelimit")).toBe(false);
  });

  test("nothing that it refuses reaches auth", async () => {
    const from = network();
    await world.forget();
    await statuses(Array.from({ length: 20 }, () => login(`${from}::1`)));
    expect((await world.calls("auth")).length).toBe(5);
  });

  test("another network, another row and other addresses of auth are not kept out", async () => {
    const from = network();
    await statuses(Array.from({ length: 8 }, () => login(`${from}::1`)));
    expect((await login(`${network()}::1`)).status).toBe(200);
    expect((await login(`${from}::1`, "/api/auth/register")).status).toBe(200);
    const refresh = Array.from({ length: 20 }, () => login(`${from}::1`, "/api/auth/refresh"));
    expect(refused(await statuses(refresh))).toBe(0);
  });

  test("IPv4 counts each address, however it is written; an answer that passes names the policy", async () => {
    const spelt = ["198.51.100.7", "::ffff:198.51.100.7", "::ffff:c633:6407"];
    const all = await statuses(Array.from({ length: 9 }, (_, at) => login(spelt[at % 3])));
    expect(refused(all)).toBe(4);
    const other = await login("198.51.100.8");
    expect(other.headers.get("ratelimit-policy")).toBe('"entry";q=20;w=60');
  });

  test("with no address known the account that is named is counted, and nobody else's", async () => {
    const named = (email: string) =>
      world.ask("/api/auth/login", { method: "POST", body: JSON.stringify({ email }) });
    const one = Array.from({ length: 12 }, (_, at) =>
      named(at % 2 ? "A@b.example" : "a@b.example"),
    );
    expect(refused(await statuses(one))).toBe(7);
    const many = Array.from({ length: 12 }, (_, at) => named(`c${at}@b.example`));
    expect(refused(await statuses(many))).toBe(0);
    // A request that names no one is refused by auth before a password is looked at.
    expect(refused(await statuses(Array.from({ length: 20 }, () => login())))).toBe(0);
  });

  test("operations 6: shoppers of the storefront are counted by what its door says of each", async () => {
    const visit = (from: string, at: number) =>
      world.askAsStorefront("/api/auth/login", {
        method: "POST",
        body: JSON.stringify({ email: `${at}-${from.length}@b.example` }),
        // As the platform may write it over a binding: the same for all, and believed by no one.
        headers: { "cf-connecting-ip": "192.0.2.1", "x-internal-client-prefix": from },
      });
    const [mina, jun] = [`${network()}::/64`, `${network()}::/64`];
    expect(refused(await statuses(Array.from({ length: 12 }, (_, at) => visit(mina, at))))).toBe(7);
    expect((await visit(jun, 1)).status).toBe(200);
    const unknown = Array.from({ length: 12 }, (_, at) => visit("", at));
    expect(refused(await statuses(unknown))).toBe(0);
  });

  test("operations 6: at the public door nobody names a prefix of his own", async () => {
    const from = network();
    const spoofed = (at: number) =>
      world.ask("/api/auth/login", {
        method: "POST",
        body: "{}",
        headers: {
          "cf-connecting-ip": `${from}::1`,
          "x-internal-client-prefix": `203.0.113.${at}/32`,
        },
      });
    await world.forget();
    expect(refused(await statuses(Array.from({ length: 12 }, (_, at) => spoofed(at))))).toBe(7);
    const seen = (await world.calls("auth")).map(
      ({ headers }) => headers["x-internal-client-prefix"],
    );
    expect(new Set(seen)).toEqual(new Set([`${from}:0::/64`.replace(":1:0::", ":1::")]));
  });

  test("the numbers said are those of every environment's wrangler file", () => {
    const all = Object.values(configurations());
    expect(all).toHaveLength(3);
    for (const { ratelimits } of all) {
      const stated = ratelimits.map(({ name, simple }) => [name, simple.limit, simple.period]);
      const ours = Object.entries(ADDRESS_LIMITS).map(([name, { max, windowSeconds }]) => [
        name,
        max,
        windowSeconds,
      ]);
      expect(stated).toEqual(ours);
    }
    expect(
      new Set(all.flatMap(({ ratelimits }) => ratelimits.map((one) => one.namespace_id))).size,
    ).toBe(3 * Object.keys(ADDRESS_LIMITS).length);
  });
});

describe("gateway 28, operations 66: how long a claim may take", () => {
  test("is 300 ms on a laptop, and what a store far away needs in the environments", () => {
    const waits = Object.entries(configurations()).map(([name, { vars }]) => [
      name,
      [vars.REDIS_FIRST_MS, vars.REDIS_LATER_MS, vars.REDIS_FALLBACK_MS].map(Number),
    ]);
    expect(Object.fromEntries(waits)).toEqual({
      local: [300, 300, 300],
      staging: [1_500, 500, 250],
      production: [1_500, 500, 250],
    });
  });
});

describe("gateway 36, 43: new keys of one member, counted by Redis inside the claim", () => {
  const write = (key: string) =>
    world.ask("/api/members", {
      method: "POST",
      body: "{}",
      headers: { authorization: `Bearer ${admin}`, "idempotency-key": key },
    });

  test("says what is left, refuses the fourth of three with its wait, and lets retries pass", async () => {
    const first = crypto.randomUUID();
    const lefts = [];
    for (const key of [first, crypto.randomUUID(), crypto.randomUUID()]) {
      const answer = await write(key);
      expect(answer.headers.get("ratelimit-policy")).toBe('"keyed";q=3;w=60');
      lefts.push(answer.headers.get("ratelimit")?.replace(/t=\d+/, "t=_"));
    }
    expect(lefts).toEqual(['"keyed";r=2;t=_', '"keyed";r=1;t=_', '"keyed";r=0;t=_']);
    const before = redis.commands.length;
    const fourth = await write(crypto.randomUUID());
    expect(redis.commands.length - before).toBe(1);
    expect([fourth.status, await codeOf(fourth)]).toEqual([429, "rate_limited"]);
    const wait = Number(fourth.headers.get("retry-after"));
    expect(wait > 0 && wait <= 60).toBe(true);
    expect(fourth.headers.get("ratelimit")).toMatch(/^"keyed";r=0;t=\d+$/);
    const replay = await write(first);
    expect(replay.headers.get("idempotency-status")).toBe("replayed");
    // Of a retry nothing was counted: the policy is named, a remaining number is not.
    expect([replay.headers.get("ratelimit-policy"), replay.headers.has("ratelimit")]).toEqual([
      '"keyed";q=3;w=60',
      false,
    ]);
  });
});

describe("gateway 43: new keys of reads are counted too: whoever sends many must not fill the store", () => {
  const home = (headers: Record<string, string>) =>
    world.ask("/api/home", {
      headers: { "x-idempotency-key": `${crypto.randomUUID()}`, ...headers },
    });
  const records = async () => ((await redis.run("KEYS", "idem:*:rec")) as string[]).length;

  test("nobody's by their network, a member's by the member; above, the answer comes without its key", async () => {
    const from = { "cf-connecting-ip": `${network()}::1` };
    const before = await records();
    const marks = [];
    for (let count = 0; count < 6; count++) {
      const answer = await home(from);
      expect(answer.status).toBe(200);
      marks.push(answer.headers.get("idempotency-status"));
    }
    const stored = Array(3).fill("stored");
    expect(marks).toEqual([...stored, ...Array(3).fill("bypassed")]);
    expect(await records()).toBe(before + 3);
    // Another network, and a member in the same one, have counts of their own.
    const others = [
      await home({ "cf-connecting-ip": `${network()}::1` }),
      await home({ ...from, authorization: `Bearer ${await minter.mint()}` }),
    ];
    for (const { headers } of others) expect(headers.get("idempotency-status")).toBe("stored");
  });

  test("a row that stores answers has such a limit", () => {
    for (const { idempotency, keyedPerMinuteMax } of ROWS) {
      const stores = idempotency.use === "optional" || idempotency.use === "required";
      expect(keyedPerMinuteMax !== null).toBe(stores);
    }
  });
});

describe("gateway 28, 43: a counter that is away lets through", () => {
  const RATE = ["ratelimit", "ratelimit-policy"];
  const post = (token: string, key?: string) =>
    world.ask("/api/members", {
      method: "POST",
      body: "{}",
      headers: { authorization: `Bearer ${token}`, ...(key && { "idempotency-key": key }) },
    });
  const minted = async () => {
    const sub = newId("member");
    return { token: await minter.mint({ role: "admin", sub }), counter: keyedLimitKey(sub) };
  };

  test.each([
    ["throws", "192.0.2.1"],
    ["never answers", "192.0.2.2"],
  ])("the platform's, when it %s: the policy is named, nobody is kept out", async (_how, from) => {
    const broken = await raiseGateway({
      redisUrl: redis.url,
      jwks: minter.jwks,
      patch: (module) =>
        replaced(
          module,
          /counter\.limit\(/,
          '((of) => of.key.includes("192.0.2.1/") ? Promise.reject(new Error("away")) : new Promise(() => {}))(',
        ),
    });
    try {
      const ask = () =>
        broken.ask("/api/auth/login", {
          method: "POST",
          body: "{}",
          headers: { "cf-connecting-ip": from },
        });
      const answers = await Promise.all(Array.from({ length: 25 }, ask));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
      for (const { headers } of answers) {
        expect([headers.get("ratelimit-policy"), headers.has("ratelimit")]).toEqual([
          '"entry";q=20;w=60',
          false,
        ]);
      }
      expect(await broken.calls("auth")).toHaveLength(25);
      expect(broken.lines.join("\n")).toContain("gateway.limit_unread");
    } finally {
      await broken.stop();
    }
  });

  // The exact counter is in the claim's own script: it can be away only together with the claim, which fails closed.
  test.each(["refuse", "hang", "lose"] as const)(
    "Redis, when it is away (%s): never 429, and no number is made up",
    async (mode) => {
      const { token } = await minted();
      expect((await post(token)).status).toBe(200);
      redis.mode = mode;
      try {
        for (let count = 0; count < 3; count++) {
          const keyed = await post(token, crypto.randomUUID());
          expect([keyed.status, await codeOf(keyed)]).toEqual([
            503,
            "idempotency_store_unavailable",
          ]);
          const keyless = await post(token);
          expect(keyless.status).toBe(200);
          for (const name of RATE) {
            expect([keyed.headers.has(name), keyless.headers.has(name)]).toEqual([false, false]);
          }
        }
      } finally {
        redis.mode = "pass";
      }
    },
  );

  test.each<[string, (key: string) => Promise<unknown>]>([
    ["holds no number", (key) => redis.run("SET", key, "many", "PX", 60_000)],
    ["is of another type", (key) => redis.run("HSET", key, "n", "3")],
    ["never ends", (key) => redis.run("SET", key, "3")],
  ])("Redis, when its counter %s: it begins anew", async (_name, breakIt) => {
    const { token, counter } = await minted();
    await breakIt(counter);
    const lefts = [];
    for (let count = 0; count < 3; count++) {
      const answer = await post(token, crypto.randomUUID());
      expect(answer.status).toBe(200);
      lefts.push(answer.headers.get("ratelimit")?.replace(/t=\d+/, "t=_"));
    }
    expect(lefts).toEqual(['"keyed";r=2;t=_', '"keyed";r=1;t=_', '"keyed";r=0;t=_']);
    expect((await post(token, crypto.randomUUID())).status).toBe(429);
  });
});
