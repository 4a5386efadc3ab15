/** Keeps one server process running: started, restarted when it dies, stopped; its death is never silent. */
import type { ChildProcess } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { endProcess } from "../process-facts.ts";
import type { Undo } from "../undo.ts";
import type { Log } from "./loopback.ts";

/** How to run and recognise one server. */
export interface Supervision {
  name: string;
  /** Starts the process with stdout and stderr piped. */
  spawn(): ChildProcess;
  /** Resolves when the server answers; must stop trying when the signal aborts. */
  ready(signal: AbortSignal): Promise<void>;
  stopSignal: NodeJS.Signals;
  log: Log;
  /** Aborted when the caller no longer wants it: a start under way ends its process and throws. */
  signal?: AbortSignal;
  /** Receives how to stop it before its process is spawned. */
  undo?: Undo[];
  /** Called once, after the last try failed. */
  onFatal(reason: string): void;
}

/** A process under supervision. */
export interface Supervised {
  /** The current process id; undefined while it is down. */
  pid(): number | undefined;
  stop(): Promise<void>;
}

/** One pause before each try; a killed PostgreSQL's last backends may need a moment to let go. */
const PAUSES_MS = [200, 1_000, 3_000];
const HEALTHY_MS = 60_000;
const READY_MS = 30_000;
const STOP_GRACE_MS = 10_000;
const TAIL_LINES = 12;

/**
 * Starts a server and restarts it when it dies.
 *
 * Three tries in a row; the count starts anew after the server has been healthy for 60 s.
 *
 * @throws when the first start fails, with the server's last words, or is no longer wanted; nothing is left running
 */
export async function supervise(supervision: Supervision): Promise<Supervised> {
  const { name, log } = supervision;
  let current: ChildProcess | undefined;
  let stopping = false;
  let tries = 0;
  let recovery = Promise.resolve();

  async function start(): Promise<void> {
    if (stopping) throw new Error(`${name} was stopped while it started`);
    const child = supervision.spawn();
    current = child;
    let serving = false;
    const lastWords = tail(child, (line) => {
      if (serving && !stopping) log(`${name}: ${line}`); // chatter of a start or stop is news only if it fails
    });
    const giveUp = new AbortController();
    const ended = new Promise<string>((resolve) => {
      child.once("error", (error) => resolve(error.message));
      child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    const outcome = await Promise.race([
      supervision.ready(giveUp.signal).then(
        () => "ready" as const,
        (error: Error) => error.message,
      ),
      ended,
      delay(READY_MS, `no answer within ${READY_MS / 1000} s`, { signal: giveUp.signal }),
    ]).finally(() => giveUp.abort());
    if (outcome !== "ready") {
      current = undefined;
      if (child.pid !== undefined) await endProcess(child.pid, "SIGKILL", 2_000);
      await delay(50); // its last words are still in the pipe
      throw new Error(`${name} did not start (${outcome}) ${lastWords()}`.trim());
    }
    serving = true;
    const readyAt = Date.now();
    ended.then((how) => {
      current = undefined;
      if (stopping) return;
      if (Date.now() - readyAt >= HEALTHY_MS) tries = 0;
      log(`${name} died (${how})`);
      recovery = recover(how);
    });
  }

  async function recover(how: string): Promise<void> {
    let reason = how;
    for (let pause = PAUSES_MS[tries]; pause !== undefined; pause = PAUSES_MS[tries]) {
      tries += 1;
      await delay(pause);
      if (stopping) return;
      try {
        await start();
        log(`${name} is back (try ${tries} of ${PAUSES_MS.length})`);
        return;
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
        log(reason);
      }
    }
    if (!stopping) supervision.onFatal(`${name} keeps dying: ${reason}`);
  }

  async function end(): Promise<void> {
    const pid = current?.pid;
    if (pid !== undefined) await endProcess(pid, supervision.stopSignal, STOP_GRACE_MS);
  }

  async function stop(): Promise<void> {
    stopping = true;
    await end();
    await recovery;
    await end(); // a restart that was under way may have succeeded meanwhile
  }

  supervision.signal?.throwIfAborted();
  supervision.undo?.push(stop);
  const unwanted = () => void stop();
  supervision.signal?.addEventListener("abort", unwanted);
  try {
    await start();
  } finally {
    // Once it serves, the order in which things stop is the caller's.
    supervision.signal?.removeEventListener("abort", unwanted);
  }
  if (stopping) {
    await stop();
    throw new Error(`${name} was stopped while it started`);
  }
  return { pid: () => current?.pid, stop };
}

/** Passes a server's output on line by line and remembers the end of it. */
function tail(child: ChildProcess, log: Log): () => string {
  const lines: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      for (const line of text.split("\n").filter((each) => each.trim() !== "")) {
        log(line);
        lines.push(line);
        if (lines.length > TAIL_LINES) lines.shift();
      }
    });
  }
  return () => lines.join(" | ");
}
