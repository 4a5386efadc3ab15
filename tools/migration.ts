/** `npm run migration -- <worker> --name <what>`: writes the migration that a change of the Worker's `db/schema.ts` needs. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT, runCommand } from "./run-command.ts";
import { discoverServices } from "./services.ts";

/** Where a Worker's tables are described, relative to its folder; a Worker without it has no tables. */
const SCHEMA = "db/schema.ts";
/** Where its migrations are. */
const OUT = "db/migrations";

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
      ...["--dialect", "postgresql", "--schema", `./${SCHEMA}`, "--out", `./${OUT}`],
      ...(values.name ? ["--name", values.name] : []),
      ...(values.custom ? ["--custom"] : []),
    ],
    { cwd: join(ROOT, "workers", worker), echo: true },
  );
  if (code === 0) leaveSchemaOut(join(ROOT, "workers", worker, OUT));
  return code;
}

/** The schema is made with its role, by tools/migrate.ts: a migration that makes it too would fail. */
function leaveSchemaOut(folder: string): void {
  for (const name of readdirSync(folder).filter((each) => each.endsWith(".sql"))) {
    const text = readFileSync(join(folder, name), "utf8");
    const rest = text.replace(/^CREATE SCHEMA "\w+";\n--> statement-breakpoint\n/, "");
    if (rest !== text) writeFileSync(join(folder, name), rest);
  }
}

if (import.meta.main) process.exitCode = await main();
