/** Rules about what a page points at: links, paths, commands, the entries of its folder. */
import { posix } from "node:path";
import { codeOf, headingsOf, linksOf, type Page } from "./page.ts";

/** Lists relative links of a page that lead to no file or to no heading. */
export function linkBreaches(
  page: Page,
  pages: readonly Page[],
  exists: (path: string) => boolean,
): string[] {
  return linksOf(page).flatMap((link) => {
    if (/^[a-z]+:/.test(link)) return [];
    const [file = "", fragment] = link.split("#");
    const path = file ? posix.join(posix.dirname(page.path), file) : page.path;
    if (!exists(path)) return [`${page.path} links to ${link}, which does not exist`];
    if (fragment === undefined) return [];
    const target = path === page.path ? page : pages.find((one) => one.path === path);
    const known = target && headingsOf(target).some(({ slug }) => slug === fragment);
    return known ? [] : [`${page.path} links to ${link}, which is no heading there`];
  });
}

const FILE = /^[\w.@-]+(\/[\w.@[\]-]+)+\.(tsx?|md|toml|json|sql|css)$/;

/**
 * Lists files a page names that exist neither at the root, nor next to the page, nor in its `src`.
 *
 * A page of docs/ may speak of `src/…` and `db/…` of some Worker; configuration.md's are checked with its rows.
 */
export function pathBreaches(page: Page, exists: (path: string) => boolean): string[] {
  const folder = posix.dirname(page.path);
  const general = folder === "docs" ? /^(src|db)\// : /^$/;
  return codeOf(page.prose)
    .filter((code) => FILE.test(code) && !/^\.local\/|^\.open-next\/|NNNN/.test(code))
    .filter((code) => !general.test(code))
    .filter((code) => ![code, `${folder}/${code}`, `${folder}/src/${code}`].some(exists))
    .map((code) => `${page.path} names ${code}, which does not exist`);
}

/** Lists `npm run X` of a text whose X is no script. */
export function scriptBreaches(
  path: string,
  text: string,
  scripts: Readonly<Record<string, string>>,
): string[] {
  return [...text.matchAll(/\bnpm run ([a-z][\w:-]*)/g)]
    .map((found) => found[1] ?? "")
    .filter((script) => !(script in scripts))
    .map((script) => `${path} says npm run ${script}, which package.json does not have`);
}

/** Argument lists of every `npm start -- …` a page shows. */
export function startArguments(page: Page): string[][] {
  return [...page.text.matchAll(/\bnpm start -- ([^`\n|#]+)/g)].map((found) =>
    (found[1] ?? "").trim().split(/\s+/),
  );
}

/** Lists entries that an index page does not name between backticks or as a link. */
export function indexBreaches(page: Page, entries: readonly string[]): string[] {
  const named = new Set([...codeOf(page.text), ...linksOf(page)]);
  return entries
    .filter((entry) => !named.has(entry))
    .map((entry) => `${page.path} does not list ${entry}`);
}
