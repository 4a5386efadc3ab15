/** Finds a port that no process listens on, and that no other process of ours is about to take. */
import { createServer } from "node:net";
import { threadId } from "node:worker_threads";
import { LOOPBACK } from "./loopback.ts";

/**
 * Below what systems hand out themselves (Linux from 32 768, others from 49 152): between finding a port and listening
 * on it an outgoing connection, or another process that asks the system for any port, could take it. That happened.
 */
const FIRST = 12_000;
const BLOCK = 40;
const BLOCKS = 500;

/** Processes and threads that start at the same time begin in blocks of their own. */
let next = ((process.pid * 7 + threadId) % BLOCKS) * BLOCK;

/** Returns `port` itself, or a free one when it is 0. @throws Error when every port of the range is taken */
export async function freePort(port = 0): Promise<number> {
  if (port !== 0) return port;
  for (let tried = 0; tried < BLOCK * BLOCKS; tried++) {
    const candidate = FIRST + next;
    next = (next + 1) % (BLOCK * BLOCKS);
    if (await isFree(candidate)) return candidate;
  }
  throw new Error(`no free port from ${FIRST} to ${FIRST + BLOCK * BLOCKS - 1}`);
}

function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once("error", () => resolve(false));
    server.listen(port, LOOPBACK, () => server.close(() => resolve(true)));
  });
}
