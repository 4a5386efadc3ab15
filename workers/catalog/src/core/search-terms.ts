/** What a shopper typed → words to look for. Pure. */

const TERMS_MAX = 6;
const TERM_CHARS_MAX = 40;

/**
 * Splits a query into words of letters and digits, at most 6.
 *
 * Everything else (quotes, operators, `%`, NUL) is dropped here, so that no sign has a meaning further down.
 *
 * @returns null when nothing was asked; an empty list when what was asked holds no word, and so finds nothing
 */
export function searchTerms(q: string): string[] | null {
  if (q.trim() === "") return null;
  const words =
    q
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return [...new Set(words.map((word) => word.slice(0, TERM_CHARS_MAX)))].slice(0, TERMS_MAX);
}

/** The words as a tsquery: each must begin some word of the text. Safe because a term has no quote. */
export function prefixQuery(terms: string[]): string {
  return terms.map((term) => `'${term}':*`).join(" & ");
}

/** A single Latin letter or digit is a part of nearly everything: it counts at the beginning of a word only. */
export function foundInside(term: string): boolean {
  return term.length > 1 || term > "\u007f";
}
