import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../run-command.ts";
import { chosen, narrowed, targets, wires } from "./targets.ts";

const all = targets(ROOT);
const named = (name: string) => {
  const found = all.find((target) => target.name === name);
  if (!found) throw new Error(`${name} is no target`);
  return found;
};

test("every package that decides is a target, and every Worker with a room that decides", () => {
  const names = all.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["packages/contracts", "packages/worker-kit"]));
  expect(names).toEqual(expect.arrayContaining(["workers/auth", "workers/bff", "workers/gateway"]));
  expect(names).not.toContain("packages/testkit");
});

test("a target is judged by the unit tests of its own folder", () => {
  expect(named("workers/auth")).toEqual({
    name: "workers/auth",
    code: ["workers/auth/src/core/**/*.ts"],
    wiring: [],
    tests: ["workers/auth/src/**/!(*.worker).test.ts"],
  });
});

test("a client of a store is judged with the store", () => {
  for (const name of ["packages/postgres", "packages/redis"]) {
    const [, , ...real] = named(name).tests;
    expect(real.length).toBeGreaterThan(0);
    expect(real.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  }
});

test("of changed files a target keeps its own code: no test, no type, nothing of another room", () => {
  const changed = [
    "workers/auth/src/core/throttle.ts",
    "workers/auth/src/core/core.test.ts",
    "workers/auth/src/adapters/throttle.redis.ts",
    "packages/redis/src/keys.ts",
  ];
  expect(narrowed(named("workers/auth"), changed)?.code).toEqual([changed[0]]);
  expect(narrowed(named("packages/redis"), changed)?.code).toEqual([changed[3]]);
  expect(narrowed(named("packages/kept"), changed)).toBeNull();
});

test("words choose targets by a part of their name, and files or folders of their code", () => {
  const auth = named("workers/auth");
  const words = ["workers/auth/src/core/throttle.ts", "workers/auth/src/core/"];
  expect(chosen(all, [])).toEqual(all);
  expect(chosen(all, ["auth"])).toEqual([auth]);
  expect(chosen(all, words)).toEqual([
    { ...auth, code: ["workers/auth/src/core/throttle.ts", "workers/auth/src/core/**/*.ts"] },
  ]);
  expect(chosen(all, ["workers/nothing/src"])).toEqual([]);
});

test("what takes a request's context or talks to a store wires, and is not changed; types and parts of a name are neither", () => {
  const path = "workers/gateway/src/policies/a.ts";
  expect(wires(path, 'import type { GatewayContext } from "../context.ts";')).toBe(true);
  expect(wires(path, 'import { cors } from "hono/cors";')).toBe(true);
  expect(wires(path, 'import type { Identity } from "@edgemart/contracts/identity";')).toBe(false);
  expect(wires(path, '// as in "../context.ts"')).toBe(false);
  expect(wires("workers/gateway/src/idempotency/store.upstash.ts", "")).toBe(true);
  const { code, wiring } = named("workers/gateway");
  const decides = "workers/gateway/src/policies/refusal.ts";
  expect(code).toContain("workers/gateway/src/policies/**/*.ts");
  expect(wiring).toContain("workers/gateway/src/policies/authorize.ts");
  expect(narrowed(named("workers/gateway"), [decides, ...wiring])?.code).toEqual([decides]);
});
