/** Rules that hold docs/configuration.md against wrangler files and each `env.ts`. */
import { codeOf, type Page, rowsOf } from "./page.ts";

/** A name a Worker's wrangler file states. */
export interface Stated {
  name: string;
  /** As the page words it: var, secret, service binding, R2 bucket, assets. */
  kind: string;
  /** Value of a var, Worker of a service binding, bucket; undefined for secrets. */
  default?: string;
}

/** What a Worker's wrangler file states, and what its reader parses. */
export interface WorkerEnvironment {
  id: string;
  stated: readonly Stated[];
  /** Keys of the schema in `env.ts`. */
  parsed: readonly string[];
  /** Names that the page explains together. */
  together?: readonly string[];
}

/**
 * Lists where a section differs from what a Worker states and reads.
 *
 * @param heading of the Worker's section
 * @param exists  is asked for the Worker's own files
 */
export function workerBreaches(
  page: Page,
  heading: string,
  worker: WorkerEnvironment,
  exists: (path: string) => boolean,
): string[] {
  const rows = rowsOf(page, heading);
  const all = new Set([...worker.stated.map(({ name }) => name), ...worker.parsed]);
  const names = [...all].filter((name) => !worker.together?.includes(name));
  const missing = names.filter((name) => rows.filter((row) => nameOf(row) === name).length !== 1);
  return [
    ...missing.map((name) => `${name} needs one row`),
    ...rows.filter((row) => !names.includes(nameOf(row))).map((row) => `${nameOf(row)} is gone`),
    ...rows.flatMap((row) => statedBreaches(row, worker)),
    ...rows.flatMap((row) => readerBreaches(row, worker, exists)),
    ...rows
      .filter((row) => Object.values(row).some((cell) => cell === ""))
      .map((row) => `${nameOf(row)} has an empty cell`),
  ].map((breach) => `${page.path}, ${worker.id}: ${breach}`);
}

function nameOf(row: Record<string, string>): string {
  return codeOf(row.name ?? "")[0] ?? "";
}

function statedBreaches(row: Record<string, string>, worker: WorkerEnvironment): string[] {
  const name = nameOf(row);
  const stated = worker.stated.find((one) => one.name === name);
  if (!stated) {
    return row.kind?.startsWith("optional ") || !worker.parsed.includes(name)
      ? []
      : [`${name} stands in no wrangler file: its kind begins with optional`];
  }
  const value = stated.default === "" ? "empty" : `\`${stated.default}\``;
  return [
    ...(row.kind === stated.kind ? [] : [`${name} is a ${stated.kind}`]),
    ...(stated.default === undefined || row.default === value ? [] : [`${name} has ${value}`]),
  ];
}

function readerBreaches(
  row: Record<string, string>,
  worker: WorkerEnvironment,
  exists: (path: string) => boolean,
): string[] {
  const name = nameOf(row);
  const reader = row["read by"] ?? "";
  // What serves files is asked by no code of ours.
  const isRead = worker.parsed.includes(name) || row.kind === "assets";
  if (!isRead) return reader === "nobody yet" ? [] : [`${name} is read by nobody yet`];
  const files = codeOf(reader);
  if (files.length === 0) return [`${name} does not say who reads it`];
  return files.filter((file) => !exists(file)).map((file) => `${name}: ${file} does not exist`);
}

/**
 * Gives the keys a Zod object in the code of an `env.ts` parses.
 *
 * @param shapes keys of the shapes it may spread, by name
 * @throws Error for a spread that is not among them
 */
export function parsedKeys(code: string, shapes: Readonly<Record<string, string[]>>): string[] {
  const own = [...code.matchAll(/^\s+([A-Z][A-Z0-9_]*):/gm)].map((found) => found[1] ?? "");
  const spread = [...code.matchAll(/\.\.\.(\w+)/g)].flatMap(([, name = ""]) => {
    const keys = shapes[name];
    if (!keys) throw new Error(`tests/documents.test.ts does not know the shape ${name}`);
    return keys;
  });
  return [...own, ...spread];
}

/** Names like variables on a page, wherever they stand. */
export function variablesOn(page: Page): string[] {
  const words = codeOf(page.prose).filter((code) => /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)+$/.test(code));
  return [...new Set(words)];
}
