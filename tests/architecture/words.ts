/** Rules about the words of code and pages: one name for one thing, and words that are common in the field. */
import { commentsOf, type SourceFile } from "./source-file.ts";

/** Words that readers of another first language look up, and what to write. */
const MANNERED: Readonly<Record<string, string>> = {
  stands: "is, represents, is placed",
  whoever: "anyone who, the caller",
  nobody: "no one",
  "is away": "is unavailable",
  void: "revoked, invalid",
  beside: "next to",
  whole: "entire, complete",
  lies: "is",
  "goes away": "ends, disappears",
  told: "notified, answered",
  "for good": "permanently",
};
/** Where such a word is the field's own: an integer, code, the name of a parameter. */
const FIELD_TERM = /`[^`]*`|\bwhole (number|second|minute|hour|day)s?\b|@param \w+/gi;
const MANNERED_WORD = new RegExp(`\\b(${Object.keys(MANNERED).join("|")})\\b`, "gi");

/** Drawings, where the picture is described. */
const EXCEPTED = /^packages\/demo-pictures\/src\/drawing\//;

/** Refuses mannered words in comments. */
export function manneredBreaches({ path, text }: SourceFile): string[] {
  if (EXCEPTED.test(path)) return [];
  const found = commentsOf(text).flatMap(
    (comment) => comment.replace(FIELD_TERM, "").match(MANNERED_WORD) ?? [],
  );
  return found.map((word) => `${path}: for "${word}" write ${MANNERED[word.toLowerCase()]}`);
}

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
