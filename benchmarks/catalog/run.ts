/** How long PostgreSQL takes for a listing and for suggestions: `npm run bench -- catalog`. */
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { cpus, loadavg, totalmem } from "node:os";
import { temporaryFolder } from "@edgemart/testkit/temp-folder";
import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import pg from "pg";
import { startPostgres } from "../../tools/local/postgres.ts";
import { migrate, migratedWorkers } from "../../tools/migrate.ts";
import { brands, categories, scaled, synonyms } from "../../tools/seed/catalog.ts";
import { loadCatalog } from "../../tools/seed-load/catalog.ts";
import { claimFolder } from "../../tools/start/owned-folder.ts";
import { suggestStatement } from "../../workers/catalog/src/adapters/catalog-store.postgres.ts";
import { listingStatement } from "../../workers/catalog/src/adapters/listing-statement.ts";
import { listingPlan } from "../../workers/catalog/src/core/listing-plan.ts";
import { searchTerms } from "../../workers/catalog/src/core/search-terms.ts";
import { SHAPES, TYPED } from "./shapes.ts";

const PRODUCTS = Number(process.env.BENCH_PRODUCTS ?? 100_000);
const TIMES = Number(process.env.BENCH_TIMES ?? 40);
const WARM = 3;

interface Server {
  url: string;
  stop(): Promise<void>;
}

/** A private cluster with the scaled catalog; `BENCH_DATABASE_URL` names one that is filled already. */
async function filled(): Promise<Server> {
  const given = process.env.BENCH_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const dataDir = await temporaryFolder("bench");
  await claimFolder(dataDir);
  const log = () => undefined;
  const server = await startPostgres({ dataDir, port: 0, log, onFatal: console.error });
  await server.ensureDatabase("edgemart");
  const url = new URL(server.adminUrl);
  url.pathname = "/edgemart";
  const roles = (await migratedWorkers()).map((worker) => [worker, { password: "benchmark" }]);
  await migrate({ adminUrl: url.href, roles: Object.fromEntries(roles) });
  const begun = Date.now();
  await loadCatalog(
    url.href,
    { categories, brands, synonyms, products: scaled(PRODUCTS) },
    picturesOf,
  );
  console.log(`${PRODUCTS} products loaded in ${Math.round((Date.now() - begun) / 1000)} s\n`);
  return {
    url: url.href,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function picturesOf(slug: string) {
  return [0, 1].map((n) => ({
    sha256: Buffer.from(`${n}${slug}`).toString("hex").slice(0, 64).padEnd(64, "0"),
    width: 1600,
    height: 1600,
    thumbhash: "1QcSHQRnh493V4dIh4eXh1h4kJUI",
    alt: { ko: slug, en: slug },
  }));
}

/** Milliseconds the server's process has run on a processor; only Linux tells. */
function ranMs(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;
  } catch {
    return Number.NaN;
  }
}

/** Planning and execution as the server itself measures them, without the clock at each node, in milliseconds. */
async function measure(client: pg.Client, statement: SQL) {
  const { sql: text, params } = new PgDialect().sqlToQuery(statement);
  const { pid } = (await client.query("select pg_backend_pid() as pid")).rows[0];
  const times: number[] = [];
  const processor: number[] = [];
  let buffers = 0;
  for (let i = 0; i < TIMES + WARM; i += 1) {
    const begunMs = ranMs(pid);
    const { rows } = await client.query(
      `explain (analyze, buffers, timing off, format json) ${text}`,
      params,
    );
    const [plan] = rows[0]["QUERY PLAN"];
    if (i >= WARM) {
      times.push(plan["Planning Time"] + plan["Execution Time"]);
      processor.push(ranMs(pid) - begunMs);
    }
    buffers = plan.Plan["Shared Hit Blocks"] + plan.Plan["Shared Read Blocks"];
  }
  const { rows } = await client.query(text, params);
  return { times, processor, buffers, total: rows[0]?.total as number | undefined };
}

type Measured = Awaited<ReturnType<typeof measure>>;

function row(name: string, { times, processor, buffers, total }: Measured): string {
  const cells = [at(processor, 0.5), at(processor, 0.95), at(times, 0.5), at(times, 0.95)];
  return `| ${[name, total ?? "–", ...cells, buffers || "–"].join(" | ")} |`;
}

function at(values: readonly number[], share: number): string {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(1) ?? "–";
}

const head = (what: string) =>
  `| ${what} | products found | processor p50 ms | p95 ms | clock p50 ms | p95 ms | buffers |\n|---|---|---|---|---|---|---|`;

const server = await filled();
const client = new pg.Client({ connectionString: server.url });
try {
  await client.connect();
  const load = loadavg()[0]?.toFixed(1);
  const memory = Math.round(totalmem() / 2 ** 30);
  console.log(
    `${cpus().length} × ${cpus()[0]?.model}, ${memory} GiB, load ${load}; ${TIMES} times each\n`,
  );
  console.log(head("listing"));
  const all: Measured = { times: [], processor: [], buffers: 0, total: undefined };
  for (const { name, query } of SHAPES) {
    const given = [...new URLSearchParams(query)].map(([key, value]) => [key, [value]]);
    const planned = listingPlan(Object.fromEntries(given));
    if (!planned.ok) throw new Error(`${query}: ${JSON.stringify(planned.errors)}`);
    const measured = await measure(client, listingStatement(planned.plan));
    all.times.push(...measured.times);
    all.processor.push(...measured.processor);
    console.log(row(`${name} \`${query}\``, measured));
  }
  console.log(row("**all of them**", all));
  console.log(`\n${head("suggestions for")}`);
  for (const typed of TYPED) {
    console.log(
      row(`\`${typed}\``, await measure(client, suggestStatement(searchTerms(typed) ?? []))),
    );
  }
  console.log(row("`SELECT 1`", await measure(client, sql`select 1`)));
} finally {
  await client.end();
  await server.stop();
}
