/** The simpler forms of one typed word: English singular and plural, Korean without its particle. Pure. */

/**
 * The word itself first, then what it may be a form of; at most four.
 *
 * Only what grammar makes sure: a particle must agree with the sound before it (`가을` is no `가` with `을`).
 */
export function formsOf(term: string): string[] {
  const others = /^[a-z]+$/.test(term) ? englishForms(term) : koreanForms(term);
  return [...new Set([term, ...others])].slice(0, 4);
}

function englishForms(word: string): string[] {
  if (word.length < 4) return [];
  const rule = PLURALS.find(([ending]) => ending.test(word));
  if (rule) return rule[1].map((singular) => word.replace(rule[0], singular));
  // A plural that does not begin with its singular; all others are found as words that begin so.
  if (/(?:[^f]f|fe)$/.test(word)) return [word.replace(/fe?$/, "ves")];
  return /[^aeiou]y$/.test(word) ? [word.replace(/y$/, "ies")] : [];
}

/** The first that fits decides. */
const PLURALS: [RegExp, string[]][] = [
  [/(?:ss|us|is)$/, []],
  [/ies$/, ["y", "ie"]],
  [/ves$/, ["f", "fe", "ve"]],
  [/(?<=ch|sh|ss|x|z)es$/, [""]],
  [/oes$/, ["o", "oe"]],
  [/s$/, [""]],
];

const HANGUL = /[가-힣]/;
const FINALS = 28;
const RIEUL = 8;

/** Final consonant of a syllable as its place in the alphabet of finals; 0 without one. */
function finalOf(syllable: string): number {
  return (syllable.charCodeAt(0) - 0xac00) % FINALS;
}

type Agrees = (final: number) => boolean;
const always: Agrees = () => true;
const closed: Agrees = (final) => final !== 0;
const open: Agrees = (final) => final === 0;
const openOrRieul: Agrees = (final) => final === 0 || final === RIEUL;
const closedNotRieul: Agrees = (final) => final !== 0 && final !== RIEUL;

/** Endings of a noun, the longer first: how many syllables must be left, and the sound the last of them has. */
const ENDINGS: [ending: string, leastLeft: number, agrees: Agrees][] = [
  ["으로", 1, closedNotRieul],
  ["에서", 2, always],
  ["까지", 2, always],
  ["부터", 2, always],
  ["처럼", 2, always],
  ["이랑", 2, closed],
  ["하고", 2, always],
  ["을", 1, closed],
  ["를", 1, open],
  ["은", 2, closed],
  ["는", 2, open],
  ["이", 2, closed],
  ["가", 2, open],
  ["과", 2, closed],
  ["와", 2, open],
  ["로", 2, openOrRieul],
  ["의", 2, always],
  ["에", 2, always],
  ["들", 2, always],
  ["용", 2, always],
  ["색", 2, always],
];

function koreanForms(word: string): string[] {
  const found = ENDINGS.find(([ending, leastLeft, agrees]) => {
    const rest = word.slice(0, -ending.length);
    const last = rest.at(-1) ?? "";
    const fits = word.endsWith(ending) && rest.length >= leastLeft;
    return fits && HANGUL.test(last) && agrees(finalOf(last));
  });
  return found ? [word.slice(0, -found[0].length)] : [];
}
