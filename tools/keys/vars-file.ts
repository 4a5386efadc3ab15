/** Reads and writes files in the format of `.dev.vars`: one NAME=value per line, comments kept, values quoted where needed. */
import { randomBytes } from "node:crypto";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import type { Secrets } from "./make.ts";

const LINE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/;

/** Reads the values of a text. Later lines win, as they do for Wrangler. */
export function parseVars(text: string): Secrets {
  const vars: Secrets = {};
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = LINE.exec(line) ?? [];
    if (name !== undefined && value !== undefined) vars[name] = unquote(value);
  }
  return vars;
}

/** Writes what changed into a text: its lines are replaced in place, removed or appended; all others stay as they are. */
export function patchVars(text: string, before: Secrets, after: Secrets): string {
  const pending = new Map(Object.entries(after).filter(([name, value]) => before[name] !== value));
  const changed = new Set([
    ...pending.keys(),
    ...Object.keys(before).filter((name) => !(name in after)),
  ]);
  const lines = text.split(/\r?\n/).flatMap((line) => {
    const name = LINE.exec(line)?.[1];
    if (name === undefined || !changed.has(name)) return [line];
    const value = pending.get(name);
    pending.delete(name);
    return value === undefined ? [] : [formatVar(name, value)];
  });
  while (lines.at(-1) === "") lines.pop();
  return `${[...lines, ...[...pending].map(([name, value]) => formatVar(name, value))].join("\n")}\n`;
}

/** Gives one line; JSON is put in single quotes, which dotenv takes literally. */
export function formatVar(name: string, value: string): string {
  if (/[\r\n']/.test(value)) throw new Error(`${name}: a value must hold no line break or quote`);
  return /^[A-Za-z0-9_.:/+=@-]*$/.test(value) ? `${name}=${value}` : `${name}='${value}'`;
}

/** Reads a file; undefined when there is none. */
export async function readText(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}

/** Replaces a file in one step, readable by its owner only: a reader sees the old text or the new one, never half. */
export async function writeSecretFile(file: string, text: string): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    await writeFile(draft, text, { mode: 0o600, flag: "wx" });
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function unquote(value: string): string {
  const quoted = /^(["'`])(.*)\1$/.exec(value);
  if (!quoted) return value.replace(/\s+#.*$/, "");
  return quoted[1] === '"' ? (quoted[2] ?? "").replaceAll("\\n", "\n") : (quoted[2] ?? "");
}
