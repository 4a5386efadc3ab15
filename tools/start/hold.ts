/** Holds the clone's one running system: the lock, the log, and one orderly end whatever asks for it. */
import { createWriteStream, existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { tryLock } from "../constellation/file-lock.ts";
import { stopAll, type Undo } from "../constellation/undo.ts";
import { DEFAULT_PORTS, LOCAL, PATHS } from "../paths.ts";
import { ROOT } from "../run-command.ts";
import { clearLeftovers, noteChildren } from "./leftovers.ts";
import { assertWritable } from "./preflight.ts";
import { UsageError } from "./usage-error.ts";

export interface Held {
  /** Path of the log, relative to the clone. */
  logFile: string;
  /** Stops of what runs, filled while it is started. */
  undo: Undo[];
  seconds(): number;
  /** One line for the person at the terminal. */
  progress(line: string): void;
  /** One line for the log. */
  log(line: string): void;
  /** Stops everything and leaves. */
  fatal(reason: string): void;
}

/** Runs `begin` as the only system of this clone; Ctrl-C and SIGTERM end it at any moment, even half-started. */
export async function hold(name: string, begin: (held: Held) => Promise<void>): Promise<void> {
  const begun = performance.now();
  const path = join(PATHS.logs, `${name}.log`);
  const seconds = () => (performance.now() - begun) / 1000;
  const undo: Undo[] = [];
  let ending = false;
  const end = async (code: number, say: string | null) => {
    if (ending) return;
    ending = true;
    if (say) console.error(say);
    await stopAll(undo).catch((error: unknown) => console.error(String(error)));
    await rm(PATHS.run, { force: true });
    await rm(PATHS.lock, { force: true });
    process.exit(code);
  };
  try {
    await assertWritable(LOCAL);
    await takeLock();
    await mkdir(PATHS.logs, { recursive: true });
    const log = createWriteStream(path, { flags: "w" });
    const held: Held = {
      logFile: relative(ROOT, path),
      undo,
      seconds,
      progress: (line) => {
        console.log(`${seconds().toFixed(1).padStart(6)} s  ${line}`);
        // After each step: a kill -9 may come at any moment.
        void noteChildren(PATHS.run).catch((error: unknown) => held.log(String(error)));
      },
      log: (line) => void log.write(`${line}\n`),
      fatal: (reason) => void end(1, `Edgemart stops: ${reason}. See ${relative(ROOT, path)}.`),
    };
    process.on("SIGINT", () => void end(0, "\nStopping …"));
    process.on("SIGTERM", () => void end(0, null));
    process.on("SIGHUP", () => void end(0, null));
    await clearLeftovers(PATHS.run, held.progress);
    await begin(held);
  } catch (error) {
    if (ending) return;
    await end(1, await explanation(error, path));
  }
}

async function takeLock(): Promise<void> {
  const holder = await tryLock(PATHS.lock);
  if (holder === null) return;
  // Not ours to end: leave without touching lock or processes.
  console.error(
    `Edgemart is running already in this clone (process ${holder}): use it at http://localhost:${DEFAULT_PORTS.web}, or stop it there with Ctrl-C.`,
  );
  process.exit(1);
}

async function explanation(error: unknown, log: string): Promise<string> {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof UsageError) return message;
  const words = existsSync(log)
    ? (await readFile(log, "utf8")).trimEnd().split("\n").slice(-10).join("\n")
    : "";
  return `${message}\n${words}\n\`npm run doctor\` checks this machine and configuration.`;
}
