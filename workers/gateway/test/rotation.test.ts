/** Rotations as `tools/keys.ts` takes them: at each step old and new gateways stand side by side, and nothing in use is refused. */
import { importJWK, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeSecrets, type Secrets, type SigningJwk } from "../../../tools/keys/make.ts";
import { rotate, type Step } from "../../../tools/keys/rotate.ts";
import { codeOf } from "./harness.ts";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { BY_CODE, standardClaims } from "./tokens.ts";
import { raiseGateway, type World } from "./world.ts";

const STEPS: readonly Step[] = ["publish", "switch", "drop"];
const STAGES = ["steady", "published", "switched", "dropped"] as const;

/** The secrets at each stage, with both rotations at the same one. */
const stages: Secrets[] = [makeSecrets()];
for (const step of STEPS) {
  stages.push(rotate(rotate(stages.at(-1) ?? {}, "idempotency", step), "signing", step));
}
const keyOf = (stage: number) => JSON.parse(stages[stage]?.AUTH_SIGNING_KEY ?? "") as SigningJwk;
const old = keyOf(0);
const next = keyOf(2);
const mint = async (jwk: SigningJwk, sub?: string) =>
  new SignJWT({ ...standardClaims(), ...(sub && { sub }), role: "admin", ...BY_CODE })
    .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: jwk.kid })
    .sign(await importJWK(jwk, "EdDSA"));

let redis: RedisDoor;
let worlds: World[];
const at = (stage: number): World => {
  const world = worlds[stage];
  if (!world) throw new Error("no such stage");
  return world;
};
const mark = (answer: Response) => answer.headers.get("idempotency-status");

beforeAll(async () => {
  redis = await openRedisDoor();
  worlds = [];
  for (const { AUTH_JWKS: jwks = "", ...secrets } of stages) {
    const own = Object.entries(secrets).filter(([name]) => name.startsWith("IDEMPOTENCY_SECRET"));
    // How long the store may take is another test's subject.
    const bindings = { ...Object.fromEntries(own), REDIS_LATER_MS: "5000" };
    worlds.push(await raiseGateway({ redisUrl: redis.url, jwks, bindings }));
  }
});
afterAll(async () => {
  for (const world of worlds ?? []) await world.stop();
  await redis?.stop();
});

describe("gateway 25: the secret of stored answers is rotated", () => {
  const { sub } = standardClaims();
  // The member's tokens are those of the stage: a replay crosses both rotations at once.
  const write = async (stage: number, key: string, answer?: string, body = "{}") => {
    const authorization = `Bearer ${await mint(keyOf(stage), sub)}`;
    const headers = { authorization, "idempotency-key": key };
    return at(stage).ask("/api/members", {
      method: "POST",
      body,
      order: { body: answer },
      headers,
    });
  };
  const runs = async () =>
    (await Promise.all(worlds.map((world) => world.calls("member")))).flat().length;

  // While a step is deployed some isolates still have the values before it, so both orders occur.
  test.each([
    [0, 1],
    [1, 0],
    [1, 2],
    [2, 1],
    [2, 3],
    [3, 2],
    [0, 0],
    [3, 3],
  ])("what stage %i sealed stage %i replays", async (sealing, opening) => {
    for (const world of worlds) await world.forget();
    const key = crypto.randomUUID();
    const body = `${STAGES[sealing]} ${"답 ".repeat(900)}`;
    expect(mark(await write(sealing, key, body))).toBe("stored");
    const replay = await write(opening, key);
    expect([mark(replay), await replay.text(), await runs()]).toEqual(["replayed", body, 1]);
  });

  test("dropped too early it costs the answer, never a second run", async () => {
    for (const world of worlds) await world.forget();
    const key = crypto.randomUUID();
    await write(0, key, "sealed before");
    const late = await write(3, key);
    expect([late.status, await codeOf(late), await runs()]).toEqual([
      409,
      "idempotency_response_not_stored",
      1,
    ]);
    expect((await write(3, key, undefined, "{ }")).status).toBe(422);
  });
});

describe("gateway 40: the signing key is rotated", () => {
  const statuses = async (stage: number, jwk: SigningJwk) => {
    const seen = new Set<number>();
    for (let count = 0; count < 10; count++) {
      const headers = { authorization: `Bearer ${await mint(jwk)}` };
      seen.add((await at(stage).ask("/api/members/me", { headers })).status);
      const keyed = { ...headers, "idempotency-key": crypto.randomUUID() };
      const init = { method: "POST", body: "{}", headers: keyed };
      seen.add((await at(stage).ask("/api/members", init)).status);
    }
    return [...seen];
  };

  // Who signs with which key: auth is switched when every gateway knows both, and the old key dropped when its tokens have died.
  test.each([
    [0, "the old key", old],
    [1, "the old key", old],
    [1, "the new key, from an auth that was switched first", next],
    [2, "the old key, still alive", old],
    [2, "the new key", next],
    [3, "the new key", next],
  ] as const)("stage %i takes every token of %s", async (stage, _name, jwk) => {
    expect(await statuses(stage, jwk)).toEqual([200]);
  });

  test("and a key that is not, or no longer, in the set opens nothing", async () => {
    expect(old.kid).not.toBe(next.kid);
    expect(await statuses(0, next)).toEqual([401]);
    expect(await statuses(3, old)).toEqual([401]);
  });

  test("the published set is the one in use, without a private half", async () => {
    for (const [stage, count] of [1, 2, 2, 1].entries()) {
      const answer = await at(stage).ask("/.well-known/jwks.json");
      const { keys } = (await answer.json()) as { keys: SigningJwk[] };
      expect(keys).toHaveLength(count);
      for (const key of keys) expect(key).not.toHaveProperty("d");
    }
  });
});
