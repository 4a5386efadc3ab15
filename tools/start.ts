/** `npm start`: the whole shop on this machine, on real data, until Ctrl-C. */
import { createWriteStream, existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";

// Read by Wrangler when it is loaded: its own notices do not belong in our output.
process.env.WRANGLER_LOG ??= "error";
process.env.WRANGLER_SEND_METRICS ??= "false";
const { raise } = await import("./constellation.ts");

import { tryLock } from "./constellation/file-lock.ts";
import { ensureSecrets, noteInVars, writeWorkerVars } from "./constellation/secrets.ts";
import { isLoopback } from "./constellation/stores.ts";
import type { Constellation, Ports } from "./constellation.ts";
import { DEFAULT_PORTS, IS_HOME, LOCAL, PATHS } from "./paths.ts";
import { ROOT } from "./run-command.ts";
import { clearLeftovers, noteChildren } from "./start/leftovers.ts";
import { assertPortsFree, assertVariables, assertWritable } from "./start/preflight.ts";
import { startTable } from "./start/table.ts";
import { UsageError } from "./start/usage-error.ts";

const begun = performance.now();
const logFile = join(PATHS.logs, "start.log");

async function main(): Promise<void> {
  const { ports, without, redis } = readArguments();
  await assertWritable(LOCAL);
  const holder = await tryLock(PATHS.lock);
  if (holder !== null) {
    throw new UsageError(
      `Edgemart is running already in this clone (process ${holder}): stop it first with Ctrl-C there, or use it at http://localhost:${DEFAULT_PORTS.web}.`,
    );
  }
  let up: Constellation | null = null;
  const end = oneEnd(() => up?.stop());
  try {
    await mkdir(PATHS.logs, { recursive: true });
    const log = createWriteStream(logFile, { flags: "w" });
    await clearLeftovers(PATHS.run, progress);
    await assertPortsFree(ports, without);
    const secrets = await ensureSecrets(PATHS.vars);
    assertVariables(secrets);
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
      process.on(signal, () => void end(0, signal === "SIGINT" ? "\nStopping …" : null));
    }
    up = await raise({
      root: ROOT,
      dataDir: PATHS.data,
      cacheDir: PATHS.cache,
      credentialsPath: PATHS.credentials,
      ports,
      secrets,
      without,
      redis,
      register: IS_HOME,
      onProgress: progress,
      log: (line) => log.write(`${line}\n`),
      onFatal: (reason) =>
        void end(1, `Edgemart stops: ${reason}. See ${relative(ROOT, logFile)}.`),
    });
    await handOver(up, secrets);
    await noteChildren(PATHS.run);
    console.log(startTable(up, seconds(), relative(ROOT, logFile)));
  } catch (error) {
    await rm(PATHS.lock, { force: true });
    throw error;
  }
}

/** Writes what `wrangler dev` in the Workers' folders needs to meet the same stores. */
async function handOver(up: Constellation, secrets: Record<string, string>): Promise<void> {
  for (const service of IS_HOME ? up.services : []) {
    const values = up.secretsById[service.id];
    if (values && service.folder !== "workers/gateway") {
      await writeWorkerVars(ROOT, service, values);
    }
  }
  const own = secrets.UPSTASH_REDIS_REST_URL;
  if (!own || isLoopback(own)) {
    await noteInVars(PATHS.vars, { UPSTASH_REDIS_REST_URL: up.stores.upstash.url });
  }
}

function readArguments(): { ports: Ports; without: string[]; redis?: "embedded" } {
  const { values } = parseArgs({
    options: {
      without: { type: "string", multiple: true, default: [] },
      port: { type: "string", multiple: true, default: [] },
      "embedded-redis": { type: "boolean", default: false },
    },
  });
  const ports: Ports = { ...DEFAULT_PORTS };
  for (const choice of values.port) {
    const [name = "", number = ""] = choice.split("=");
    const port = Number(number);
    if (!(name in ports) || !Number.isInteger(port) || port < 1 || port > 65_535) {
      throw new UsageError(
        `--port ${choice} is not understood: write name=number with a name of ${Object.keys(ports).join(", ")}.`,
      );
    }
    ports[name as keyof Ports] = port;
  }
  return {
    ports,
    without: values.without,
    redis: values["embedded-redis"] ? "embedded" : undefined,
  };
}

/** Stops everything once, whatever asks for it and how often. */
function oneEnd(stop: () => Promise<void> | undefined) {
  let ending = false;
  return async (code: number, say: string | null) => {
    if (ending) return;
    ending = true;
    if (say) console.error(say);
    await Promise.resolve(stop()).catch((error: unknown) => console.error(String(error)));
    await rm(PATHS.lock, { force: true });
    await rm(PATHS.run, { force: true });
    process.exit(code);
  };
}

function progress(line: string): void {
  console.log(`${seconds().toFixed(1).padStart(6)} s  ${line}`);
}

function seconds(): number {
  return (performance.now() - begun) / 1000;
}

async function lastLines(path: string, count: number): Promise<string> {
  if (!existsSync(path)) return "";
  return (await readFile(path, "utf8")).trimEnd().split("\n").slice(-count).join("\n");
}

await main().catch(async (error: unknown) => {
  if (error instanceof UsageError) {
    console.error(error.message);
  } else {
    console.error(error instanceof Error ? error.message : String(error));
    console.error(await lastLines(logFile, 10));
    console.error("`npm run doctor` checks this machine and configuration.");
  }
  process.exit(1);
});
