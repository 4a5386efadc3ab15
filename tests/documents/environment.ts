/** What the code says of its environment: wrangler files, schemas, the names secrets have. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { OutboxVarsShape, PostgresVarsShape } from "@edgemart/postgres/vars";
import { RedisVarsShape } from "@edgemart/redis/vars";
import { ConfigError } from "@edgemart/worker-kit/config";
import { IdentityVars } from "@edgemart/worker-kit/identity";
import { parse } from "smol-toml";
import { ROTATIONS, rotate } from "../../tools/keys/rotate.ts";
import { ROOT } from "../../tools/run-command.ts";
import type { Service } from "../../tools/services.ts";
import { ADDRESS_LIMITS } from "../../workers/gateway/src/table/limits.ts";
import { BINDINGS } from "../../workers/gateway/src/table/workers.ts";
import { sourceFile } from "../architecture/source-file.ts";
import { parsedKeys, type Stated, type WorkerEnvironment } from "./configuration.ts";

/** Shapes that an `env.ts` may spread. */
export const SHAPES = {
  IdentityVars: Object.keys(IdentityVars),
  OutboxVarsShape: Object.keys(OutboxVarsShape),
  PostgresVarsShape: Object.keys(PostgresVarsShape),
  RedisVarsShape: Object.keys(RedisVarsShape),
  RateLimits: Object.keys(ADDRESS_LIMITS),
  ServiceBindings: BINDINGS,
};

const KINDS: Record<string, string> = {
  services: "service binding",
  r2_buckets: "R2 bucket",
  ratelimits: "rate limit",
  durable_objects: "Durable Object",
};

/** Gives what a Worker's wrangler file states and what its `env.ts` parses. */
export function environmentOf(service: Service): WorkerEnvironment {
  const file = parse(readFileSync(join(ROOT, service.configPath), "utf8")) as {
    assets?: { binding: string; directory: string };
  };
  // Bound to every Worker alike and read by worker-kit: the page says it once, above the Workers.
  const own = service.surface.filter((entry) => entry !== "version_metadata CF_VERSION_METADATA");
  const stated = own.map((entry): Stated => {
    const [kind = "", name = ""] = entry.split(" ");
    return { name, kind: KINDS[kind] ?? kind, default: defaultOf(service, kind, name) };
  });
  const assets = file.assets
    ? [{ name: file.assets.binding, kind: "assets", default: file.assets.directory }]
    : [];
  const { code } = sourceFile(
    "env.ts",
    readFileSync(join(ROOT, service.folder, "src/env.ts"), "utf8"),
  );
  return {
    id: service.id,
    stated: [...stated, ...assets],
    parsed: parsedKeys(code, SHAPES),
    // One for each Worker of its table: the page says it once.
    together: service.id === "gateway" ? BINDINGS : [],
  };
}

function defaultOf(service: Service, kind: string, name: string): string | undefined {
  if (kind === "var") return String(service.vars[name]);
  if (kind === "services") return service.bindings.find((one) => one.binding === name)?.service;
  return service.r2Buckets.find((one) => one.binding === name)?.bucket;
}

/** Names a Worker's reader complains about when it is given nothing. */
export async function keysMissed(service: Service): Promise<string[]> {
  const module = (await import(join(ROOT, service.folder, "src/env.ts"))) as object;
  const read = Object.entries(module).find(([name]) => /^read\w*Config$/.test(name))?.[1];
  try {
    (read as (env: object) => unknown)({});
  } catch (thrown) {
    if (!(thrown instanceof ConfigError)) throw thrown;
    return thrown.problems.map((problem) => problem.split(":")[0] ?? "");
  }
  throw new Error(`${service.id} accepts an empty environment`);
}

/** Names that stand in a file of secrets at some step of some rotation. */
export function rotationNames(made: Record<string, string>): string[] {
  return ROTATIONS.flatMap((what) => {
    const published = rotate(made, what, "publish");
    return [...Object.keys(published), ...Object.keys(rotate(published, what, "switch"))];
  });
}
