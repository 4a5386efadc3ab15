/** Amounts as people type them, to minor units and back, without floating point. Pure. */
import { type Currency, MINOR_DIGITS, type Money } from "@edgemart/contracts/money";
import { amountOf } from "#forms/posted/typed-number.ts";

/** Reads an amount as it is typed or printed; null for anything else. */
export function moneyOf(text: string, currency: Currency): Money | null {
  const amountMinor = amountOf(text, currency, MINOR_DIGITS[currency] === 0 ? 0 : 2);
  return amountMinor === null ? null : { amountMinor, currency };
}

/** Writes an amount for an input: digits and at most one dot. */
export function moneyText(money: Money | null): string {
  if (!money) return "";
  const digits = MINOR_DIGITS[money.currency];
  const text = String(money.amountMinor).padStart(digits + 1, "0");
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}
