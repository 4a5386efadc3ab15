/** Source files as the architecture rules see them: path, code without comments, import specifiers. */
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";

/** A TypeScript file as the rules read it. */
export interface SourceFile {
  /** Relative to the root, with forward slashes. */
  path: string;
  text: string;
  /** The text without comments. */
  code: string;
  /** Specifiers as written, `import()` and `export … from` included. */
  imports: string[];
}

const SKIPPED = new Set(["node_modules", "coverage", "dist"]);

/** Reads every TypeScript file of the repository; folders that begin with a dot and generated files are no source. */
export function readSources(root: string, folder = ""): SourceFile[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.name.startsWith(".") || SKIPPED.has(entry.name)) return [];
    if (entry.isDirectory()) return readSources(root, path);
    if (!/\.tsx?$/.test(entry.name) || entry.name.endsWith(".d.ts")) return [];
    return [sourceFile(path, readFileSync(join(root, path), "utf8"))];
  });
}

/** Makes a source file out of a text, which need not exist on the disk. */
export function sourceFile(path: string, text: string): SourceFile {
  const code = withoutComments(text);
  return { path, text, code, imports: importsOf(code) };
}

/** True for tests, which may reach anything they test. */
export function isTest(path: string): boolean {
  return (
    /\.(test|bench)\.tsx?$/.test(path) ||
    /^tests\/|^(workers\/[^/]+|packages\/[^/]+|web)\/(.+\/)?test\//.test(path)
  );
}

/** Gives the path a relative specifier, or web's own `#room/file.ts`, leads to; null for a package. */
export function resolveImport(file: SourceFile, specifier: string): string | null {
  if (file.path.startsWith("web/") && specifier.startsWith("#")) {
    return `web/src/${specifier.slice(1)}`;
  }
  if (!specifier.startsWith(".")) return null;
  return posix.join(posix.dirname(file.path), specifier);
}

/** Strings come first, so that an address in quotes does not begin a comment. */
const STRING_OR_COMMENT =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|\/\*[\s\S]*?\*\/|(?<!\\)\/\/[^\n]*/g;

/** Lists the comments of a text, docstrings included. */
export function commentsOf(text: string): string[] {
  return (text.match(STRING_OR_COMMENT) ?? []).filter((found) => found.startsWith("/"));
}

function withoutComments(text: string): string {
  return text.replace(STRING_OR_COMMENT, (found) => (found.startsWith("/") ? " " : found));
}

function importsOf(code: string): string[] {
  const forms = [
    /\b(?:import|export)\s+(?:type\s+)?[\w*{][^"'`;]*?\bfrom\s*["']([^"']+)["']/g,
    /\bimport\s*["']([^"']+)["']/g,
    /\bimport\(\s*["']([^"']+)["']\s*\)/g,
  ];
  return forms.flatMap((form) => [...code.matchAll(form)].map((found) => found[1] ?? ""));
}
