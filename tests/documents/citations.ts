/** Tests that a page names as `file` "name", and what is wrong with them. Pure. */
import { type NamedTest, namedTests } from "../../tools/conformance/named-tests.ts";
import type { Page } from "./page.ts";

const CITATION = /`([\w./-]+\.test\.tsx?)` "([^"\n]+)"/g;
const GROUP = " › ";

/** Lists what a page cites: the file, and the test's own name or its groups and name joined by ` › `. */
export function citationsOf({ text }: Pick<Page, "text">): { path: string; name: string }[] {
  return [...text.matchAll(CITATION)].map(([, path = "", name = ""]) => ({ path, name }));
}

/**
 * Lists citations of tests that are not there.
 *
 * @param textOf a file's text, null where there is none
 */
export function citationBreaches(
  page: Pick<Page, "path" | "text">,
  textOf: (path: string) => string | null,
): string[] {
  const read = new Map<string, readonly NamedTest[] | null>();
  return citationsOf(page).flatMap(({ path, name }) => {
    if (!read.has(path)) {
      const text = textOf(path);
      read.set(path, text === null ? null : namedTests(path, text));
    }
    const tests = read.get(path);
    if (!tests) return [`${page.path} cites ${path}, which does not exist`];
    const isThere = tests.some(({ names }) => {
      const full = names.join(GROUP);
      return full === name || full.endsWith(GROUP + name);
    });
    return isThere ? [] : [`${page.path} cites "${name}", which ${path} does not have`];
  });
}
