/** Commands of the project as programs of their own: begun, waited for, and ended with everything they started. */
import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../../tools/local/free-port.ts";
import { DEFAULT_PORTS } from "../../tools/paths.ts";
import { killGroup } from "../../tools/process-facts.ts";

/** A start of the system in a process of its own. */
export interface Started {
  child: ChildProcess;
  /** What it printed so far, both streams. */
  output: () => string;
  /** Its exit code; null when a signal ended it. */
  ended: Promise<number | null>;
}

/** Doors and endpoints of a start whose port a test chooses: those that have a fixed one otherwise. */
const NAMES = Object.entries(DEFAULT_PORTS).flatMap(([name, port]) => (port === 0 ? [] : [name]));

/** Ports for one start, by name, and the arguments that choose them. */
export interface ChosenPorts {
  ports: Record<string, number>;
  args: string[];
}

/** Finds a free port for each door and endpoint. */
export async function freePorts(): Promise<ChosenPorts> {
  const pairs = await Promise.all(NAMES.map(async (name) => [name, await freePort()] as const));
  return {
    ports: Object.fromEntries(pairs),
    args: pairs.flatMap(([name, port]) => ["--port", `${name}=${port}`]),
  };
}

const WAIT_MS = 120_000;
const begun: Started[] = [];

/** Begins a program at the head of a process group of its own. */
export function begin(
  command: string,
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string | undefined> },
): Started {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const started = { child, output: () => output, ended };
  begun.push(started);
  return started;
}

/** Waits until something holds. @throws with the output when the program ends before, or after two minutes */
export async function until(
  holds: () => boolean | Promise<boolean>,
  { child, output }: Started,
): Promise<void> {
  for (const end = Date.now() + WAIT_MS; !(await holds()); await delay(100)) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(output());
  }
}

/** Waits for the table that ends a start. */
export const ready = (started: Started) =>
  until(() => started.output().includes("Edgemart is up"), started);

/** Ends what a test that failed half-way left running. */
export async function endBegun(): Promise<void> {
  for (const { child, ended } of begun.splice(0)) {
    child.kill("SIGTERM");
    await ended;
    // What a wrapper such as npx leaves in its group.
    if (child.pid !== undefined) killGroup(child.pid);
  }
}
