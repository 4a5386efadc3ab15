/** Runs one Vitest project as a part of a test run and counts its tests from Vitest's own JSON report. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../run-command.ts";
import type { Part, Step } from "./parts.ts";

/** Vitest's projects in the order they run; those of one row run at the same time, each with a platform of its own. */
export const PROJECTS = [["unit"], ["worker"], ["system", "e2e"]] as const;
/** Name of a Vitest project. */
export type Project = (typeof PROJECTS)[number][number];

/** Which tests of a project run, and how. */
export interface VitestOptions {
  /** Words of file paths; only such files run. */
  files?: readonly string[];
  /** Words of test names in their order; only such tests run. */
  names?: string;
  /** Runs the long proofs too. */
  full?: boolean;
  /** Shows the report while it runs. */
  echo?: boolean;
}

const SKIPPED = ["skipped", "pending", "todo", "disabled"];
const HOUR_MS = 3_600_000;

/** What is read of Vitest's JSON report. */
interface Report {
  testResults: {
    name: string;
    status: string;
    assertionResults: { status: string }[];
  }[];
}

/** Makes the step of one project. */
export function vitestStep(project: Project, options: VitestOptions = {}): Step {
  return { name: project, run: () => runProject(project, options) };
}

async function runProject(project: Project, options: VitestOptions): Promise<Part> {
  const folder = mkdtempSync(join(tmpdir(), "edgemart-test-"));
  const file = join(folder, "report.json");
  try {
    const { code, output, seconds } = await runCommand(
      "vitest",
      argumentsOf(project, file, options),
      {
        echo: options.echo ?? false,
        env: options.full ? { EDGEMART_FULL: "1" } : {},
        deadlineMs: options.full ? 6 * HOUR_MS : HOUR_MS,
      },
    );
    const report = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Report) : null;
    return { name: project, ...countOf(report, code), seconds, output: options.echo ? "" : output };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function argumentsOf(project: Project, file: string, options: VitestOptions): string[] {
  return [
    "run",
    // `worker-alone` is of the part `worker`.
    ...["--project", `${project}*`],
    // An entire project without a test has lost its files.
    ...(options.files || options.names ? ["--passWithNoTests"] : []),
    ...["--reporter=default", "--reporter=json", `--outputFile.json=${file}`],
    ...(options.names ? ["--testNamePattern", namePattern(options.names)] : []),
    ...(options.files ?? []),
  ];
}

/**
 * Counts tests. A file that failed outside its tests, and a run that failed without a failed test, count as one. Pure.
 *
 * @param code exit code of Vitest
 */
export function countOf(
  report: Report | null,
  code: number,
): { passed: number; failed: number; skipped: number } {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const file of report?.testResults ?? []) {
    const own = file.assertionResults.filter((test) => test.status === "failed").length;
    passed += file.assertionResults.filter((test) => test.status === "passed").length;
    skipped += file.assertionResults.filter((test) => SKIPPED.includes(test.status)).length;
    failed += own === 0 && file.status === "failed" ? 1 : own;
  }
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, skipped };
}

/** Vitest joins the names of suites and test in its own way: between words anything may stand. */
function namePattern(words: string): string {
  return words
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
}
