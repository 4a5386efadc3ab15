/** The gateway in front of real redis-servers that die, fall behind, and run out of memory. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { codeOf, replaced, until } from "./harness.ts";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { hasRedisServer, type RedisPair, startRedisPair } from "./redis-pair.ts";
import { makeMinter } from "./tokens.ts";
import { raiseGateway, type World } from "./world.ts";

let pair: RedisPair;
let door: RedisDoor;
let world: World;
let token: string;

beforeEach(async () => {
  pair = await startRedisPair();
  door = await openRedisDoor({ redisUrl: pair.url });
  const minter = await makeMinter();
  token = await minter.mint({ role: "admin" });
  // Writes below /api/members run once, POST of the collection is a retry row.
  const patch = (module: string) =>
    replaced(
      module,
      /(accounts: \{[^}]*writes: )MEMBER_WRITE/,
      '$1{ ...MEMBER_WRITE, key: { ...STORED, mode: "once" } }',
    );
  const bindings = { REDIS_LATER_MS: "1000" };
  world = await raiseGateway({ redisUrl: door.url, jwks: minter.jwks, patch, bindings });
  // The session is seen alive, so that what follows speaks of records only.
  await world.ask("/api/members/me", { headers: { authorization: `Bearer ${token}` } });
});
afterEach(async () => {
  await world?.stop();
  await door?.stop();
  await pair?.stop();
});

const ROWS = [
  ["retry", "POST", "/api/members"],
  ["once", "PATCH", "/api/members/mem_x"],
] as const;
const write = (method: string, path: string, key: string, delayMs = 0) =>
  world.ask(path, {
    method,
    body: "{}",
    order: { delayMs },
    headers: { authorization: `Bearer ${token}`, "idempotency-key": key },
  });
const mark = (answer: Response) => answer.headers.get("idempotency-status");
const keyed = async (key: string) =>
  (await world.calls("member")).filter(({ headers }) => headers["idempotency-key"] === `"${key}"`);
/** Asks until the store is back; a 503 has run nothing. */
async function back(ask: () => Promise<Response>): Promise<Response> {
  let answer = await ask();
  await until(async () => {
    if (answer.status === 503) answer = await ask();
    return answer.status !== 503;
  });
  return answer;
}

describe.skipIf(!(await hasRedisServer()))("gateway 34, 35: a failover of redis-server", () => {
  test.each(ROWS)(
    "%s: the claim was lost, and its holder writes it anew: it is replayed",
    async (_mode, method, path) => {
      const key = crypto.randomUUID();
      await pair.cut();
      const first = write(method, path, key, 700);
      await until(async () => (await keyed(key)).length === 1);
      await pair.failOver();
      // Whether the completion met the old server, neither or the new one: the client has its answer.
      expect((await first).status).toBe(200);
      await until(async () => mark(await write(method, path, key)) === "replayed");
      expect(await keyed(key)).toHaveLength(1);
    },
  );

  test.each(ROWS)(
    "%s: the completion was lost: busy for a lease, then as the row says, never silently anew",
    async (mode, method, path) => {
      const key = crypto.randomUUID();
      // Long enough that the replica is cut off before the completion, on a busy machine too.
      const first = write(method, path, key, 2_000);
      await until(async () => (await keyed(key)).length === 1);
      await pair.cut();
      expect(mark(await first)).toBe("stored");
      await pair.failOver();
      expect(mark(await back(() => write(method, path, key)))).toBe("conflict");
      await door.endLeases();
      const later = await write(method, path, key);
      expect([later.status, mark(later)]).toEqual(
        mode === "once" ? [409, "unknown"] : [200, "stored"],
      );
      const attempts = (await keyed(key)).map(({ headers }) => headers["idempotency-attempt"]);
      expect(attempts).toEqual(mode === "once" ? ["1"] : ["1", "2"]);
    },
  );

  test("a retry in the moment after a lost claim runs beside it: both say the same key, one answer is kept", async () => {
    const [, method, path] = ROWS[0];
    const key = crypto.randomUUID();
    await pair.cut();
    const first = write(method, path, key, 1_200);
    await until(async () => (await keyed(key)).length === 1);
    await pair.failOver();
    // No one can know of the first any more: the Worker's own UNIQUE(principal, key) makes it one effect.
    const second = await back(() => write(method, path, key));
    expect([mark(second), mark(await first)]).toEqual(["stored", "unstored"]);
    expect((await keyed(key)).map(({ headers }) => headers["idempotency-attempt"])).toEqual([
      "1",
      "1",
    ]);
    const kept = await second.text();
    for (let count = 0; count < 3; count++) {
      const replay = await write(method, path, key);
      expect([mark(replay), await replay.text()]).toEqual(["replayed", kept]);
    }
  });
});

describe.skipIf(!(await hasRedisServer()))("gateway 28, 29: a redis-server out of memory", () => {
  const full = (isFull: boolean) => pair.run("CONFIG", "SET", "maxmemory", isFull ? 1 : 0);

  test("a claim it cannot take runs nothing; a completion it cannot take costs the client nothing", async () => {
    const [, method, path] = ROWS[1];
    const [refused, late] = [crypto.randomUUID(), crypto.randomUUID()];
    await full(true);
    const answer = await write(method, path, refused);
    expect([answer.status, await codeOf(answer)]).toEqual([503, "idempotency_store_unavailable"]);
    expect(await keyed(refused)).toEqual([]);
    await full(false);
    // Nothing of it was written by half.
    expect(await pair.run("KEYS", "idem:*")).toEqual([]);
    expect(mark(await write(method, path, refused))).toBe("stored");

    const pending = write(method, path, late, 300);
    await until(async () => (await keyed(late)).length === 1);
    await full(true);
    const first = await pending;
    expect([first.status, mark(first)]).toEqual([200, "unstored"]);
    // A refusal makes its owner invalid, which it cannot write either: callers only learn that they must come again.
    expect(mark(await write(method, path, late))).toBe("bypassed");
    await full(false);
    await until(async () => mark(await write(method, path, late)) === "replayed");
    expect(await keyed(late)).toHaveLength(1);
  });
});
