/** `npm run bench -- web`: finished and unfinished pages on workerd, beside `next start` of the same build. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { temporaryFolder } from "@edgemart/testkit/temp-folder";
import { parse } from "smol-toml";
import { throwawaySecrets } from "../../tools/constellation/secrets.ts";
import { type Constellation, FREE_PORTS, raise } from "../../tools/constellation.ts";
import { freePort } from "../../tools/local/free-port.ts";
import { PATHS } from "../../tools/paths.ts";
import { ROOT } from "../../tools/run-command.ts";
import { load } from "../gateway/load.ts";

const PATHS_ASKED = ["/ko", "/ko/products", "/ko/products/dalmaji-mug", "/ko/terms"];
const CONNECTIONS = 8;
const WARM_MS = 1_500;
const MEASURE_MS = 4_000;

async function shop(fresh: string, work: (up: Constellation) => Promise<void>): Promise<void> {
  const dataDir = await temporaryFolder("bench-web");
  const up = await raise({
    root: ROOT,
    dataDir,
    cacheDir: PATHS.cache,
    credentialsPath: join(dataDir, "credentials.json"),
    ports: FREE_PORTS,
    secrets: await throwawaySecrets(),
    vars: { web: { PAGE_FRESH_SECONDS: fresh, PAGE_STALE_SECONDS: "0" } },
    onProgress: (line) => console.error(line),
    log: () => undefined,
    onFatal: (reason) => console.error(reason),
  });
  try {
    await work(up);
  } finally {
    await up.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(name: string, port: number): Promise<void> {
  for (const path of PATHS_ASKED) {
    const request = () =>
      `GET ${path} HTTP/1.1\r\nHost: localhost:${port}\r\nAccept: text/html\r\n\r\n`;
    await load({ port, request, connections: CONNECTIONS, forMs: WARM_MS });
    const { requests, failures, perSecond, p50, p95, p99 } = await load({
      port,
      request,
      connections: CONNECTIONS,
      forMs: MEASURE_MS,
    });
    const times = [p50, p95, p99].map((ms) => ms.toFixed(1)).join(" | ");
    console.log(
      `| ${name} | \`${path}\` | ${requests} | ${failures} | ${Math.round(perSecond)} | ${times} |`,
    );
  }
}

/** The same build on Node, its pages rendered for each request, as they are declared. */
async function nextStart(up: Constellation): Promise<{ port: number; child: ChildProcess }> {
  const port = await freePort();
  const toml = parse(readFileSync(join(ROOT, "web/wrangler.toml"), "utf8")) as { vars: object };
  const vars = {
    ...toml.vars,
    AUTH_BASIC_KEY: up.credentials?.serviceKey ?? "",
    SHOP_ORIGIN: up.urls.web,
    NEXT_PUBLIC_CDN_DOMAIN: up.urls.cdn,
  };
  const preload = join(import.meta.dirname, "next-context.ts");
  const child = spawn(
    process.execPath,
    [
      "--import",
      preload,
      "../node_modules/next/dist/bin/next",
      "start",
      "-H",
      "127.0.0.1",
      "-p",
      String(port),
    ],
    {
      cwd: join(ROOT, "web"),
      env: {
        ...process.env,
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        BENCH_API: up.urls.api,
        BENCH_VARS: JSON.stringify(vars),
      },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/ko/terms`).catch(() => null);
    if (answer?.ok) return { port, child };
    await delay(200);
  }
  child.kill();
  throw new Error("next start did not answer");
}

async function main(): Promise<void> {
  console.log(
    `${cpus()[0]?.model}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, load ${loadavg()[0]?.toFixed(1)}, ${new Date().toISOString()}`,
  );
  console.log("| server | page | requests | failures | requests/s | p50 ms | p95 ms | p99 ms |");
  console.log("|---|---|---|---|---|---|---|---|");
  await shop("300", async (up) => {
    await measure("workerd, finished pages", Number(new URL(up.urls.web).port));
    const { port, child } = await nextStart(up);
    try {
      await measure("`next start`", port);
    } finally {
      child.kill();
    }
  });
  await shop("0", (up) =>
    measure("workerd, every page rendered", Number(new URL(up.urls.web).port)),
  );
}

await main();
