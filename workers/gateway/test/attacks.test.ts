/** What was tried against scope, replay and locks, with the real Worker and a real Redis; the README lists it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { codeOf, replaced, until } from "./harness.ts";
import {
  fresh,
  mark,
  minter,
  redis,
  runs,
  useKeyedGateway,
  world,
  write,
} from "./keyed-gateway.ts";
import { BY_CODE, standardClaims } from "./tokens.ts";
import { raiseGateway, type World } from "./world.ts";

useKeyedGateway();

const keysOf = async (end: string) =>
  ((await redis.run("KEYS", `idem:*:${end}`)) as string[]).sort();

describe("gateway 6, 7, 25: attacks on scope", () => {
  test("an answer that somebody with Redis in hand moved to another record is shown to nobody", async () => {
    const [mine, theirs] = [fresh(), fresh()];
    const other = await minter.mint({ role: "admin" });
    await write({ key: mine, order: { body: "mine" } });
    await write({ key: theirs, token: other, order: { body: "theirs" } });
    const [one = "", two = ""] = await keysOf("res");
    const [a, b] = [await redis.run("GET", one), await redis.run("GET", two)];
    await redis.run("SET", one, String(b), "KEEPTTL");
    await redis.run("SET", two, String(a), "KEEPTTL");
    for (const answer of [await write({ key: mine }), await write({ key: theirs, token: other })]) {
      expect(await codeOf(answer)).toBe("idempotency_response_not_stored");
    }
    expect(await runs()).toBe(2);
  });

  test("a key that spells another scope is only a key", async () => {
    const { sub } = standardClaims();
    const victim = await minter.mint({ role: "admin", sub });
    await write({ key: "k", token: victim, order: { body: "the victim's" } });
    const spelt = [`${sub}1:k`, `${sub.length}:${sub}1:k`, `k1:k`, `mem_${sub}/k`, `${sub};k`];
    for (const key of spelt) {
      const answer = await write({ headers: { "idempotency-key": `"${key}"` } });
      expect(mark(answer)).toBe("stored");
      expect(await answer.text()).not.toContain("victim");
    }
  });

  test("the status of a key is told to its member only, and to nobody as an address of the other's", async () => {
    const key = fresh();
    await write({ key });
    const other = await minter.mint({ role: "admin" });
    for (const path of [
      key,
      `%22${key}%22`,
      `${key}%00`,
      `../idempotency/${key}`,
      `x%2f..%2f${key}`,
    ]) {
      const answer = await world.ask(`/api/idempotency/${path}`, {
        headers: { authorization: `Bearer ${other}` },
      });
      expect(answer.status).toBe(404);
    }
  });

  test("what was answered to an administrator is not replayed to the member they are now", async () => {
    const { sub } = standardClaims();
    const [before, after] = [
      await minter.mint({ role: "admin", sub }),
      await minter.mint({ role: "member", sub }),
    ];
    const listed = (token: string, key: string) =>
      world.ask("/api/members/mem_other", {
        order: { body: "all of it" },
        headers: { authorization: `Bearer ${token}`, "x-idempotency-key": key },
      });
    const [read, change] = [fresh(), fresh()];
    await listed(before, read);
    const path = "/api/members/mem_other/addresses";
    await write({ key: change, token: before, path, order: { body: "changed" } });
    for (const answer of [
      await listed(after, read),
      await write({ key: change, token: after, path }),
    ]) {
      expect([answer.status, await codeOf(answer)]).toEqual([422, "idempotency_key_reused"]);
    }
    expect(await runs()).toBe(2);
  });

  test("a token of another issuer or audience names nobody, whatever its subject", async () => {
    const key = fresh();
    const { sub } = standardClaims();
    await write({ key, token: await minter.mint({ role: "admin", sub }) });
    for (const claims of [{ iss: "https://auth.edgemart.example" }, { aud: "edgemart-web" }]) {
      const token = await minter.mint({ role: "admin", sub, ...claims });
      expect((await write({ key, token })).status).toBe(401);
    }
    expect(await runs()).toBe(1);
  });
});

describe("gateway 10, 11, 16, 29: attacks on messages", () => {
  /** Sends again what the store was sent, each command three times, in an order that a bad network could make. */
  async function deliveredAgain(commands: string[][]): Promise<void> {
    for (const command of [...commands, ...commands.toReversed(), ...commands]) {
      // An error has no result: what was not carried out would prove nothing.
      expect(await redis.run(...command)).toBeDefined();
    }
  }

  test("every command of a completed request delivered again changes nothing", async () => {
    const key = fresh();
    await write({ key, order: { body: "the answer" } });
    await write({ key });
    await deliveredAgain([...redis.commands]);
    const replay = await write({ key });
    expect([mark(replay), await replay.text(), await runs()]).toEqual([
      "replayed",
      "the answer",
      1,
    ]);
  });

  test("every command of a refused request delivered again holds the key for nobody", async () => {
    const key = fresh();
    await write({ key, order: { status: 422 } });
    await deliveredAgain([...redis.commands]);
    expect(await keysOf("lease")).toEqual([]);
    expect(mark(await write({ key, body: '{"corrected":1}' }))).toBe("stored");
  });

  test("every command of a request of unknown outcome delivered again keeps it unknown", async () => {
    const key = fresh();
    await write({ key, order: { status: 500 } });
    await deliveredAgain([...redis.commands]);
    expect(mark(await write({ key }))).toBe("stored");
    const attempts = (await world.calls("member")).map(
      (call) => call.headers["idempotency-attempt"],
    );
    expect(attempts).toEqual(["1", "2"]);
  });
});

