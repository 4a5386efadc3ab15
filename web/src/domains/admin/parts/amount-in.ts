/** Reads an amount of money that is typed into a form, in the form's own currency. Pure. */
import { Currency } from "@edgemart/contracts/money";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { moneyOf } from "./money-input.ts";

/** Gives minor units; `validation_failed` naming the field for what is no amount. */
export function amountIn(form: PostedForm, name: string): Result<number> {
  const amount = optionalAmountIn(form, name);
  if (!amount.ok || amount.value !== null) return amount as Result<number>;
  return wrongAmount(name, "missing");
}

/** The same; null for an empty field. */
export function optionalAmountIn(form: PostedForm, name: string): Result<number | null> {
  if (form.text(name).trim() === "") return ok(null);
  const currency = Currency.safeParse(form.text("currency")).data ?? "KRW";
  const money = moneyOf(form.text(name), currency);
  return money ? ok(money.amountMinor) : wrongAmount(name, "invalid");
}

function wrongAmount(path: string, code: "missing" | "invalid"): Result<never> {
  return err("validation_failed", { errors: [{ path, code, message: "must be an amount" }] });
}
