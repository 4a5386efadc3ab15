/** Reads amounts and counts that are typed into a form; amounts are of the form's own currency. Pure. */
import { Currency } from "@edgemart/contracts/money";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { countOf } from "#forms/posted/typed-number.ts";
import { moneyOf } from "./money-input.ts";

/** Gives minor units; null for an empty field, NaN for what is no amount, which a contract refuses by its field. */
export function minorIn(form: PostedForm, name: string): number | null {
  if (form.text(name).trim() === "") return null;
  const currency = Currency.safeParse(form.text("currency")).data ?? "KRW";
  return moneyOf(form.text(name), currency)?.amountMinor ?? Number.NaN;
}

/** Gives a count; null for an empty field, NaN for what is none. */
export function wholeIn(form: PostedForm, name: string): number | null {
  return form.text(name).trim() === "" ? null : (countOf(form.text(name)) ?? Number.NaN);
}

/** Gives minor units; `validation_failed` naming the field for an empty one and for what is no amount. */
export function amountIn(form: PostedForm, name: string): Result<number> {
  const amount = minorIn(form, name);
  if (amount !== null && !Number.isNaN(amount)) return ok(amount);
  const code = amount === null ? "missing" : "invalid";
  return err("validation_failed", {
    errors: [{ path: name, code, message: "must be an amount" }],
  });
}
