/** A gateway, its stand-ins and its Redis for the tests of one file, emptied before each. */
import { afterAll, beforeAll, beforeEach } from "vitest";
import { openRedisDoor, type RedisDoor } from "./redis-door.ts";
import { type Minter, makeMinter } from "./tokens.ts";
import type { Instruction } from "./upstream.ts";
import { raiseGateway, type World } from "./world.ts";

export let redis: RedisDoor;
export let minter: Minter;
export let world: World;
/** Token of the administrator of the running test. */
export let admin: string;

/** Called once, at the head of a file: starts them before its tests and stops them after. */
export function useKeyedGateway(): void {
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
    await Promise.all([world.forget(), redis.run("FLUSHALL")]);
    admin = await minter.mint({ role: "admin" });
    redis.commands.length = 0;
  });
}

export interface Write {
  key?: string;
  headers?: Record<string, string>;
  body?: string;
  order?: Instruction;
  token?: string;
  path?: string;
}
/** A keyed write, by the administrator of this test unless said otherwise. */
export function write({
  key,
  headers,
  body = "{}",
  order,
  token = admin,
  path = "/api/members",
}: Write) {
  return world.ask(path, {
    method: "POST",
    body,
    order,
    headers: {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      ...(key && { "idempotency-key": key }),
      ...headers,
    },
  });
}
/** Reads the bytes of an answer. */
export const bytesOf = async (answer: Response) =>
  Buffer.from(await answer.arrayBuffer()).toString("hex");
/** The outcome an answer is marked with. */
export const mark = (answer: Response) => answer.headers.get("idempotency-status");
/** How often the member stand-in ran. */
export const runs = async () => (await world.calls("member")).length;
let made = 0;
/** A key that no one used. */
export const fresh = () => `key-${Date.now()}-${++made}-0123456789`;
