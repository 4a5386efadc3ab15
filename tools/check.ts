/** `npm run check`: format, lint, types, generated files, unit and architecture tests; no Worker, no store, no network. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { codeOf, interruptedBy, ROOT } from "./run-command.ts";
import { commandStep, commandsStep, runSteps, type Step, totalOf } from "./test/parts.ts";
import { vitestStep } from "./test/vitest-part.ts";

/** Two projects are checked at a time; several checkers of one project would each infer the shared types again. */
const ONE_EACH = ["--checkers", "1"];

/** Steps that read the code without running it. */
export function staticSteps(): Step[] {
  const projects = tsconfigs().map((path) => ({ command: "tsc", args: ["-p", path, ...ONE_EACH] }));
  return [
    commandStep("lint", "biome", ["ci", "--colors=off", "."]),
    commandsStep("types", projects),
    commandsStep("generated", [
      { command: "node", args: ["tools/types.ts", "--check"] },
      { command: "node", args: ["tools/generate-docs.ts", "--check"] },
    ]),
  ];
}

function tsconfigs(): string[] {
  const groups = ["packages", "workers"].flatMap((group) =>
    readdirSync(join(ROOT, group)).map((name) => `${group}/${name}/tsconfig.json`),
  );
  // What benchmarks measure inside a Worker has a Worker's types.
  const benchmarks = ["benchmarks/tsconfig.json", "benchmarks/tsconfig.worker.json"];
  // Tests of Workers and packages run on Node, each kind in one program: workers/tsconfig.json, packages/tsconfig.json.
  return [
    "tsconfig.json",
    "workers/tsconfig.json",
    "packages/tsconfig.json",
    ...groups,
    "web/tsconfig.json",
    ...benchmarks,
  ].filter((path) => existsSync(join(ROOT, path)));
}

async function main(): Promise<number> {
  const parts = await runSteps(
    [...staticSteps(), vitestStep("unit")],
    () => interruptedBy() !== null,
  );
  const signal = interruptedBy();
  if (signal) return codeOf(signal);
  return totalOf(parts).failed === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = await main();
