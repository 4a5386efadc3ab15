/** `npm run bench -- surface`: what a contract-first library would cost and keep, next to the kit's own routes. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Plugin } from "esbuild";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from "miniflare";
import { freePort } from "../../tools/local/free-port.ts";
import { ROOT } from "../../tools/run-command.ts";
import { cpuMs } from "../gateway/cpu.ts";
import { breachOf, PROBES } from "./probes.ts";

const HERE = join(ROOT, "benchmarks/surface");
const VARIANTS = [
  "bare",
  "today",
  "zod-openapi",
  "orpc",
  "hono-openapi",
  "serve-operations",
].filter((name) => existsSync(join(HERE, "variants", `${name}.ts`)));
const OPERATIONS = ["read", "list", "create", "replace"];
/** Hono and Zod come from the repository, for every importer: two copies would weigh twice. */
const oneCopy: Plugin = {
  name: "one-copy",
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^(hono|zod)(\/|$)/ }, ({ path, kind, pluginData }) =>
      pluginData === "seen" ? null : resolve(path, { kind, resolveDir: ROOT, pluginData: "seen" }),
    );
  },
};
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 10);
const TIMES = 5_000;

if (!existsSync(join(HERE, "node_modules"))) {
  console.error("first: npm ci --ignore-scripts --prefix benchmarks/surface");
  process.exit(2);
}
const bundles = await Promise.all(VARIANTS.map(bundled));
const ports = await Promise.all(VARIANTS.map(() => freePort()));
const miniflare = new Miniflare(
  convertV4MiniflareOptions({
    workers: VARIANTS.map((name, at) => ({
      name,
      modules: [{ type: "ESModule" as const, path: `${name}.js`, contents: bundles[at] ?? "" }],
      compatibilityDate: "2026-10-20",
      compatibilityFlags: ["nodejs_compat"],
      unsafeDirectSockets: [{ port: ports[at] ?? 0, host: "127.0.0.1" }],
    })),
    host: "127.0.0.1",
    port: 0,
    log: new Log(LogLevel.NONE),
  }),
);
await miniflare.ready;
try {
  await probe();
  await measure();
} finally {
  await miniflare.dispose();
}

async function bundled(name: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(HERE, "variants", `${name}.ts`)],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2024",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:*", "node:*"],
    plugins: [oneCopy],
  });
  return outputFiles[0]?.text ?? "";
}

async function probe(): Promise<void> {
  const names = VARIANTS.filter((name) => name !== "bare");
  console.log(`| law | ${names.join(" | ")} |\n|---|${"---|".repeat(names.length)}`);
  for (const each of PROBES) {
    const cells = names.map((name) => breachOf(each, fetch, originOf(name)));
    const found = await Promise.all(cells);
    console.log(`| ${each.law} | ${found.map((breach) => breach ?? "yes").join(" | ")} |`);
  }
}

async function measure(): Promise<void> {
  const times = new Map<string, number[]>();
  for (let round = 0; round < ROUNDS + 2; round++) {
    // Every second round the other way round: the first pays for a cold cache.
    const order = round % 2 === 0 ? VARIANTS : VARIANTS.toReversed();
    for (const operation of OPERATIONS) {
      for (const name of order) {
        const micros = await once(name, operation);
        // Two rounds warm the compiler.
        if (round > 1)
          times.set(`${name} ${operation}`, [...(times.get(`${name} ${operation}`) ?? []), micros]);
      }
    }
  }
  const of = (name: string, operation: string) => times.get(`${name} ${operation}`) ?? [];
  const head = OPERATIONS.map((each) => `${each} µs`).join(" | ");
  console.log(`\n| variant | KiB gzip | ${head} | of today, all rounds | worst and best round |`);
  console.log(`|---|${"---|".repeat(OPERATIONS.length + 3)}`);
  const rounds = (name: string) =>
    Array.from({ length: ROUNDS }, (_, at) =>
      OPERATIONS.reduce((sum, each) => sum + (of(name, each)[at] ?? 0), 0),
    );
  const today = rounds("today");
  VARIANTS.forEach((name, at) => {
    const kib = (gzipSync(bundles[at] ?? "").byteLength / 1024).toFixed(1);
    const cells = OPERATIONS.map((each) => mean(of(name, each)).toFixed(1));
    const ratios = rounds(name).map((sum, round) => sum / (today[round] ?? 1));
    const spread = `${Math.max(...ratios).toFixed(2)} and ${Math.min(...ratios).toFixed(2)}`;
    const all = (mean(rounds(name)) / mean(today)).toFixed(2);
    console.log(`| ${name} | ${kib} | ${cells.join(" | ")} | ${all} | ${spread} |`);
  });
}

/** Microseconds of processor time of one answer, counted by the kernel: a busy machine changes them little. */
async function once(name: string, operation: string): Promise<number> {
  const begun = spentMs();
  const answer = await fetch(`${originOf(name)}/times/${operation}/${TIMES}`);
  const { ok } = (await answer.json()) as { ok: number };
  if (ok !== TIMES) throw new Error(`${name} ${operation}: ${ok} of ${TIMES} were answered well`);
  return ((spentMs() - begun) * 1000) / TIMES;
}

/** Where there is no /proc the clock outside is read: inside, it does not move while the CPU works. */
function spentMs(): number {
  return cpuMs(process.pid, "workerd") ?? performance.now();
}

function originOf(name: string): string {
  return `http://127.0.0.1:${ports[VARIANTS.indexOf(name)]}`;
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
