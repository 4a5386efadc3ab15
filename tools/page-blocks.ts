/**
 * Carries out a page of documentation: its fenced blocks are files, additions to files, and commands.
 *
 * ` ```ts file=PATH ` makes a file. ` ```ts file=PATH after="TEXT" ` adds lines after the first line of a file that holds
 * TEXT, `before` the same before it. ` ```sh ` is commands to run, in the order of the page.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** A block that makes a file, or adds lines to one. */
export interface FileBlock {
  kind: "file";
  path: string;
  text: string;
  /** Where the lines go; null for a new file. */
  place: { side: "after" | "before"; anchor: string } | null;
}

/** A block of commands, run by a shell at the root. */
export interface CommandBlock {
  kind: "commands";
  /** What follows `sh` in the block's first line: `start` for what does not end by itself. */
  mode: string;
  lines: string[];
}

/** A block that is carried out. */
export type Block = FileBlock | CommandBlock;

/** Reads the blocks of a page in order; blocks of other kinds are for the reader alone. */
export function blocksOf(markdown: string): Block[] {
  const found = markdown.matchAll(/^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm);
  return [...found].flatMap(([, language, info = "", text = ""]): Block[] => {
    const path = /\bfile=(\S+)/.exec(info)?.[1];
    if (path) return [{ kind: "file", path, text, place: placeOf(info) }];
    if (language !== "sh") return [];
    return [{ kind: "commands", mode: info.trim(), lines: text.trim().split("\n") }];
  });
}

function placeOf(info: string): FileBlock["place"] {
  const found = /\b(after|before)="((?:[^"\\]|\\.)*)"/.exec(info);
  if (!found?.[1] || found[2] === undefined) return null;
  return { side: found[1] as "after" | "before", anchor: found[2].replaceAll("\\", "") };
}

/**
 * Writes a block into a copy of the repository.
 *
 * @throws Error when a new file is there already, or a file has no line with the anchor
 */
export function applyFile(root: string, { path, text, place }: FileBlock): void {
  const target = join(root, path);
  if (place === null) {
    if (existsSync(target)) throw new Error(`${path} is there already`);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    return;
  }
  const lines = readFileSync(target, "utf8").split("\n");
  const at = lines.findIndex((line) => line.includes(place.anchor));
  if (at === -1) throw new Error(`${path} has no line with: ${place.anchor}`);
  lines.splice(place.side === "after" ? at + 1 : at, 0, ...text.replace(/\n$/, "").split("\n"));
  writeFileSync(target, lines.join("\n"));
}
