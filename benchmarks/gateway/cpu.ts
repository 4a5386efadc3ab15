/** Processor time of a process and all below it, from /proc: unlike a rate it says the same on a busy machine. Linux only. */
import { readFileSync } from "node:fs";

/** The kernel counts in hundredths of a second. */
const TICK_MS = 10;

/** Gives user and system time in milliseconds, or null where there is no /proc. @param name counts only processes of it; null all */
export function cpuMs(pid: number, name: string | null): number | null {
  try {
    return treeOf(pid).reduce((sum, each) => sum + ownMs(each, name), 0);
  } catch {
    return null;
  }
}

function treeOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim();
  return [pid, ...(children ? children.split(" ").flatMap((child) => treeOf(Number(child))) : [])];
}

function ownMs(pid: number, name: string | null): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [, comm, rest = ""] = /\((.*)\) (.*)/s.exec(stat) ?? [];
  const fields = rest.split(" ");
  return name === null || comm === name ? (Number(fields[11]) + Number(fields[12])) * TICK_MS : 0;
}
