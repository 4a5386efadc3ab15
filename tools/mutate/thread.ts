/** Runs in a thread that stays for many mutants: Vitest's own worker, without its end. */
import { parentPort } from "node:worker_threads";
import { init, runBaseTests, setupEnvironment } from "vitest/worker";

type Listener = Parameters<Parameters<typeof init>[0]["on"]>[0];

const port = parentPort;
if (!port) throw new Error("thread.ts runs in a thread");

/** The first listener is the worker's; those after it belong to a connection, and each start opens a new one. */
const listeners: Listener[] = [];

function listen(listener: Listener): void {
  const earlier = listeners.length > 1 ? listeners.pop() : undefined;
  if (earlier) port?.off("message", earlier);
  listeners.push(listener);
  port?.on("message", listener);
}

const runTests: typeof runBaseTests = (...args) => {
  // What Stryker keeps for a run (which mutant is active, how often it was met) must not reach the next one.
  Reflect.deleteProperty(globalThis, "__stryker__");
  return runBaseTests(...args);
};

init({
  post: (message) => port.postMessage(message),
  on: listen,
  off: (listener) => port.off("message", listener),
  setup: setupEnvironment,
  runTests: (state, traces) => runTests("run", state, traces),
  collectTests: (state, traces) => runTests("collect", state, traces),
});
