/** Amounts and counts as people type, paste and copy them. Pure, and free of the contracts' schemas: it runs in the browser too. */

type Currency = keyof typeof MARKS;

/** What may be before or after an amount of each, as browsers and this shop print it. */
const MARKS = {
  KRW: /^(?:₩|KRW|원)\s*|\s*(?:원|₩|KRW|won)$/gi,
  USD: /^(?:US\$|\$|USD)\s*|\s*(?:US\$|\$|USD|달러)$/gi,
  JPY: /^(?:JP¥|¥|JPY)\s*|\s*(?:円|엔|¥|JPY)$/gi,
  EUR: /^(?:€|EUR)\s*|\s*(?:€|EUR|유로)$/gi,
} as const;

/** Twelve digits, as many as the address of a list takes. */
const AMOUNT_MAX = 999_999_999_999;

/**
 * Reads `30,000`, `30 000`, `₩30,000`, `30000원`, full-width digits, `$12.50`, `1.234,56 €`.
 *
 * What could be read in two ways is refused, not guessed: `1.234` of a currency without decimals.
 *
 * @param digits decimals of the currency
 * @returns minor units below 10¹²; null for anything else
 */
export function amountOf(text: string, currency: Currency, digits: 0 | 2): number | null {
  const marked = plain(text);
  const bare = marked.replace(MARKS[currency], "").trim();
  for (const [group, point] of WAYS) {
    if (point === "," && digits === 0) continue;
    const parts = wayOf(group, point, digits).exec(bare);
    if (!parts) continue;
    const whole = parts[1]?.replace(/\D/g, "") ?? "";
    const amount = Number(whole + (parts[2] ?? "").padEnd(digits, "0"));
    return amount <= AMOUNT_MAX ? amount : null;
  }
  return null;
}

/** A comma before decimals, or a dot between groups, is clear only where all the decimals are written. */
function wayOf(group: string, point: string, digits: number): RegExp {
  const number = `\\d{1,3}(?:${group}\\d{3})+|\\d{1,12}`;
  if (point === ",") return new RegExp(`^(${number}),(\\d{${digits}})$`);
  return new RegExp(`^(${number})${digits > 0 ? `(?:\\.(\\d{1,${digits}}))?` : ""}$`);
}

/** Sign between groups of three, and before decimals. */
const WAYS = [
  [",", "."],
  [" ", "."],
  ["'", "."],
  [" ", ","],
  ["\\.", ","],
] as const;

/**
 * Reads an integer: `12`, `+1,200`, `−2` with any minus sign, full-width digits, `12개`, `500 g`.
 *
 * @returns at most 9 digits; null for anything else
 */
export function countOf(text: string): number | null {
  const bare = plain(text)
    .replace(/^[−‒–—‐]\s?/, "-")
    .replace(/\s*(?:개|점|g|pcs)$/i, "");
  const parts = /^([+-]?)\s?(\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d{1,9})$/.exec(bare);
  const digits = parts?.[2]?.replace(/\D/g, "") ?? "";
  if (digits.length === 0 || digits.length > 9) return null;
  // `-0` would be 0 with a sign.
  return parts?.[1] === "-" ? 0 - Number(digits) : Number(digits);
}

/** Full-width signs and every kind of space as the plain ones. */
function plain(text: string): string {
  return text.slice(0, 60).normalize("NFKC").replace(/[’‘]/g, "'").replace(/\s/g, " ").trim();
}
