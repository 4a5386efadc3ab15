/** `npm run bench -- <question>`: runs one folder of benchmarks/. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT } from "./run-command.ts";

async function main(): Promise<number> {
  const [question = ""] = process.argv.slice(2);
  const door = join(ROOT, "benchmarks", question, "run.ts");
  if (!/^[a-z][a-z-]*$/.test(question) || !existsSync(door)) {
    const known = readdirSync(join(ROOT, "benchmarks")).filter((name) => !name.includes("."));
    console.error(`npm run bench -- <question>; there is: ${known.join(", ")}`);
    return 2;
  }
  await import(pathToFileURL(door).href);
  return 0;
}

if (import.meta.main) process.exitCode = await main();
