/** Keeps the embedded Redis's keys across a clean stop: one JSON file, written at the end, consumed at the start. */
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Entry, Keyspace, Kind } from "./keyspace.ts";

/** Values as JSON arrays; byte strings stay one char per byte. */
interface Stored {
  key: string;
  kind: Kind;
  value: unknown;
  expiresAt?: number;
}

interface Snapshot {
  version: 1;
  entries: Stored[];
}

const KEYS_MAX = 500_000;
const BYTES_MAX = 128 * 1024 * 1024;

/** Writes all live keys, or says why not; returns their number. */
export async function saveSnapshot(db: Keyspace, file: string): Promise<number> {
  const keys = db.keys();
  if (keys.length > KEYS_MAX) throw new Error(`${keys.length} keys are too many to snapshot`);
  const entries = keys.flatMap((key): Stored[] => {
    const entry = db.entry(key);
    if (!entry) return [];
    return [{ key, kind: entry.kind, value: plain(entry), expiresAt: entry.expiresAt }];
  });
  const text = JSON.stringify({ version: 1, entries } satisfies Snapshot);
  if (text.length > BYTES_MAX) throw new Error(`${text.length} bytes are too many to snapshot`);
  await mkdir(dirname(file), { recursive: true });
  const handle = await open(`${file}.new`, "w", 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
  return entries.length;
}

/**
 * Reads the snapshot and removes it: after a crash the store is empty, never a state of long ago
 * in which a revoked session is alive again.
 */
export async function loadSnapshot(db: Keyspace, file: string): Promise<number> {
  const text = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  await rm(file, { force: true });
  if (text === undefined) return 0;
  const snapshot = JSON.parse(text) as Snapshot; // written by this file only
  if (snapshot.version !== 1) throw new Error(`unknown snapshot version ${snapshot.version}`);
  for (const stored of snapshot.entries) db.put(stored.key, restore(stored));
  return snapshot.entries.length;
}

/** Scores are written as text: JSON has no infinity. */
function plain(entry: Entry): unknown {
  if (entry.kind === "string") return entry.value;
  if (entry.kind === "zset") return [...entry.value].map(([k, v]) => [k, String(v)]);
  return [...entry.value];
}

function restore({ kind, value, expiresAt }: Stored): Entry {
  switch (kind) {
    case "string":
      return { kind, value: value as string, expiresAt };
    case "hash":
      return { kind, value: new Map(value as [string, string][]), expiresAt };
    case "zset": {
      const scores = (value as [string, string][]).map(([k, v]): [string, number] => [
        k,
        Number(v),
      ]);
      return { kind, value: new Map(scores), expiresAt };
    }
  }
}
