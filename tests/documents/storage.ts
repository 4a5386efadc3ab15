/** Rules that hold docs/storage.md against migrations and the functions that build Redis keys. */
import { isTest, type SourceFile } from "../architecture/source-file.ts";
import { codeOf, type Page, rowsOf } from "./page.ts";

/** Tables that migrations create and do not drop again, as `schema.table`. */
export function tablesOf(sql: string): string[] {
  const named = (verb: string) =>
    [
      ...sql.matchAll(
        new RegExp(`${verb} table (?:if (?:not )?exists )?"?(\\w+)"?\\."?(\\w+)"?`, "gi"),
      ),
    ].map(([, schema, table]) => `${schema}.${table}`);
  const dropped = new Set(named("drop"));
  return named("create").filter((table) => !dropped.has(table));
}

/** Names of the constraints that carry an invariant: checks and uniqueness besides primary keys. */
export function invariantsOf(sql: string): string[] {
  const forms = [/constraint "?(\w+)"? (?:check|unique)/gi, /create unique index "?(\w+)"?/gi];
  return forms.flatMap((form) => [...sql.matchAll(form)].map((found) => found[1] ?? ""));
}

const GUARANTEES = "what the database itself guarantees";

/** Lists tables and invariants the page lacks or names without cause. */
export function tableBreaches(page: Page, tables: readonly string[], sql: string): string[] {
  const rows = rowsOf(page).filter((row) => GUARANTEES in row);
  const listed = rows.map((row) => codeOf(row.table ?? "")[0] ?? "");
  const promised = rows.flatMap((row) => codeOf(row[GUARANTEES] ?? ""));
  return [
    ...tables.filter((table) => !listed.includes(table)).map((table) => `lacks ${table}`),
    ...listed.filter((table) => !tables.includes(table)).map((table) => `${table} is gone`),
    ...invariantsOf(sql)
      .filter((name) => !promised.includes(name))
      .map((name) => `does not say what ${name} guarantees`),
    ...promised
      .filter((name) => /^\w+$/.test(name) && !new RegExp(`\\b${name}\\b`).test(sql))
      .map((name) => `${name} stands in no migration`),
  ].map((breach) => `${page.path} ${breach}`);
}

/** A key as code builds it, `s:<>` where a value goes, and the file it is built in. */
export interface KeyPattern {
  pattern: string;
  path: string;
}

/** Finds keys in the files that may build one: the redis package, adapters, and all others that talk to Redis. */
export function keyPatterns(sources: readonly SourceFile[]): KeyPattern[] {
  return sources.filter(mayBuildKeys).flatMap(({ path, code }) =>
    [...code.matchAll(/(["`])([a-z]{1,8}:(?:(?!\1)[^\n])+)\1/g)]
      .map((found) => (found[2] ?? "").replace(/\$\{[^}]*\}/g, "<>"))
      .filter((text) => /^[a-z]+:[\w<{][\w<>{}:.-]*$/.test(text))
      .filter((text) => !/^(node|cloudflare|https?|data|blob):/.test(text))
      .map((pattern) => ({ pattern, path })),
  );
}

function mayBuildKeys(file: SourceFile): boolean {
  if (isTest(file.path)) return false;
  return (
    file.path.startsWith("packages/redis/src/") ||
    /^workers\/[^/]+\/src\/adapters\//.test(file.path) ||
    file.imports.some((specifier) => specifier.startsWith("@edgemart/redis/"))
  );
}

/** Lists keys the page lacks or names without cause, keys built twice, and builders that do not exist. */
export function keyBreaches(
  page: Page,
  keys: readonly KeyPattern[],
  sources: readonly SourceFile[],
): string[] {
  const rows = rowsOf(page, "Redis").filter((row) => "built by" in row);
  const listed = rows.map((row) => (codeOf(row.key ?? "")[0] ?? "").replace(/<[^>]+>/g, "<>"));
  const builders = rows.flatMap((row) => codeOf(row["built by"] ?? ""));
  const texts = sources.filter(mayBuildKeys).map(({ code }) => code);
  return [
    ...keys
      .filter(({ pattern }) => !listed.some((key) => fits(key, pattern)))
      .map(({ pattern, path }) => `lacks ${pattern}, built in ${path}`),
    ...listed
      .filter((key) => !keys.some(({ pattern }) => fits(key, pattern)))
      .map((key) => `names ${key}, which nothing builds`),
    ...keys
      .filter(({ pattern }, at) => keys.findIndex((one) => one.pattern === pattern) !== at)
      .map(({ pattern, path }) => `${pattern} is built a second time in ${path}`),
    ...builders
      .filter((name) => !texts.some((code) => exportsName(code, name)))
      .map((name) => `names ${name}, which no file exports`),
  ].map((breach) => `${page.path} ${breach}`);
}

/** A place of the pattern may be filled with a word: `lim:<>:<>` has `lim:login:<>`. */
function fits(key: string, pattern: string): boolean {
  const form = pattern
    .split("<>")
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("(?:<>|[a-z]+)");
  return new RegExp(`^${form}$`).test(key);
}

function exportsName(code: string, name: string): boolean {
  return new RegExp(`export (?:const|function) ${name}\\b`).test(code);
}
