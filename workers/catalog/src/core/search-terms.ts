/** What a shopper typed → words to look for, and the tsqueries that find them. Pure. */

const TERMS_MAX = 6;
const TERM_CHARS_MAX = 40;
/** Marks the later part of a word among the lexemes (migration 0005). */
const INSIDE = "~";

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

/** How near a word must be to what was typed: itself, the beginning of a word, any part of one. */
export type Nearness = "whole" | "begins" | "inside";

/** The words as a tsquery over lexemes: each must be found. Safe because a term has no quote. */
export function wordQuery(terms: readonly string[], nearness: Nearness): string {
  return terms.map((term) => lexemeQuery(term, nearness)).join(" & ");
}

/** Letters as the lexemes hold them: taken apart, so that a syllable still being typed begins the finished one. */
export function decomposed(term: string): string {
  return term.normalize("NFKD");
}

function lexemeQuery(term: string, nearness: Nearness): string {
  const letters = decomposed(term);
  if (nearness === "whole") return `'${letters}'`;
  const begins = `'${letters}':*`;
  if (nearness === "begins" || !foundInside(term)) return begins;
  return `(${begins} | '${INSIDE}${letters}':*)`;
}

/** A single Latin letter or digit is a part of nearly everything: it counts at the beginning of a word only. */
export function foundInside(term: string): boolean {
  return term.length > 1 || term > "\u007f";
}
