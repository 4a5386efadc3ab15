/** Records what a start runs, and clears what a killed one left behind: only processes that are provably its own. */
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import {
  commandLine,
  endProcess,
  type Identity,
  identityOf,
  isRunning,
  killGroup,
  processTable,
} from "../process-facts.ts";
import { ROOT } from "../run-command.ts";

/** What the run file holds. */
export interface RunRecord {
  /** Where the storefront and the API listen, once it is known. */
  web?: number;
  gateway?: number;
  children: Child[];
}

interface Child extends Identity {
  /** True for the leader of a process group of its own: everything in it goes with it. */
  leads: boolean;
}

/** Ports of the doors, as the record of a run keeps them. */
export type Doors = Pick<RunRecord, "web" | "gateway">;

/** Keeps the record of this process's system. */
export interface Recorder {
  /** Tells a second start, and tools, where the doors are. */
  listensAt(doors: Doors): void;
  /** Notes the children of this moment. */
  note(): Promise<void>;
  /** Notes again and again until the work is done: a kill -9 may come at any moment of it. */
  during(work: Promise<void>): Promise<void>;
  /** Ends the record: everything is stopped. */
  remove(): Promise<void>;
}

const NOTE_MS = 500;

/** Makes the recorder of the holder of the lock; a failed note is only a worse clean-up after a kill. */
export function recorder(path: string): Recorder {
  let doors: Doors = {};
  let ended = false;
  let last: Promise<void> = Promise.resolve();
  const note = () => {
    last = last.then(() => (ended ? undefined : noteRun(path, doors))).catch(() => undefined);
    return last;
  };
  return {
    note,
    listensAt({ web, gateway }) {
      doors = { web, gateway };
      void note();
    },
    async during(work) {
      const timer = setInterval(note, NOTE_MS);
      try {
        await work;
        await note();
      } finally {
        clearInterval(timer);
      }
    },
    async remove() {
      ended = true;
      await last;
      await rm(path, { force: true });
    },
  };
}

/** Notes this process's children and where its system listens. Calls must not overlap. */
export async function noteRun(path: string, doors: Doors): Promise<void> {
  const rows = (await processTable()).filter((row) => row.parent === process.pid);
  const children = await Promise.all(
    rows.map(async ({ pid, group }) => {
      const identity = await identityOf(pid);
      return identity && { ...identity, leads: group === pid };
    }),
  );
  const record: RunRecord = { ...doors, children: children.filter((child) => child !== undefined) };
  // In one step: a kill in the middle must not leave half a record.
  await writeFile(`${path}.draft`, JSON.stringify(record));
  await rename(`${path}.draft`, path);
}

/** Reads the record of the running or last start; empty when there is none that can be read. */
export async function readRun(path: string): Promise<RunRecord> {
  const text = await readFile(path, "utf8").catch(() => "");
  try {
    const { web, gateway, children } = JSON.parse(text) as Partial<RunRecord>;
    return { web, gateway, children: Array.isArray(children) ? children : [] };
  } catch {
    return { children: [] };
  }
}

/** Ends what the last start noted and did not end itself. Only for the holder of the lock. */
export async function clearLeftovers(path: string, log: (line: string) => void): Promise<void> {
  for (const child of (await readRun(path)).children) {
    if (await isRunning(child)) {
      log(`ending process ${child.pid}, which a killed start left behind`);
      await endProcess(child.pid, "SIGTERM", 5_000);
    } else if (!child.leads || !(await isOurGroup(child.pid))) {
      continue;
    }
    if (child.leads) killGroup(child.pid);
  }
}

/** A group whose leader is gone: its id is free for others only when the group is empty, and its programs are this clone's. */
async function isOurGroup(group: number): Promise<boolean> {
  const rows = (await processTable()).filter((row) => row.group === group);
  if (rows.length === 0 || rows.some((row) => row.pid === group)) return false;
  const commands = await Promise.all(rows.map(({ pid }) => commandLine(pid)));
  return commands.some((command) => command?.includes(ROOT));
}
