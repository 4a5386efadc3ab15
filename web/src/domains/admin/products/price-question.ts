/** Prices a shop rarely means, and whether this one was confirmed. Pure. */
import type { Currency, Money } from "@edgemart/contracts/money";
import type { PostedForm } from "#forms/posted/form-request.ts";

/** About ten thousand dollars, in minor units. */
const USUAL_MAX: Record<Currency, number> = {
  KRW: 10_000_000,
  JPY: 1_500_000,
  USD: 1_000_000,
  EUR: 1_000_000,
};

/** Nothing, or more than nearly everything costs: asked about once before it is saved. */
export function isUnusual({ amountMinor, currency }: Money): boolean {
  return amountMinor === 0 || amountMinor > USUAL_MAX[currency];
}

/** Field of the tick that says "this price is meant"; its value is the amount, so another amount is asked about again. */
export const SURE_FIELD = "sure";

/** Tells whether an unusual price was ticked as meant: the tick names the price. */
export function isMeant(form: PostedForm, price: Money): boolean {
  return !isUnusual(price) || form.all(SURE_FIELD).includes(String(price.amountMinor));
}
