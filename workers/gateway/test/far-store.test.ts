/** Operations 66: with Redis far away nothing is "unavailable" that is there, at the waits of the environments. */
import { farStore } from "@edgemart/testkit/far-store";
import { afterAll, beforeAll, describe, expect, type TestContext, test } from "vitest";
import { configurations } from "./configurations.ts";
import { codeOf } from "./harness.ts";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { type Minter, makeMinter } from "./tokens.ts";
import { raiseGateway } from "./world.ts";

const { production } = configurations();
/**
 * Round trips and waits are stretched alike: what a busy machine adds of its own stays small compared with them, and which of
 * the two is longer does not change.
 */
const STRETCH = 3;
const stretched = (name: string) => String(Number(production?.vars[name]) * STRETCH);
const AS_DEPLOYED = {
  REDIS_FIRST_MS: stretched("REDIS_FIRST_MS"),
  REDIS_LATER_MS: stretched("REDIS_LATER_MS"),
  REDIS_FALLBACK_MS: stretched("REDIS_FALLBACK_MS"),
  BREAKER_STORE_FAILURES: String(production?.vars.BREAKER_STORE_FAILURES),
};

let redis: RedisDoor;
let minter: Minter;
beforeAll(async () => {
  redis = await openRedisDoor();
  minter = await makeMinter();
});
afterAll(() => redis?.stop());
/** A gateway of its own, its store so far away, and what is asked of it; both end with the test. */
const raise = async (
  { onTestFinished }: TestContext,
  rttMs: number,
  bindings: Record<string, string>,
) => {
  const far = await farStore(redis.url, rttMs * STRETCH);
  onTestFinished(() => far.stop());
  const world = await raiseGateway({ redisUrl: far.url, jwks: minter.jwks, bindings });
  onTestFinished(() => world.stop());
  return {
    far,
    keyedWrite: async () =>
      world.ask("/api/members", {
        method: "POST",
        body: "{}",
        headers: { ...(await bearer("admin")), "idempotency-key": crypto.randomUUID() },
      }),
    accountPage: async () => world.ask("/api/screens/account", { headers: await bearer("member") }),
    publicPage: () => world.ask("/api/products"),
  };
};
const bearer = async (role: string) => ({ authorization: `Bearer ${await minter.mint({ role })}` });
/** One alone, as a cold isolate sees it; then crowds, which need connections of their own. */
const visits = async (ask: () => Promise<Response>, crowds = 2) => {
  const answers = [await ask()];
  for (let crowd = 0; crowd < crowds; crowd++) {
    answers.push(...(await Promise.all(Array.from({ length: 6 }, ask))));
  }
  return answers.map(({ status }) => status);
};
const all = (status: number, count: number) => Array(count).fill(status);

describe.concurrent("operations 66: a store far away", () => {
  test.for([75, 180, 250])(
    "at %i ms no keyed write and no account page is refused",
    { timeout: 120_000 },
    async (rttMs, context) => {
      const { publicPage, keyedWrite, accountPage } = await raise(context, rttMs, AS_DEPLOYED);
      expect(await visits(publicPage, 1)).toEqual(all(200, 7));
      expect(await visits(keyedWrite)).toEqual(all(200, 13));
      expect(await visits(accountPage)).toEqual(all(200, 13));
      expect(await visits(publicPage, 1)).toEqual(all(200, 7));
      expect(await visits(keyedWrite, 1)).toEqual(all(200, 7));
    },
  );

  test("with one short wait for every call the first of an isolate is refused: why there are two", async (context) => {
    const short = { REDIS_FIRST_MS: "300", REDIS_LATER_MS: "300" };
    const { keyedWrite } = await raise(context, 180, { ...AS_DEPLOYED, ...short });
    const answer = await keyedWrite();
    expect([answer.status, await codeOf(answer)]).toEqual([503, "idempotency_store_unavailable"]);
  });

  test("a keyed write is two trips in series, an account page one, a public page one in five seconds", async (context) => {
    const { far, publicPage, keyedWrite, accountPage } = await raise(context, 0, AS_DEPLOYED);
    await (await publicPage()).text();
    const before = far.calls();
    await (await keyedWrite()).text();
    const afterWrite = far.calls();
    await (await accountPage()).text();
    expect([afterWrite - before, far.calls() - afterWrite]).toEqual([2, 1]);
  });
});
