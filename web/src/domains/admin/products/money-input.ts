/** Amounts as people type them, to minor units and back, without floating point. Pure. */
import { type Currency, MINOR_DIGITS, type Money } from "@edgemart/contracts/money";

/** Reads `24,000` or `12.50`; null for anything else, more decimals than the currency has, or above 10¹² minor units. */
export function moneyOf(text: string, currency: Currency): Money | null {
  const digits = MINOR_DIGITS[currency];
  const parts = /^(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d+))?$/.exec(text.trim());
  if (!parts) return null;
  const [, whole = "", decimals = ""] = parts;
  if (decimals.length > digits) return null;
  const amountMinor = Number(whole.replaceAll(",", "") + decimals.padEnd(digits, "0"));
  return amountMinor <= 1_000_000_000_000 ? { amountMinor, currency } : null;
}

/** Writes an amount for an input: digits and at most one dot. */
export function moneyText(money: Money | null): string {
  if (!money) return "";
  const digits = MINOR_DIGITS[money.currency];
  const text = String(money.amountMinor).padStart(digits + 1, "0");
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