describe("gateway 10, 15, 34: attacks on the lock", () => {
  let second: World;
  beforeAll(async () => {
    const bindings = { REDIS_LATER_MS: "5000" };
    second = await raiseGateway({ redisUrl: redis.url, jwks: minter.jwks, bindings });
  });
  beforeEach(() => second.forget());
  afterAll(() => second?.stop());

  test.each(["rec", "lease"])(
    "with its %s gone while it runs, nobody at either gateway runs it too",
    async (end) => {
      const key = fresh();
      const { sub } = standardClaims();
      const token = await minter.mint({ role: "admin", sub });
      const first = write({ key, token, order: { delayMs: 700, body: "the only one" } });
      await until(async () => (await runs()) === 1);
      for (const each of await keysOf(end)) await redis.run("DEL", each);
      const headers = { authorization: `Bearer ${token}`, "idempotency-key": key };
      const init = {
        method: "POST",
        body: "{}",
        headers: { ...headers, "content-type": "application/json" },
      };
      const rivals = await Promise.all([
        ...Array.from({ length: 8 }, () => write({ key, token })),
        ...Array.from({ length: 8 }, () => second.ask("/api/members", init)),
      ]);
      // Those a busy machine lets arrive after the end are given its answer; none runs.
      expect(["conflict", "replayed"]).toEqual(
        expect.arrayContaining([...new Set(rivals.map(mark))]),
      );
      expect(rivals.map(mark)).toContain("conflict");
      expect(mark(await first)).toBe("stored");
      const replay = await second.ask("/api/members", init);
      expect([mark(replay), await replay.text()]).toEqual(["replayed", "the only one"]);
      expect((await runs()) + (await second.calls("member")).length).toBe(1);
    },
  );

  test("with its record gone when it is done, the answer is still replayed, and to no other body", async () => {
    const key = fresh();
    await write({ key, order: { body: "kept" } });
    for (const each of await keysOf("rec")) await redis.run("DEL", each);
    expect(await (await write({ key })).text()).toBe("kept");
    expect((await write({ key, body: "[]" })).status).toBe(422);
    expect(await runs()).toBe(1);
  });

  test("a holder that slept through its lease does not begin: it gives the claim back", async () => {
    const sleepy = await raiseGateway({
      redisUrl: redis.url,
      jwks: minter.jwks,
      // As if five seconds had passed: the reply comes 150 ms after the claim.
      patch: (module) => replaced(module, /CLAIM_MS_MAX = (5e3|5_?000)/, "CLAIM_MS_MAX = 100"),
      bindings: { REDIS_LATER_MS: "2000" },
    });
    try {
      const key = fresh();
      const { sub } = standardClaims();
      const token = await minter.mint({ role: "admin", sub });
      const init = {
        method: "POST",
        body: "{}",
        headers: { authorization: `Bearer ${token}`, "idempotency-key": key },
      };
      redis.mode = "late";
      const slept = await sleepy.ask("/api/members", init);
      expect([slept.status, await codeOf(slept)]).toEqual([503, "idempotency_store_unavailable"]);
      redis.mode = "pass";
      expect(await sleepy.calls("member")).toEqual([]);
      await until(async () => (await keysOf("lease")).length === 0);
      expect(mark(await second.ask("/api/members", init))).toBe("stored");
      const [call] = await second.calls("member");
      expect(call?.headers["idempotency-attempt"]).toBe("1");
    } finally {
      await sleepy.stop();
    }
  });

  test.each([
    ["an hour ahead", 3_600_000],
    ["an hour behind", -3_600_000],
  ])("a gateway whose clock is %s takes nothing over and replays alike", async (_name, skewMs) => {
    const skewed = await raiseGateway({
      redisUrl: redis.url,
      jwks: minter.jwks,
      patch: (module) =>
        `const trueNow = Date.now; Date.now = () => trueNow() + ${skewMs};\n${module}`,
    });
    try {
      const { sub } = standardClaims();
      const now = Math.floor(Date.now() / 1000);
      const tokens = {
        right: await minter.mint({ role: "admin", sub }),
        skewed: await minter.mint({
          ...standardClaims(now + skewMs / 1000),
          ...BY_CODE,
          role: "admin",
          sub,
        }),
      };
      const ask = (there: World, token: string, key: string, delayMs = 0) =>
        there.ask("/api/members", {
          method: "POST",
          body: "{}",
          order: { delayMs, body: key },
          headers: { authorization: `Bearer ${token}`, "idempotency-key": key },
        });
      for (const [holder, rival] of [
        [world, skewed],
        [skewed, world],
      ] as const) {
        const tokenOf = (there: World) => (there === skewed ? tokens.skewed : tokens.right);
        const key = fresh();
        const first = ask(holder, tokenOf(holder), key, 700);
        await until(async () =>
          (await holder.calls("member")).some(
            ({ headers }) => headers["idempotency-key"] === `"${key}"`,
          ),
        );
        expect(mark(await ask(rival, tokenOf(rival), key))).toBe("conflict");
        expect(mark(await first)).toBe("stored");
        const replay = await ask(rival, tokenOf(rival), key);
        expect([mark(replay), await replay.text()]).toEqual(["replayed", key]);
        expect(await rival.calls("member")).toEqual([]);
        await Promise.all([world.forget(), skewed.forget()]);
      }
    } finally {
      await skewed.stop();
    }
  });
});
