/**
 * A pool of Vitest that keeps one thread for many runs.
 *
 * A thread of its own for each mutant and test file costs more than the tests: Vitest, Zod and Hono load anew. Here they
 * stay; the modules of the repository are made anew for each file, as `isolate` asks.
 */
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import type { PoolRunnerInitializer, PoolWorker } from "vitest/node";

/** Runs after which a thread is replaced: what a mutant left behind in it does not add up. */
const RUNS_MAX = 50;

interface Kept {
  thread: Worker;
  runs: number;
}
let parked: Kept | null = null;

/** Makes the workers that share the kept thread, one after another. */
export const keptThread: PoolRunnerInitializer = {
  name: "kept-thread",
  createPoolWorker: ({ env, execArgv }) => poolWorker(() => parked ?? raised(env, execArgv)),
};

function poolWorker(take: () => Kept): PoolWorker {
  let kept: Kept | null = null;
  const heard: [string, (...args: unknown[]) => void][] = [];
  let ended = false;
  const thread = () => {
    if (!kept) throw new Error("the thread has not been started");
    return kept.thread;
  };
  return {
    name: keptThread.name,
    async start() {
      kept = take();
      parked = null;
    },
    on(event, callback) {
      heard.push([event, callback]);
      thread().on(event, callback);
    },
    off: (event, callback) => void thread().off(event, callback),
    send: (message) => thread().postMessage(message),
    deserialize(data) {
      if ((data as { type?: unknown } | null)?.type === "stopped") ended = true;
      return data;
    },
    async stop() {
      for (const [event, callback] of heard) thread().off(event, callback);
      const last = kept;
      kept = null;
      if (!last) return;
      last.runs += 1;
      // A thread that has not said that it ended may still be at work.
      if (ended && !parked && last.runs < RUNS_MAX) parked = last;
      else await last.thread.terminate();
    },
  };
}

function raised(env: Partial<NodeJS.ProcessEnv>, execArgv: string[]): Kept {
  const path = fileURLToPath(new URL("thread.ts", import.meta.url));
  const thread = new Worker(path, { env: env as NodeJS.ProcessEnv, execArgv });
  thread.unref();
  return { thread, runs: 0 };
}
