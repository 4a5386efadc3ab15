import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { makeMinter } from "./tokens.ts";
import { raiseGateway, type World } from "./world.ts";

let redis: RedisDoor;
let worlds: World[];
let token: string;

beforeAll(async () => {
  redis = await openRedisDoor();
  const minter = await makeMinter();
  // The claim's time limit is another test's subject: 256 claims at once on a busy machine take longer.
  const bindings = { REDIS_LATER_MS: "5000" };
  const options = { redisUrl: redis.url, jwks: minter.jwks, bindings };
  worlds = [await raiseGateway(options), await raiseGateway(options)];
  token = await minter.mint({ role: "admin" });
});
afterAll(async () => {
  for (const world of worlds ?? []) await world.stop();
  await redis?.stop();
});
beforeEach(async () => {
  await Promise.all((worlds ?? []).map((world) => world.forget()));
});

const runs = async () =>
  (await Promise.all(worlds.map((world) => world.calls("member")))).flat().length;
const statuses = (answers: Response[]) =>
  answers.map((answer) => answer.headers.get("idempotency-status"));

function write(world: World | undefined, key: string, delayMs: number): Promise<Response> {
  if (!world) throw new Error("no such gateway");
  return world.ask("/api/members", {
    method: "POST",
    body: '{"a":1}',
    order: { delayMs },
    headers: { authorization: `Bearer ${token}`, "idempotency-key": key },
  });
}

describe("gateway 10: identical requests at once reach the Worker behind once", () => {
  test.each([2, 3, 5, 8, 16, 32, 64, 128, 256, 256, 256])(
    "%i of them, in one gateway",
    async (count) => {
      const key = crypto.randomUUID();
      const answers = await Promise.all(
        Array.from({ length: count }, () => write(worlds[0], key, count % 2 ? 0 : 50)),
      );
      expect(await runs()).toBe(1);
      const seen = statuses(answers);
      expect(seen.filter((status) => status === "stored")).toHaveLength(1);
      expect(seen.every((each) => ["stored", "replayed", "conflict"].includes(String(each)))).toBe(
        true,
      );
      const bodies = answers.filter((answer) => answer.ok).map((answer) => answer.text());
      expect(new Set(await Promise.all(bodies)).size).toBe(1);
    },
  );

  test.each([2, 16, 64, 256, 256])("%i of them, across two gateways", async (count) => {
    const key = crypto.randomUUID();
    const answers = await Promise.all(
      Array.from({ length: count }, (_, index) => write(worlds[index % 2], key, 50)),
    );
    expect(await runs()).toBe(1);
    expect(statuses(answers).filter((status) => status === "stored")).toHaveLength(1);
    // What one gateway stored the other replays.
    const replays = await Promise.all(worlds.map((world) => write(world, key, 0)));
    expect(statuses(replays)).toEqual(["replayed", "replayed"]);
  });

  test("32 different keys at once all run", async () => {
    const answers = await Promise.all(
      Array.from({ length: 32 }, () => write(worlds[0], crypto.randomUUID(), 0)),
    );
    expect(statuses(answers)).toEqual(Array(32).fill("stored"));
    expect(await runs()).toBe(32);
  });
});
