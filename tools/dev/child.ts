/** A program that runs next to this one until it is stopped; its lines carry its name. */
import { type ChildProcess, spawn } from "node:child_process";
import { delimiter, join } from "node:path";
import { PATHS } from "../paths.ts";
import { endProcess, killGroup } from "../process-facts.ts";
import { OFFLINE, ROOT } from "../run-command.ts";

/** A started program. */
export interface Child {
  stop(): Promise<void>;
}

/** Where a program runs, and who reads its output. */
export interface ChildOptions {
  cwd?: string;
  env?: Record<string, string>;
  /** Takes one line of its output, with its name in front. */
  say(line: string): void;
  /** Called when it ends without being stopped. */
  onExit(how: string): void;
}

/** Starts a program of the workspace. */
export function startChild(
  name: string,
  command: string,
  args: readonly string[],
  options: ChildOptions,
): Child {
  let stopping = false;
  const child: ChildProcess = spawn(command, args, {
    cwd: options.cwd ?? ROOT,
    env: {
      ...process.env,
      PATH: `${join(ROOT, "node_modules/.bin")}${delimiter}${process.env.PATH ?? ""}`,
      WRANGLER_REGISTRY_PATH: PATHS.registry,
      ...OFFLINE,
      NEXT_TELEMETRY_DISABLED: "1",
      FORCE_COLOR: "0",
      ...options.env,
    },
    stdio: ["ignore", "pipe", "pipe"],
    // Its own group: a terminal's Ctrl-C reaches us alone, and we end it with its children.
    detached: true,
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      for (const line of text.split("\n").filter((each) => each.trim() !== "")) {
        options.say(`${name.padEnd(8)} ${line}`);
      }
    });
  }
  child.on("error", (error) => options.onExit(error.message));
  child.on("exit", (code, signal) => {
    if (!stopping) options.onExit(signal ?? `exit code ${code}`);
  });
  return {
    async stop() {
      stopping = true;
      const { pid } = child;
      if (pid === undefined) return;
      if (child.exitCode === null && child.signalCode === null)
        await endProcess(pid, "SIGTERM", 8_000);
      // Grandchildren that outlived their parent: Wrangler's workerd, Next's workers.
      killGroup(pid);
    },
  };
}
