/** `npm run mutate`: changes the deciding code in small ways, one at a time, and counts how many changes the unit tests notice. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { type Score, type StrykerReport, scoreOf } from "./mutate/report.ts";
import { chosen, narrowed, type Target, targets } from "./mutate/targets.ts";
import { interruptedBy, ROOT, runCommand } from "./run-command.ts";

/** A package below this fails. */
const PERCENT_MIN = 85;
const HOURS_MAX_MS = 6 * 3_600_000;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { changed: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const wanted = chosen(targets(ROOT), positionals);
  const paths = values.changed ? await changedPaths() : null;
  const tried = paths
    ? wanted.map((target) => narrowed(target, paths)).filter((target) => target !== null)
    : wanted;
  if (tried.length === 0) console.log("nothing to mutate");
  let low = 0;
  console.log("| target | mutants | killed | score |\n|---|---|---|---|");
  for (const target of tried) {
    if (interruptedBy()) return 130;
    const score = await mutate(target);
    if (score === null || score.percent < PERCENT_MIN) low++;
  }
  return low === 0 ? 0 : 1;
}

/** Mutates one target and prints its row and its survivors. @returns null when Stryker failed */
async function mutate(target: Target): Promise<Score | null> {
  const folder = mkdtempSync(join(tmpdir(), "edgemart-mutate-"));
  // PostgreSQL runs as a user of its own and keeps its cluster in the sandbox.
  chmodSync(folder, 0o755);
  try {
    const config = join(folder, "stryker.json");
    const report = join(folder, "report.json");
    writeFileSync(config, JSON.stringify(settings(target, folder, report)));
    const { code, output } = await runCommand("stryker", ["run", config], {
      env: { MUTATED_TESTS: target.tests.join(",") },
      deadlineMs: HOURS_MAX_MS,
    });
    if (code !== 0) {
      console.log(`${target.name}: Stryker ended with ${code}\n${output.slice(-4_000)}`);
      return null;
    }
    const score = scoreOf(JSON.parse(readFileSync(report, "utf8")) as StrykerReport);
    const { mutants, killed, timedOut, percent, survivors } = score;
    const byTime = timedOut > 0 ? ` (${timedOut} by time)` : "";
    console.log(`| ${target.name} | ${mutants} | ${killed}${byTime} | ${percent.toFixed(1)} % |`);
    for (const { at, mutator, from, to, isCovered } of survivors) {
      console.error(`${at} ${mutator}${isCovered ? "" : " (no test)"}: ${from} → ${to}`);
    }
    return score;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @see https://stryker-mutator.io/docs/stryker-js/configuration/ */
function settings({ code, wiring }: Target, folder: string, report: string) {
  return {
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    vitest: { configFile: "tools/mutate/vitest.config.ts" },
    mutate: [...code, ...wiring.map((path) => `!${path}`), "!**/*.test.ts", "!**/*.d.ts"],
    // What is computed at import (schemas, tables) would cost a fresh process for each mutant; tests walk the tables.
    ignoreStatic: true,
    concurrency: 2,
    reporters: ["json"],
    jsonReporter: { fileName: report },
    tempDirName: join(folder, "sandbox"),
    ignorePatterns: [".local", ".wrangler", ".next", ".open-next", "benchmarks"],
    // Stryker reads tsconfig files with a TypeScript of JavaScript; ours is the native one. Vitest needs none.
    tsconfigFile: "none",
    allowEmpty: true,
  };
}

/** Files that differ from the branch this one will go into; on that branch, from the commit before. */
async function changedPaths(): Promise<string[]> {
  const git = async (...args: string[]) => {
    const { code, output } = await runCommand("git", args);
    if (code !== 0) throw new Error(`git ${args.join(" ")}: ${output}`);
    return output.trim();
  };
  const [head, base] = [await git("rev-parse", "HEAD"), await git("merge-base", "HEAD", "main")];
  const since = head === base ? "HEAD^" : base;
  const lists = [
    await git("diff", "--name-only", "--diff-filter=d", since),
    await git("ls-files", "--others", "--exclude-standard"),
  ];
  return lists.flatMap((list) => list.split("\n")).filter((path) => path !== "");
}

if (import.meta.main) process.exitCode = await main();
