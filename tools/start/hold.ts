/** Holds the clone's one running system: the lock, the log, and one orderly end whatever asks for it. */
import { createWriteStream, existsSync } from "node:fs";
import { mkdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { releaseLock, tryLock } from "../constellation/file-lock.ts";
import { LOCAL, PATHS } from "../paths.ts";
import { ROOT } from "../run-command.ts";
import { stopAll, type Undo } from "../undo.ts";
import { clearLeftovers, type Doors, readRun, recorder } from "./leftovers.ts";
import { assertWritable } from "./preflight.ts";
import { UsageError } from "./usage-error.ts";

/** What the work of a start gets from the one that holds it. */
export interface Held {
  /** Path of the log, relative to the clone. */
  logFile: string;
  /** Stops of what runs, filled while it is started. */
  undo: Undo[];
  /** Aborted when the end has begun: what is being started must come to its end. */
  signal: AbortSignal;
  seconds(): number;
  /** Tells a second start, and tools, where the doors are. */
  listensAt(doors: Doors): void;
  /** Notes the children of this moment, for the next start after a kill. */
  note(): Promise<void>;
  /** One line for the person at the terminal. */
  progress(line: string): void;
  /** One line for the log. */
  log(line: string): void;
  /** Stops everything and leaves. */
  fatal(reason: string): void;
}

/** How long the end waits for a beginning under way. */
const SETTLE_MS = 20_000;

/** Runs `begin` as the only system of this clone; Ctrl-C and SIGTERM end it at any moment, even half-started. */
export async function hold(name: string, begin: (held: Held) => Promise<void>): Promise<void> {
  const begun = performance.now();
  const path = join(PATHS.logs, `${name}.log`);
  const seconds = () => (performance.now() - begun) / 1000;
  const undo: Undo[] = [];
  const unwanted = new AbortController();
  const record = recorder(PATHS.run);
  let locked = false;
  let begins: Promise<unknown> = Promise.resolve();
  let ending = false;
  const end = async (code: number, say: string | null) => {
    if (ending) return;
    ending = true;
    if (say) console.error(say);
    try {
      unwanted.abort(new Error("it was stopped while it started"));
      await Promise.race([begins.catch(() => undefined), delay(SETTLE_MS)]);
      await stopAll(undo);
      if (locked) await record.remove();
    } catch (error) {
      console.error(describe(error));
    } finally {
      if (locked) await releaseLock(PATHS.lock).catch(() => undefined);
      process.exit(code);
    }
  };
  const sayStops = (reason: string) => `Edgemart stops: ${reason}. See ${relative(ROOT, path)}.`;
  try {
    await assertWritable(LOCAL);
    await takeLock();
    locked = true;
    await mkdir(PATHS.logs, { recursive: true });
    const log = createWriteStream(path, { flags: "w" });
    log.on(
      "error",
      (error) => void end(1, `Edgemart stops: the log cannot be written: ${error.message}.`),
    );
    const held: Held = {
      logFile: relative(ROOT, path),
      undo,
      signal: unwanted.signal,
      seconds,
      listensAt: record.listensAt,
      note: record.note,
      progress: (line) => console.log(`${seconds().toFixed(1).padStart(6)} s  ${line}`),
      log: (line) => void log.write(`${line}\n`),
      fatal: (reason) => void end(1, sayStops(reason)),
    };
    process.on("SIGINT", () => void end(0, "\nStopping …"));
    process.on("SIGTERM", () => void end(0, null));
    process.on("SIGHUP", () => void end(0, null));
    for (const event of ["uncaughtException", "unhandledRejection"] as const) {
      process.on(event, (error: unknown) => {
        if (!ending) held.log(error instanceof Error ? String(error.stack) : String(error));
        void end(1, sayStops(describe(error)));
      });
    }
    begins = (async () => {
      await clearLeftovers(PATHS.run, held.progress);
      unwanted.signal.throwIfAborted();
      await record.during(begin(held));
    })();
    await begins;
  } catch (error) {
    if (ending) return;
    await end(1, await explanation(error, path));
  }
}

async function takeLock(): Promise<void> {
  const holder = await tryLock(PATHS.lock);
  if (holder === null) return;
  // Not ours to end: leave without touching lock or processes.
  const { web } = await readRun(PATHS.run);
  const use = web === undefined ? "it is still starting" : `use it at http://localhost:${web}`;
  console.error(
    `Edgemart is running already in this clone (process ${holder}): ${use}, or stop it there with Ctrl-C.`,
  );
  process.exit(1);
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function explanation(error: unknown, log: string): Promise<string> {
  const message = describe(error);
  if (error instanceof UsageError) return message;
  const words = existsSync(log)
    ? (await readFile(log, "utf8")).trimEnd().split("\n").slice(-10).join("\n")
    : "";
  return `${message}\n${words}\n\`npm run doctor\` checks this machine and configuration.`;
}
