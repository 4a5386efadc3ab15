/** An append-only file of JSON lines: a line that was acknowledged survives `kill -9`; one that was torn never was. */
import { type FileHandle, mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";

/** An open journal. */
export interface Journal {
  /** Writes one line; resolves when it is on the disk. @throws when it could not be written, and ever after */
  append(line: unknown): Promise<void>;
  /** Resolves when everything appended until now is on the disk. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const FILE = "journal.jsonl";

/** Reads every complete line of a folder's journal; none where there is no journal yet. */
export async function readJournal(folder: string): Promise<unknown[]> {
  const text = await readFile(join(folder, FILE), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
  // What comes after the last line break was never acknowledged.
  const complete = text.slice(0, text.lastIndexOf("\n") + 1);
  return complete
    .split("\n")
    .filter((line) => line !== "")
    .map((line): unknown => JSON.parse(line));
}

/** Replaces a folder's journal by these lines, all or nothing, and opens it for more. */
export async function openJournal(folder: string, lines: readonly unknown[]): Promise<Journal> {
  await mkdir(folder, { recursive: true });
  const fresh = join(folder, `${FILE}.new`);
  const draft = await open(fresh, "w", 0o600);
  await draft.writeFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  await draft.sync();
  await draft.close();
  await rename(fresh, join(folder, FILE));
  await syncFolder(folder);
  return writing(await open(join(folder, FILE), "a", 0o600));
}

/** A new name is on the disk only when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

/** One write and one sync for all lines that came while the ones before were written. */
function writing(file: FileHandle): Journal {
  let waiting: string[] = [];
  let last: Promise<void> = Promise.resolve();
  let broken: unknown = null;
  const flush = async () => {
    if (broken) throw broken;
    const lines = waiting.splice(0);
    if (lines.length === 0) return;
    try {
      await file.appendFile(lines.join(""));
      await file.datasync();
    } catch (error) {
      broken = error;
      throw error;
    }
  };
  const next = () => {
    last = last.then(flush, flush);
    return last;
  };
  return {
    append(line) {
      waiting.push(`${JSON.stringify(line)}\n`);
      return next();
    },
    settled: () => (waiting.length > 0 ? next() : last),
    async close() {
      await next().catch(() => undefined);
      waiting = [];
      await file.close();
    },
  };
}
