/** What a shopper typed → words to look for, and the tsqueries that find them. Pure. */
import { formsOf } from "./word-forms.ts";

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
      .replace(/(\p{L})['’]s(?!\p{L})/gu, "$1")
      .match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  return [...new Set(words.map((word) => word.slice(0, TERM_CHARS_MAX)))].slice(0, TERMS_MAX);
}

/** How near a word must be to what was typed: itself, the beginning of a word, any part of one. */
export type Nearness = "whole" | "begins" | "inside";

/** The words as a tsquery over lexemes: each must be found, as it is or in a simpler form. Safe because a term has no quote. */
export function wordQuery(terms: readonly string[], nearness: Nearness): string {
  return terms.map((term) => formsQuery(term, nearness)).join(" & ");
}

/** One word in every form it may have (`forms`). */
export function formsQuery(term: string, nearness: Nearness): string {
  const [own = "", ...others] = formsOf(term).map((form) => lexemeQuery(form, nearness));
  return others.length === 0 ? own : `(${[own, ...others].join(" | ")})`;
}

/** A word whose last syllable is still being typed: it may get a final consonant yet. */
export function typingQuery(term: string): string {
  const letters = lettersOf(term).replace(/\.$/, "");
  return foundInside(term) ? `('${letters}':* | '${INSIDE}${letters}':*)` : `'${letters}':*`;
}

/** Where a title's word may hold it: short Latin words at the beginning only, for `red` is a part of `layered`. */
export function soundQuery(term: string): string {
  return formsQuery(term, /^[a-z0-9]{1,3}$/.test(term) ? "begins" : "inside");
}

/** An entire name or tag: a brand, a category, a colour, a material. */
export function namedQuery(term: string): string {
  return formsOf(term)
    .map((form) => `'=${lettersOf(form)}'`)
    .join(" | ");
}

/** The lexeme a SKU begins with, when what was typed can be one: Latin letters and digits, a digit among them. */
export function skuQuery(terms: readonly string[]): string | null {
  const sku = terms.join("");
  return /^[a-z0-9]{4,64}$/.test(sku) && /\d/.test(sku) ? `'#${sku}':*` : null;
}

/** Letters of a word in lexemes, each finished syllable closed by a full stop, as `letters_of` in migration 0009. */
export function lettersOf(term: string): string {
  return decomposed(term.replace(/[가-힣]/g, "$&."));
}

/** Letters as the lexemes hold them: taken apart, so that a syllable still being typed begins the finished one. */
export function decomposed(term: string): string {
  return term.normalize("NFKD");
}

/** Longer words keep enough of their trigrams. */
const TRANSPOSED_CHARS_MAX = 12;

/**
 * What was meant if two neighbours changed places: letters as they are typed, or entire syllables.
 *
 * As keystrokes (`keystrokes`), because a consonant typed too early is part of another syllable: `ㅋ버` is `컵`.
 *
 * @returns keystrokes of each possible word, all as long as those of the term; none for a term that is too long or too short
 */
export function transpositions(term: string): string[] {
  const strokes = keystrokes(term);
  const syllables = [...term].map(keystrokes);
  if (syllables.length > TRANSPOSED_CHARS_MAX || strokes.length < 3) return [];
  const meant = [...swaps([...strokes]), ...swaps(syllables)].filter((word) => word !== strokes);
  return [...new Set(meant)];
}

/** Letters in the order they are typed: a final consonant is the same key as an initial one. */
export function keystrokes(word: string): string {
  return decomposed(word).replace(/[\u11a8-\u11c2]/g, (final) => KEY_OF_FINAL.get(final) ?? final);
}

/** Finals of one key, and the initial of the same key; what two keys make stays. */
export const SIMPLE_FINALS =
  "\u11a8\u11a9\u11ab\u11ae\u11af\u11b7\u11b8\u11ba\u11bb\u11bc\u11bd\u11be\u11bf\u11c0\u11c1\u11c2";

/** The initial consonants that share their keys with `SIMPLE_FINALS`, in the same order. */
export const INITIALS_OF_FINALS =
  "\u1100\u1101\u1102\u1103\u1105\u1106\u1107\u1109\u110a\u110b\u110c\u110e\u110f\u1110\u1111\u1112";
const KEY_OF_FINAL = new Map(
  [...SIMPLE_FINALS].map((final, i) => [final, [...INITIALS_OF_FINALS][i]]),
);

function swaps(parts: string[]): string[] {
  return parts
    .slice(1)
    .map((part, i) => [...parts.slice(0, i), part, parts[i], ...parts.slice(i + 2)].join(""));
}

function lexemeQuery(term: string, nearness: Nearness): string {
  const letters = lettersOf(term);
  // A title may have the plural: `Pillar Candles` is a candle, `Candlesticks` are none.
  if (nearness === "whole" && /^[a-z]{3,}$/.test(term)) return `('${letters}' | '${letters}s')`;
  if (nearness === "whole") return `'${letters}'`;
  const begins = `'${letters}':*`;
  if (nearness === "begins" || !foundInside(term)) return begins;
  return `(${begins} | '${INSIDE}${letters}':*)`;
}

/** A single Latin letter or digit is a part of nearly everything: it counts at the beginning of a word only. */
export function foundInside(term: string): boolean {
  return term.length > 1 || term > "\u007f";
}
