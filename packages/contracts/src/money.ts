/** Money is an integer number of minor units and an ISO 4217 code; no floating point anywhere. */
import { z } from "zod";

export const Currency = z.enum(["KRW", "USD", "JPY", "EUR"]);
export type Currency = z.infer<typeof Currency>;

/** Digits after the decimal separator, from ISO 4217. */
export const MINOR_DIGITS: Record<Currency, number> = { KRW: 0, USD: 2, JPY: 0, EUR: 2 };

export const Money = z
  .object({
    amountMinor: z.int().nonnegative().describe("Integer minor units: 24000 KRW is ₩24,000"),
    currency: Currency,
  })
  .meta({ id: "Money" });
export type Money = z.infer<typeof Money>;
