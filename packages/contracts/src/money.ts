/** Money is an integer number of minor units and an ISO 4217 code; no floating point anywhere. */
import { z } from "zod";

/** Parses a currency of the platform (ISO 4217). */
export const Currency = z.enum(["KRW", "USD", "JPY", "EUR"]);
/** A parsed `Currency`. */
export type Currency = z.infer<typeof Currency>;

/** Digits after the decimal separator, from ISO 4217. */
export const MINOR_DIGITS: Record<Currency, number> = { KRW: 0, USD: 2, JPY: 0, EUR: 2 };

/**
 * The most one thing may cost, in minor units: ₩1,000,000,000 or $10,000,000.00.
 *
 * The dearest cart at this price is below 10^13: every sum a shop makes is exact (2^53 is 9 × 10^15).
 */
export const PRICE_MINOR_MAX = 1_000_000_000;

const amount = z.int().nonnegative().describe("Integer minor units: 24000 KRW is ₩24,000");

/** An amount as it is answered: a price or a sum of prices. */
export const Money = z.object({ amountMinor: amount, currency: Currency }).meta({ id: "Money" });
/** A parsed `Money`. */
export type Money = z.infer<typeof Money>;

/** A price as it is set: no more than a shop asks, so that no sum of prices is inexact. */
export const Price = z
  .object({ amountMinor: amount.max(PRICE_MINOR_MAX), currency: Currency })
  .meta({ id: "Price" });
