/** What a command of the embedded Redis is, and how its arguments are read; pure. */
import { RedisError } from "../redis-store.ts";
import type { Keyspace } from "./keyspace.ts";

/** A status reply (`+OK`): Lua sees a table for it, clients a string. */
export class Status {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What a command returns, in byte strings. An error may stand inside a list. */
export type RawReply = string | number | null | Status | RedisError | RawReply[];

/** One command. `arity` counts arguments after the name: at least, at most, and in steps of. */
export interface Command {
  arity: [min: number, max?: number, step?: number];
  run(db: Keyspace, args: string[]): RawReply;
}

/** The status with which most writes are answered. */
export const OK = new Status("OK");

/** Makes Redis's error for a command that it cannot read. */
export const syntaxError = () => new RedisError("ERR syntax error");

/** Returns a required argument; arity has been checked, so a miss is a wrong number of options. */
export function at(args: string[], index: number): string {
  const value = args[index];
  if (value === undefined) throw syntaxError();
  return value;
}

/** Reads a decimal integer exactly as Redis does: no space, no plus, no leading zero. */
export function integer(text: string, bound = Number.MAX_SAFE_INTEGER): number {
  const value = Number(text);
  if (!/^(0|-?[1-9]\d*)$/.test(text) || Math.abs(value) > bound) {
    throw new RedisError("ERR value is not an integer or out of range");
  }
  return value;
}

/** Cuts a list at Redis's inclusive, possibly negative bounds. */
export function slice<T>(items: T[], start: number, stop: number): T[] {
  const from = start < 0 ? Math.max(items.length + start, 0) : start;
  const to = stop < 0 ? items.length + stop : stop;
  return items.slice(from, to + 1);
}

/** Splits `[a, 1, b, 2]` into pairs. */
export function pairs(args: string[]): [string, string][] {
  if (args.length % 2 !== 0) throw syntaxError();
  return Array.from({ length: args.length / 2 }, (_, i) => [at(args, 2 * i), at(args, 2 * i + 1)]);
}

/** Returns a matcher for a glob: `*`, `?`, `[a-z]`, `[^a]`, `\x`. */
export function glob(pattern: string): (text: string) => boolean {
  const source = pattern.replace(
    /\\(.)|\[(\^?)((?:\\.|[^\]\\])*)\]|([*?])|[.+^${}()|[\]\\]/gs,
    (whole, escaped?: string, not?: string, set?: string, wild?: string) => {
      if (escaped !== undefined) return escaped.replace(/\W/, "\\$&");
      if (set !== undefined)
        return set === "" ? "(?!)" : `[${not}${set.replace(/[[\]^]/g, "\\$&")}]`;
      if (wild) return wild === "*" ? ".*" : ".";
      return `\\${whole}`;
    },
  );
  const regex = new RegExp(`^${source}$`, "s");
  return (text) => regex.test(text);
}
