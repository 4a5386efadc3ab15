/** Finds named tests in formatted code, with the names of the groups around them. Pure. */
import type { Spec } from "./spec.ts";

/** A test by its full name. */
export interface NamedTest {
  path: string;
  /** Names of the groups around it, outermost first, then its own. */
  names: string[];
}

const ON_STATEMENT =
  /^(\s*)(?:(?:describe|test|it)[\w.]*\(|(?:describe|test|it)[\w.]*\([^"'`]*\)\(|(?:describe|test|it)[\w.]*\(\[.*?\](?: as const)?\)\(|\](?: as const)?\)\(|\)\()(["'`])(.*)\2,\s*(?:\{.*\}, )?(?:async\s*)?[(\w]/;
const ON_OWN_LINE = /^(\s+)(["'`])(.*)\2,$/;
const OPENS_CALL = /(?:(?:describe|test|it)[\w.]*|\](?: as const)?\)|\))\($/;

/** Reads one file. The formatter's indentation is what says which group a test is in. */
export function namedTests(path: string, text: string): NamedTest[] {
  const lines = text.split("\n");
  const groups: { indent: number; name: string }[] = [];
  const found: NamedTest[] = [];
  lines.forEach((line, at) => {
    const ended = /^(\s*)\}\)/.exec(line)?.[1]?.length;
    if (ended !== undefined) {
      while ((groups.at(-1)?.indent ?? -1) >= ended) groups.pop();
    }
    const named = nameAt(lines, at);
    if (!named) return;
    const kind = kindAt(lines, at, named.indent);
    if (kind === "describe") groups.push(named);
    else if (kind) found.push({ path, names: [...groups.map(({ name }) => name), named.name] });
  });
  return found;
}

function nameAt(lines: readonly string[], at: number): { indent: number; name: string } | null {
  const line = lines[at] ?? "";
  const inline = ON_STATEMENT.exec(line);
  if (inline) return { indent: inline[1]?.length ?? 0, name: inline[3] ?? "" };
  const own = ON_OWN_LINE.exec(line);
  if (!own || !OPENS_CALL.test(lines[at - 1] ?? "")) return null;
  return { indent: (own[1]?.length ?? 2) - 2, name: own[3] ?? "" };
}

/** The word the statement begins with: `describe` for a group. */
function kindAt(lines: readonly string[], at: number, indent: number): string | null {
  const begin = new RegExp(`^ {${indent}}(describe|test|it)\\b`);
  for (let line = at; line >= 0; line--) {
    const word = begin.exec(lines[line] ?? "")?.[1];
    if (word) return word;
  }
  return null;
}

const NUMBER = String.raw`\d+(?:\.\d+)?`;

/**
 * Numbers that names give for a specification: `gateway 15, 17–19` is 15, 17, 18, 19, `attacks 4, 5` 4 and 5.
 *
 * @param within the rule whose parts are asked for: of `orders 12, 57.3` it is 3 of 57, and else 12 and 57
 */
export function numbersIn(
  names: readonly string[],
  { id, within }: Pick<Spec, "id" | "within">,
): Set<number> {
  const list = new RegExp(
    `\\b${id}s? (${NUMBER}(?:[–-]${NUMBER})?(?:, ${NUMBER}(?:[–-]${NUMBER})?)*)`,
    "g",
  );
  const numbers = new Set<number>();
  for (const name of names) {
    for (const [, text = ""] of name.matchAll(list)) {
      for (const part of text.split(", ")) {
        const [from, to = from] = part.split(/[–-]/).map((each) => numberOf(each, within));
        if (from === undefined || to === undefined) continue;
        for (let number = from; number <= to; number++) numbers.add(number);
      }
    }
  }
  return numbers;
}

/** Reads `12` or `57.3`: the rule, or its part where parts of that rule are asked for. */
function numberOf(text: string, within: number | undefined): number | undefined {
  const [rule, part] = text.split(".").map(Number);
  if (within === undefined) return rule;
  return rule === within ? part : undefined;
}
