/** Makes a slug from a name: from the English one, else from the Korean one in Latin letters. Pure. */
import type { LocalText } from "@edgemart/contracts/locale";

/** Revised Romanization of Korean, letter by letter: initials, vowels, finals in the order of Unicode's syllables. */
const INITIALS = "g kk n d tt r m b pp s ss  j jj ch k t p h".split(" ");
const VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split(" ");
const FINALS = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ");
/** What a final becomes before a vowel; ng stays. */
const LINKED = " g kk ks n nj n d r lg lm lb ls lt lp r m b ps s ss ng j ch k t p ".split(" ");
const FIRST = 0xac00;
const LAST = 0xd7a3;
const SILENT = 11;
const RIEUL = 5;
const RIEUL_FINAL = 8;

/** Writes Korean in Latin letters; everything else stays. */
export function romanised(text: string): string {
  const signs = [...text.normalize("NFC")];
  return signs.map((sign, at) => syllable(sign, signs[at - 1], signs[at + 1])).join("");
}

function syllable(sign: string, before: string | undefined, after: string | undefined): string {
  const own = partsOf(sign);
  if (!own) return sign;
  const next = after === undefined ? null : partsOf(after);
  const previous = before === undefined ? null : partsOf(before);
  const doubled = own.initial === RIEUL && previous?.final === RIEUL_FINAL;
  const final = (next?.initial === SILENT ? LINKED : FINALS)[own.final] ?? "";
  return `${doubled ? "l" : (INITIALS[own.initial] ?? "")}${VOWELS[own.vowel] ?? ""}${final}`;
}

function partsOf(sign: string): { initial: number; vowel: number; final: number } | null {
  const code = sign.codePointAt(0) ?? 0;
  if (code < FIRST || code > LAST) return null;
  const at = code - FIRST;
  return { initial: Math.floor(at / 588), vowel: Math.floor((at % 588) / 28), final: at % 28 };
}

/**
 * @param max characters: 120 for a slug, 40 for a key
 * @returns lower-case words joined by hyphens; '' when neither name has a letter or digit that can be written so
 */
export function suggestedSlug({ ko, en }: LocalText, max = 80): string {
  return slugOf(en, max) || slugOf(romanised(ko), max);
}

function slugOf(text: string, max: number): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, max)
    .replace(/^-+|-+$/g, "");
}
