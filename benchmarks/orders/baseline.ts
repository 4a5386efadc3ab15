/** The API gateway as deployed with a Worker behind it that only inserts one row: next to the platform, on its stores. */
import { join } from "node:path";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import type pg from "pg";
import type { Temporary } from "../../tests/raise-temporary.ts";
import { builtHere } from "../../tools/constellation/build.ts";
import { type WorkerOptions, workerOptions } from "../../tools/constellation/worker-options.ts";
import { quietly } from "../../tools/constellation.ts";
import { freePort } from "../../tools/local/free-port.ts";
import { ROOT } from "../../tools/run-command.ts";
import { discoverServices } from "../../tools/services.ts";

/** A gateway that listens. */
export interface Baseline {
  port: number;
  stop(): Promise<void>;
}

/** Starts it. The gateway asks the inserting Worker where it would ask order. */
export async function startBaseline(up: Temporary, database: pg.Pool): Promise<Baseline> {
  await database.query(
    `CREATE TABLE orders.bench_row (key text PRIMARY KEY, body jsonb NOT NULL, at timestamptz NOT NULL DEFAULT clock_timestamp());
     GRANT INSERT ON orders.bench_row TO edgemart_order`,
  );
  const [built] = await builtHere("gateway");
  if (!built) throw new Error("the gateway was not built");
  const port = await freePort();
  const bindings = { ...up.secretsById.gateway, CORS_ORIGINS: "https://shop.example" };
  const gateway = workerOptions(built, { root: ROOT, bindings, port });
  const inserting = {
    name: "edgemart-order",
    modules: [await bundled(built.directory)],
    compatibilityDate: "2026-10-20",
    compatibilityFlags: ["nodejs_compat"],
    bindings: { DATABASE_URL: up.secretsById.order?.DATABASE_URL ?? "" },
  } as WorkerOptions;
  const others = discoverServices(ROOT)
    .filter(({ id }) => !["gateway", "web", "order"].includes(id))
    .map(({ name }) => noOne(name));
  const miniflare = quietly(
    () =>
      new Miniflare(
        convertV4MiniflareOptions({
          workers: [...gateway, inserting, ...others],
          ...{ host: "127.0.0.1", port: 0, log: new Log(LogLevel.NONE), logRequests: false },
          ...{ cf: false, handleStructuredLogs: () => undefined },
        }),
      ),
  );
  await miniflare.ready;
  return { port, stop: () => miniflare.dispose() };
}

/** A Worker whose place must be taken; no one asks it. */
function noOne(name: string): WorkerOptions {
  const script = `import { WorkerEntrypoint } from "cloudflare:workers";
export class MediaDoor extends WorkerEntrypoint {}
export default { fetch: () => new Response(null, { status: 404 }) };`;
  return { name, modules: true, script, compatibilityDate: "2026-10-20" };
}

async function bundled(directory: string) {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, "benchmarks/orders/insert-one.worker.ts")],
    ...{ bundle: true, write: false, format: "esm", target: "es2024", minify: true },
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*", "node:*"],
  });
  const contents = outputFiles[0]?.text ?? "";
  return { type: "ESModule" as const, path: join(directory, "insert-one.js"), contents };
}
