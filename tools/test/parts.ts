/** Parts of a test run: each counts what passed and failed; one line while running, details only of failures. */
import { type Outcome, runCommand } from "../run-command.ts";

/** The result of one part of a test run. */
export interface Part {
  name: string;
  passed: number;
  failed: number;
  /** Tests that did not run, by their own decision. */
  skipped?: number;
  seconds: number;
  /** What to read when something failed. */
  output: string;
}

/** A part of a test run that is still to run. */
export interface Step {
  name: string;
  run(): Promise<Part>;
}

/** Makes a step of one command: it passes when the command exits with 0. @param deadlineMs as `runCommand` has it */
export function commandStep(
  name: string,
  command: string,
  args: readonly string[],
  deadlineMs?: number,
): Step {
  return {
    name,
    run: async () => partOf(name, await runCommand(command, args, { deadlineMs })),
  };
}

/** Several commands as one step, two at a time; each counts. */
export function commandsStep(
  name: string,
  commands: readonly { command: string; args: readonly string[] }[],
): Step {
  return {
    name,
    async run() {
      const begun = performance.now();
      const waiting = [...commands];
      const parts: Part[] = [];
      const worker = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) {
          const title = [next.command, ...next.args].join(" ");
          parts.push(partOf(title, await runCommand(next.command, next.args)));
        }
      };
      await Promise.all([worker(), worker()]);
      const failing = parts.filter((part) => part.failed > 0);
      return {
        name,
        passed: parts.length - failing.length,
        failed: failing.length,
        seconds: (performance.now() - begun) / 1000,
        output: failing.map((part) => `${part.name}\n${part.output}`).join("\n"),
      };
    },
  };
}

/**
 * Runs steps one after another, each with its line; a failure does not hide the next step's.
 *
 * @param steps those in a list of their own run at the same time
 */
export async function runSteps(
  steps: readonly (Step | readonly Step[])[],
  stop: () => boolean,
): Promise<Part[]> {
  const parts: Part[] = [];
  for (const row of steps) {
    if (stop()) break;
    parts.push(...(await Promise.all([row].flat().map(runStep))));
  }
  return parts;
}

async function runStep(step: Step): Promise<Part> {
  const part = await step.run();
  const verdict = part.failed === 0 ? "ok    " : "FAILED";
  console.log(`${verdict} ${part.name.padEnd(14)} ${part.seconds.toFixed(1).padStart(6)} s`);
  if (part.failed > 0) console.log(part.output.trimEnd());
  return part;
}

/** Adds up passed and failed. */
export function totalOf(parts: readonly Part[]): { passed: number; failed: number } {
  return {
    passed: parts.reduce((sum, part) => sum + part.passed, 0),
    failed: parts.reduce((sum, part) => sum + part.failed, 0),
  };
}

function partOf(name: string, { code, output, seconds }: Outcome): Part {
  const failed = code === 0 ? 0 : 1;
  return { name, passed: 1 - failed, failed, seconds, output };
}
