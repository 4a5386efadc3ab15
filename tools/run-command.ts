/** Runs child processes for the command-line tools: output and time bounded, signals passed on once, nothing left behind. */
import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { killGroup } from "./process-facts.ts";

/** The root of the clone. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url).href);

/** For every program of Cloudflare's we start: it asks no server on the network, and reports nothing of itself. */
export const OFFLINE: Readonly<Record<string, string>> = {
  WRANGLER_SEND_METRICS: "false",
  // With its banner Wrangler looks for a newer Wrangler.
  WRANGLER_HIDE_BANNER: "true",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
};

/** How a command ended. */
export interface Outcome {
  /** Exit code; 128 + signal number when a signal ended it, 127 when it could not be started, 124 after its deadline. */
  code: number;
  /** Standard output and standard error in the order they came; of more than 1 MB the end. */
  output: string;
  seconds: number;
}

interface RunOptions {
  cwd?: string;
  env?: Record<string, string | undefined>;
  /** Shows the output while it comes. */
  echo?: boolean;
  /** @default 600 000 */
  deadlineMs?: number;
}

const KILL_AFTER_MS = 15_000;
const DEADLINE_MS = 600_000;
const OUTPUT_CHARS_MAX = 1_000_000;
const running = new Set<ChildProcess>();
let interruption: NodeJS.Signals | null = null;

/** The signal that asked this process to stop, or null. */
export function interruptedBy(): NodeJS.Signals | null {
  return interruption;
}

/** Runs a command of the workspace (node_modules/.bin comes first in PATH) to its end; never throws. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  const begun = performance.now();
  const seconds = () => (performance.now() - begun) / 1000;
  if (interruption) return Promise.resolve({ code: codeOf(interruption), output: "", seconds: 0 });
  listen();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? ROOT,
      env: environment(options.env),
      stdio: ["ignore", "pipe", "pipe"],
      // Its own group: a terminal's Ctrl-C would reach it a second time, which Vitest takes as "at once".
      detached: true,
    });
    running.add(child);
    let output = "";
    const keep = (show: NodeJS.WriteStream) => (chunk: string) => {
      output += chunk;
      // Cut rarely: each cut copies what stays.
      if (output.length > 2 * OUTPUT_CHARS_MAX) output = output.slice(-OUTPUT_CHARS_MAX);
      if (options.echo) show.write(chunk);
    };
    child.stdout.setEncoding("utf8").on("data", keep(process.stdout));
    child.stderr.setEncoding("utf8").on("data", keep(process.stderr));
    const deadlineMs = options.deadlineMs ?? DEADLINE_MS;
    let late = false;
    const deadline = setTimeout(() => {
      late = true;
      end(child, "SIGTERM");
    }, deadlineMs);
    child.on("error", (error) => {
      clearTimeout(deadline);
      running.delete(child);
      resolve({ code: 127, output: `${command}: ${error.message}`, seconds: seconds() });
    });
    child.on("exit", () => late && killAll(child)); // its helpers would hold the output open
    child.on("close", (code, signal) => {
      clearTimeout(deadline);
      running.delete(child);
      const tail = output.slice(-OUTPUT_CHARS_MAX);
      if (late) {
        const words = `${tail}\n${command} was ended after ${deadlineMs / 1000} s`;
        return resolve({ code: 124, output: words, seconds: seconds() });
      }
      resolve({ code: code ?? codeOf(signal ?? "SIGKILL"), output: tail, seconds: seconds() });
    });
  });
}

/** Exit code of a process ended by a signal, as shells count it. */
export function codeOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

function environment(extra: Record<string, string | undefined> = {}): NodeJS.ProcessEnv {
  const path = `${join(ROOT, "node_modules/.bin")}${delimiter}${process.env.PATH ?? ""}`;
  return { ...process.env, PATH: path, ...OFFLINE, ...extra };
}

let listening = false;
function listen(): void {
  if (listening) return;
  listening = true;
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
      interruption ??= signal;
      for (const child of running) end(child, signal);
    });
  }
  // In whatever way this process ends: no build goes on without it.
  process.on("exit", () => {
    for (const child of running) killAll(child);
  });
}

/** Asks a program to end, which ends its own helpers; after 15 s all of them are killed. */
function end(child: ChildProcess, signal: NodeJS.Signals): void {
  child.kill(signal);
  setTimeout(() => running.has(child) && killAll(child), KILL_AFTER_MS).unref();
}

function killAll(child: ChildProcess): void {
  if (child.pid !== undefined) killGroup(child.pid);
}
