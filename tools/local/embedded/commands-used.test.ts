/** The embedded Redis has the commands that the platform uses, and no other. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../run-command.ts";
import { COMMANDS } from "./embedded-redis.ts";

/** Commands that only tests and tools send, and those of the next issue; each with its reason. */
const BESIDES: Record<string, string> = {
  FLUSHALL: "tests begin with an empty store",
  HGETALL: "tests look at a whole record",
  KEYS: "tests look for what was written",
  TTL: "tests look at lives",
  PING: "tools ask whether it is there",
  GETDEL: "the identity specification takes one-time secrets with it",
};

/** Names of commands in a source: `redis.call('GET', …)` of a script, `redis.del(…)` of the client. */
function commandsIn(source: string): string[] {
  const inScripts = [...source.matchAll(/\bredis\.p?call\('([A-Za-z]+)'/g)];
  const byClient = [...source.matchAll(/\bredis\s*\.(?!use\b|eval\b|p?call\b)([a-z]+)[(<]/g)];
  return [...inScripts, ...byClient].map(([, name = ""]) => name.toUpperCase());
}

const used = new Set(
  globSync("{workers,packages}/*/src/**/*.ts", { cwd: ROOT })
    .filter((path) => !/\.test\.ts$|testkit/.test(path))
    .flatMap((path) => commandsIn(readFileSync(join(ROOT, path), "utf8"))),
);

test("finds the commands of scripts and of the client", () => {
  expect(commandsIn("redis.call('HGET', KEYS[1]) redis.pcall('DEL', KEYS[1])")).toEqual([
    "HGET",
    "DEL",
  ]);
  expect(commandsIn("redis.incr(KEY); redis.mget<string[]>(a); redis.eval(a)")).toEqual([
    "INCR",
    "MGET",
  ]);
});

test("has every command the Workers use, those named besides, and no other", () => {
  expect(used.size).toBeGreaterThan(10);
  expect([...COMMANDS.keys()].sort()).toEqual([...used, ...Object.keys(BESIDES)].sort());
});
