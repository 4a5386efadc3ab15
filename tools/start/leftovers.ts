/** Clears what a killed start left behind: only processes that its own record names and that still look like ours. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { promisify } from "node:util";
import { commandLine, endProcess } from "../local/process-facts.ts";

const run = promisify(execFile);

interface Leftover {
  pid: number;
  /** Command line when it was noted: a recycled process id has another one. */
  command: string;
}

/** Notes the children of this process. */
export async function noteChildren(path: string): Promise<void> {
  const children = await childrenOf(process.pid);
  await writeFile(path, JSON.stringify(children));
}

/** Ends what the last start noted and did not end itself. Data stores clear their own way. */
export async function clearLeftovers(path: string, log: (line: string) => void): Promise<void> {
  if (!existsSync(path)) return;
  const noted = JSON.parse(await readFile(path, "utf8")) as Leftover[];
  for (const { pid, command } of noted) {
    if (!command.includes("workerd") || (await commandLine(pid)) !== command) continue;
    log(`ending workerd (process ${pid}) that a killed start left behind`);
    await endProcess(pid, "SIGTERM", 3_000);
  }
}

async function childrenOf(parent: number): Promise<Leftover[]> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid="]).catch(() => ({ stdout: "" }));
  const pids = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, ppid]) => ppid === parent)
    .flatMap(([pid]) => (pid === undefined ? [] : [pid]));
  const commands = await Promise.all(pids.map((pid) => commandLine(pid)));
  return pids.flatMap((pid, index) => {
    const command = commands[index];
    return command ? [{ pid, command }] : [];
  });
}
