/** A Markdown page as the document rules see it: headings, links, code, tables. */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** A Markdown page as text, prose and code blocks. */
export interface Page {
  /** Relative to the root, with forward slashes. */
  path: string;
  text: string;
  /** The text without fenced code. */
  prose: string;
  /** Contents of fenced code, in their order. */
  blocks: string[];
}

/** A heading and the fragment that links to it. */
export interface Heading {
  level: number;
  title: string;
  /** What a link's fragment calls it. */
  slug: string;
}

const FENCE = /^```[^\n]*\n([\s\S]*?)^```$/gm;
const SKIPPED = new Set(["node_modules", "coverage", "dist"]);

/** Reads every Markdown page of the repository; folders that begin with a dot hold none of ours. */
export function readPages(root: string, folder = ""): Page[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.name.startsWith(".") || SKIPPED.has(entry.name)) return [];
    if (entry.isDirectory()) return readPages(root, path);
    return path.endsWith(".md") ? [pageOf(path, readFileSync(join(root, path), "utf8"))] : [];
  });
}

/** Makes a page out of a text, which need not exist on the disk. */
export function pageOf(path: string, text: string): Page {
  const blocks = [...text.matchAll(FENCE)].map((found) => found[1] ?? "");
  return { path, text, prose: text.replace(FENCE, ""), blocks };
}

/** Lists the headings of a page in their order; code blocks have none. */
export function headingsOf(page: Page): Heading[] {
  const seen = new Map<string, number>();
  return [...page.prose.matchAll(/^(#{1,6}) (.+)$/gm)].map(([, marks = "", title = ""]) => {
    const base = slugOf(title);
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    return { level: marks.length, title, slug: count === 0 ? base : `${base}-${count}` };
  });
}

/** Names a heading as GitHub does. */
function slugOf(title: string): string {
  const kept = title.toLowerCase().replace(/[^\p{L}\p{N}\p{M}\s_-]/gu, "");
  return kept.trim().replaceAll(" ", "-");
}

/** Targets of links, in their order. */
export function linksOf(page: Page): string[] {
  const plain = page.prose.replace(/`[^`\n]*`(?!\])/g, "");
  return [...plain.matchAll(/\]\(([^)\s]+)\)/g)].map((found) => found[1] ?? "");
}

/** The text between backticks, in its order. */
export function codeOf(text: string): string[] {
  return [...text.matchAll(/`([^`\n]+)`/g)].map((found) => found[1] ?? "");
}

/** Gives the rows of every table below a heading (all tables without one): column title → cell. */
export function rowsOf(page: Page, heading?: string): Record<string, string>[] {
  const part = heading === undefined ? page.prose : sectionOf(page, heading);
  const tables = part.match(/(?:^\|.*\|$\n?)+/gm) ?? [];
  return tables.flatMap((table) => {
    const [head, , ...body] = table.trimEnd().split("\n").map(cellsOf);
    return body.map((cells) =>
      Object.fromEntries((head ?? []).map((title, column) => [title, cells[column] ?? ""])),
    );
  });
}

/** From a heading to the next one of its level or above; empty when there is none of that title. */
function sectionOf(page: Page, heading: string): string {
  const lines = page.prose.split("\n");
  const begin = lines.findIndex((line) => /^#{1,6} /.test(line) && line.endsWith(` ${heading}`));
  if (begin < 0) return "";
  const level = lines[begin]?.indexOf(" ") ?? 0;
  const end = lines.findIndex(
    (line, at) => at > begin && /^#{1,6} /.test(line) && line.indexOf(" ") <= level,
  );
  return lines.slice(begin + 1, end < 0 ? undefined : end).join("\n");
}

function cellsOf(line: string): string[] {
  return line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim());
}
