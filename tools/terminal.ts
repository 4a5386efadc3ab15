/** What a tool asks of who runs it, and which shop it asks: never by an argument that `ps` would show. */
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { DEFAULT_PORTS, PATHS } from "./paths.ts";
import { readRun } from "./start/leftovers.ts";

/** Asks at the terminal without showing it, or takes the first line of what is piped in; never an argument, which `ps` shows. */
export async function readPassword(): Promise<string> {
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = process.stdin.isTTY === true;
  if (terminal) process.stderr.write("Password (8 characters or more): ");
  const lines = createInterface({ input: process.stdin, output, terminal });
  try {
    for await (const line of lines) return line;
    return "";
  } finally {
    lines.close();
    if (terminal) process.stderr.write("\n");
  }
}

/** The API of the running system, on whatever port it was given. */
export async function runningApi(): Promise<string> {
  const { gateway = DEFAULT_PORTS.gateway } = await readRun(PATHS.run);
  return `http://localhost:${gateway}`;
}

/** The storefront of the running system. */
export async function runningShop(): Promise<string> {
  const { web = DEFAULT_PORTS.web } = await readRun(PATHS.run);
  return `http://localhost:${web}`;
}
