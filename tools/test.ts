/** `npm test`: every check and every test project; the last line is `N passed, N failed`. */
import { parseArgs } from "node:util";
import { staticSteps } from "./check.ts";
import { codeOf, interruptedBy } from "./run-command.ts";
import { commandStep, type Part, runSteps, totalOf } from "./test/parts.ts";
import { treeState, treeStep } from "./test/tree-step.ts";
import { PROJECTS, type VitestOptions, vitestStep } from "./test/vitest-part.ts";

const HOUR_MS = 3_600_000;
/** Faults planted in what a branch changed; all of them at once would take hours (`npm run mutate`). */
const changedMutants = commandStep("mutants", "node", ["tools/mutate.ts", "--changed"], HOUR_MS);
const interrupted = () => interruptedBy() !== null;

/** Runs what matches: files by path, or, when no file's path matches, tests by name. */
async function runFiltered(words: readonly string[], full: boolean): Promise<Part[]> {
  const byFile = await runProjects({ files: words, full, echo: true });
  const { passed, failed } = totalOf(byFile);
  if (passed + failed > 0 || interrupted()) return byFile;
  console.log(`no test file is named like ${words.join(" ")}; looking at the names of tests`);
  return runProjects({ names: words.join(" "), full, echo: true });
}

/** Everything; what it leaves behind in the clone is a failure of its own. */
async function runAll(full: boolean): Promise<Part[]> {
  const before = await treeState();
  const parts = [
    ...(await runSteps(staticSteps(), interrupted)),
    ...(await runProjects({ full, echo: true })),
    ...(full ? await runSteps([changedMutants], interrupted) : []),
  ];
  return [...parts, ...(await runSteps([treeStep(before)], interrupted))];
}

function runProjects(options: VitestOptions): Promise<Part[]> {
  return runSteps(
    PROJECTS.map((row) => row.map((project) => vitestStep(project, options))),
    interrupted,
  );
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { full: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const full = values.full || process.env.EDGEMART_FULL === "1";
  const parts = positionals.length > 0 ? await runFiltered(positionals, full) : await runAll(full);
  console.table(
    Object.fromEntries(
      parts.map(({ name, passed, failed, skipped = 0, seconds }) => [
        name,
        { passed, failed, skipped, seconds: Math.round(seconds * 10) / 10 },
      ]),
    ),
  );
  const { passed, failed } = totalOf(parts);
  if (passed + failed === 0) console.log("nothing ran: no test matches");
  console.log(`${passed} passed, ${failed} failed`);
  const signal = interruptedBy();
  if (signal) return codeOf(signal);
  return failed > 0 || passed === 0 ? 1 : 0;
}

if (import.meta.main) process.exitCode = await main();
