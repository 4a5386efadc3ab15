/** `npm run migration -- <worker> --name <what>`: writes the migration that a change of the Worker's `db/schema.ts` needs. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT, runCommand } from "./run-command.ts";
import { discoverServices } from "./services.ts";

/** Where a Worker's tables are described, relative to its folder; a Worker without it has no tables. */
const SCHEMA = "db/schema.ts";

/** Lists ids of the Workers that own tables. */
function workersWithTables(): string[] {
  return discoverServices(ROOT)
    .filter(({ folder }) => existsSync(join(ROOT, folder, SCHEMA)))
    .map(({ id }) => id);
}

/** Calls drizzle-kit with the settings that all Workers share. @returns the exit code; 2 for a wrong call */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { name: { type: "string" }, custom: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const [worker = ""] = positionals;
  const known = workersWithTables();
  if (!known.includes(worker)) {
    console.error(`npm run migration -- <worker> --name <what>; with tables: ${known.join(", ")}`);
    return 2;
  }
  const { code } = await runCommand(
    "drizzle-kit",
    [
      "generate",
      ...["--dialect", "postgresql", "--schema", `./${SCHEMA}`, "--out", "./db/migrations"],
      ...(values.name ? ["--name", values.name] : []),
      ...(values.custom ? ["--custom"] : []),
    ],
    { cwd: join(ROOT, "workers", worker), echo: true },
  );
  return code;
}

if (import.meta.main) process.exitCode = await main();
