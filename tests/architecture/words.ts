/** Rules about the words of code and pages: one name for one thing. */

/** Where the other spelling stays: an operation of the API and its file, tags and texts of the API, an address, English texts of the shop. */
const CATALOGUE_STAYS = [
  /adminListCatalogueChanges|admin-list-catalogue-changes/g,
  /audit\\?\/catalogue/g,
  /0000_catalogue/g,
];
const SPEAKS_TO_USERS =
  /^web\/src\/messages\/.*\.en\.ts$|^packages\/contracts\/src\/|^workers\/gateway\/src\/own\/openapi\.ts$/;

/** Refuses a second spelling of catalog in code, comments and pages; what users read and what the wire carries keeps its own. */
export function catalogBreaches({ path, text }: { path: string; text: string }): string[] {
  if (/^docs\/decisions\/|^tests\/(architecture|documents)/.test(path)) return [];
  const own = SPEAKS_TO_USERS.test(path) ? text.replace(/"[^"\n]*"|^ {2}Catalogue:/gm, "") : text;
  const rest = CATALOGUE_STAYS.reduce((left, stays) => left.replace(stays, ""), own);
  return [...rest.matchAll(/\w*catalogue\w*/gi)].map(
    ([word]) => `${path} says ${word}: the one word is catalog`,
  );
}
