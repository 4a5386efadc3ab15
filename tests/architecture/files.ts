/** Rules about single files: purity, length, head sentence, and who reaches the gateway. */
import { roomOf } from "./rooms.ts";
import { isTest, resolveImport, type SourceFile } from "./source-file.ts";

/** Lines of a file above which its head comment says why. */
export const LINES_MAX = 250;

const IMPURE: Record<string, RegExp> = {
  await: /\bawait\b/,
  Promise: /\bPromise\b/,
  "the clock": /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b/,
  randomness: /\bMath\.random\b|\bgetRandomValues\b|\brandom(UUID|Bytes|Int|FillSync|Fill)\b/,
  fetch: /(?<![.\w])fetch\s*\(/,
  timers: /\bset(Timeout|Interval)\b/,
};

/** Lists what makes a file of core/ or views/ impure. */
export function purityBreaches(file: SourceFile): string[] {
  const room = roomOf(file.path);
  if (isTest(file.path) || (room !== "core" && room !== "views")) return [];
  return Object.entries(IMPURE)
    .filter(([, pattern]) => pattern.test(file.code))
    .map(([name]) => `${file.path}: ${room} is pure and may not use ${name}`);
}

/** Refuses a file above `LINES_MAX` whose head comment does not say why it is "longer than 250 lines". */
export function lengthBreaches(file: SourceFile): string[] {
  const lines = file.text.trimEnd().split("\n").length;
  if (isTest(file.path) || lines <= LINES_MAX) return [];
  if (new RegExp(`longer than ${LINES_MAX} lines`, "i").test(headComment(file.text))) return [];
  return [`${file.path} has ${lines} lines; at most ${LINES_MAX}, or say why in its head comment`];
}

/** Refuses a file of packages, Workers or tools that does not open with a sentence about its job. */
export function headBreaches(file: SourceFile): string[] {
  if (isTest(file.path) || !/^(packages|workers|tools)\//.test(file.path)) return [];
  return headComment(file.text) === "" ? [`${file.path} does not begin with a head sentence`] : [];
}

/** Lists files of the storefront that reach the gateway without being its door. */
export function gatewayDoorBreaches(file: SourceFile): string[] {
  if (isTest(file.path) || !file.path.startsWith("web/")) return [];
  const isDoor = /^web\/src\/(api|session)\/|^web\/src\/(worker|env)\.ts$|\/route\.ts$/.test(
    file.path,
  );
  if (isDoor || !/\bGATEWAY\b/.test(file.code)) return [];
  return [
    `${file.path} reaches GATEWAY; only web/src/api, session, worker.ts and route handlers may`,
  ];
}

/** Refuses an import of the storefront that climbs two folders or more: `#folder/file.ts` says the same and moves with nothing. */
export function climbBreaches(file: SourceFile): string[] {
  if (!file.path.startsWith("web/")) return [];
  return file.imports.flatMap((specifier) => {
    const isOwn = resolveImport(file, specifier)?.startsWith("web/src/");
    const breach = `${file.path} imports ${specifier}: write #folder/file.ts`;
    return isOwn && specifier.startsWith("../../") ? [breach] : [];
  });
}

const EVERY_EXPORT = /^(web\/src|tests|tools)\//;
/** What Next asks a page for, what an operation names, and what is drawn: there the head sentence says what it is. */
const NAMED_ELSEWHERE = /^web\/src\/app\/|\/src\/routes\/|^packages\/demo-pictures\/src\/drawing\//;
const FUNCTION =
  /^export (?:default )?(?:(?:async )?function\*? (\w+)|const (\w+)(?:: [^=]+)? = (?:async )?\((?:$|.*=>))/;
const EXPORT = /^export (?:default )?(?:async )?(?:function\*?|const|interface|type|class) (\w+)/;

/** Lists exported functions without a docstring; of storefront, tests and tools every export. */
export function docstringBreaches(file: SourceFile): string[] {
  if (/\.(test|bench)\.tsx?$/.test(file.path) || NAMED_ELSEWHERE.test(file.path)) return [];
  const counted = EVERY_EXPORT.test(file.path) ? EXPORT : FUNCTION;
  const lines = file.text.split("\n");
  return lines.flatMap((line, at) => {
    const [, ...names] = counted.exec(line) ?? [];
    const name = names.find(Boolean);
    const above = lines.slice(0, at).findLast((each) => !each.trim().startsWith("// biome-ignore"));
    return name && !above?.trim().endsWith("*/") ? [`${file.path}: ${name} has no docstring`] : [];
  });
}

/** Refuses an RPC binding that a Worker takes hold of in another way than through `rpcBinding`: its calls must be plain. */
export function rpcBindingBreaches(file: SourceFile): string[] {
  if (isTest(file.path) || !/^workers\/[^/]+\/src\/env\.ts$/.test(file.path)) return [];
  return [...file.code.matchAll(/\b(\w+)<\s*(?:contract\.)?(\w+Rpc)\s*>/g)]
    .filter(([, maker]) => maker !== "rpcBinding")
    .map(([, , name]) => `${file.path}: ${name} must be an rpcBinding`);
}

/** Refuses a package with a barrel: importing one name would load every file. */
export function barrelBreaches(paths: readonly string[]): string[] {
  return paths
    .filter((path) => /^packages\/[^/]+\/(src\/)?index\.tsx?$/.test(path))
    .map((path) => `${path} is a barrel; packages are imported by subpath`);
}

function headComment(text: string): string {
  return (
    /^(?:#![^\n]*\n)?(?:"use (?:client|server)";?\n+)?\s*(\/\*\*[\s\S]*?\*\/)/.exec(text)?.[1] ?? ""
  );
}
