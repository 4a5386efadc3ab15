/** Refuses passwords an attacker tries first: the commonest ones, and those made of the account's own words. Pure. */
import { type BloomFilter, mayHold } from "./bloom-filter.ts";
import { BITS, BYTES, HASHES } from "./common-passwords.generated.ts";
import { foldPassword as fold } from "./folded-password.ts";

/** The 100 000 commonest, and some more; one in ten thousand others is refused with them. @see docs/decisions/0011 */
const COMMON: BloomFilter = {
  bits: BITS,
  hashes: HASHES,
  bytes: new Uint8Array(Buffer.from(BYTES, "base64")),
};
const SHOP_NAME = "edgemart";
/** Shorter words are part of many good passwords; Han, Hangul and Kana say more per character. */
const WORD_CHARS_MIN = 4;
const DENSE_WORD_CHARS_MIN = 2;
const DENSE = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/**
 * Tells whether a new password is too easy to guess.
 *
 * @param account e-mail and display name as given
 * @see specs/auth.md item 12, OWASP ASVS 6.2.4, 6.2.11
 */
export function isCommonPassword(
  password: string,
  account: { email: string; name: string },
): boolean {
  const folded = fold(password);
  if (mayHold(COMMON, folded)) return true;
  const local = account.email.slice(0, account.email.indexOf("@"));
  const bare = unspaced(folded);
  return [SHOP_NAME, local, account.name].map(fold).some((word) => {
    const solid = unspaced(word);
    if (folded === word || bare === solid) return true;
    return isTelling(solid) && (folded.includes(word) || bare.includes(solid));
  });
}

function unspaced(text: string): string {
  return text.replace(/[\s._-]+/gu, "");
}

function isTelling(word: string): boolean {
  return [...word].length >= (DENSE.test(word) ? DENSE_WORD_CHARS_MIN : WORD_CHARS_MIN);
}
