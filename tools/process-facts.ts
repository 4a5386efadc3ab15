/** Tells what an operating-system process is, and ends one; Linux reads /proc, others ask `ps`. */
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Says whether a process exists, whichever user owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** What tells a process from a later one that got its recycled id. */
export interface Identity {
  pid: number;
  /** When it started, as the system counts; only to be compared. */
  started: string;
}

/** Says who a process is; undefined when there is no such process. */
export async function identityOf(pid: number): Promise<Identity | undefined> {
  const started =
    process.platform === "linux" ? (await statFields(pid))?.[19] : await ps(pid, "lstart=");
  return started === undefined ? undefined : { pid, started };
}

/** Says whether exactly this process still runs; one that has ended and waits for its parent does not. */
export async function isRunning({ pid, started }: Identity): Promise<boolean> {
  if (!isAlive(pid) || (await isZombie(pid))) return false;
  return (await identityOf(pid))?.started === started;
}

/** A row of the process table. */
export interface ProcessRow {
  pid: number;
  parent: number;
  group: number;
}

/** Lists all processes of the machine; empty when neither /proc nor `ps` is there. */
export async function processTable(): Promise<ProcessRow[]> {
  if (process.platform === "linux") {
    const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
    const rows = await Promise.all(
      pids.map(async (pid) => {
        const fields = await statFields(pid);
        return fields && { pid, parent: Number(fields[1]), group: Number(fields[2]) };
      }),
    );
    return rows.filter((row) => row !== undefined);
  }
  const columns = ["-A", "-o", "pid=,ppid=,pgid="];
  const { stdout } = await run("ps", columns).catch(() => ({ stdout: "" }));
  return stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number))
    .map(([pid = 0, parent = 0, group = 0]) => ({ pid, parent, group }));
}

/** Sends SIGKILL to every process of a group; an empty group is none. */
export function killGroup(group: number): void {
  trySignal(-group, "SIGKILL");
}

/** Returns a process's command line, arguments joined by spaces; undefined when it is gone. */
export async function commandLine(pid: number): Promise<string | undefined> {
  if (process.platform !== "linux") return ps(pid, "command=");
  const raw = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => undefined);
  return raw?.replaceAll("\0", " ").trim();
}

/**
 * Returns the live Node process that a server belongs to, undefined for an orphan.
 *
 * A killed parent's children are handed to init or a subreaper, which is not a Node process (or is pid 1).
 */
export async function liveOwner(pid: number): Promise<number | undefined> {
  const parent = await parentOf(pid);
  if (parent === undefined || parent <= 1) return undefined;
  const command = await commandLine(parent);
  return command !== undefined && /\bnode\b/.test(command) ? parent : undefined;
}

/** Sends `signal`, then SIGKILL when the process is still there after `graceMs`; returns once it is gone. */
export async function endProcess(
  pid: number,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<void> {
  const killAt = Date.now() + graceMs;
  for (let sent: NodeJS.Signals | undefined; isAlive(pid) && !(await isZombie(pid)); ) {
    const wanted = Date.now() < killAt ? signal : "SIGKILL";
    if (sent !== wanted) trySignal(pid, wanted);
    sent = wanted;
    if (Date.now() > killAt + graceMs) throw new Error(`process ${pid} survives SIGKILL`);
    await delay(20);
  }
}

function trySignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

async function parentOf(pid: number): Promise<number | undefined> {
  const text = process.platform === "linux" ? (await statFields(pid))?.[1] : await ps(pid, "ppid=");
  return text === undefined ? undefined : Number(text);
}

/** A zombie has ended and only waits for its parent to notice. */
async function isZombie(pid: number): Promise<boolean> {
  return process.platform === "linux" && (await statFields(pid))?.[0] === "Z";
}

/** Fields after the command name, which may itself hold spaces and brackets: state, parent, … (proc_pid_stat(5)). */
async function statFields(pid: number): Promise<string[] | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  return text?.slice(text.lastIndexOf(")") + 2).split(" ");
}

async function ps(pid: number, column: string): Promise<string | undefined> {
  return run("ps", ["-o", column, "-p", String(pid)]).then(
    ({ stdout }) => stdout.trim() || undefined,
    () => undefined,
  );
}
