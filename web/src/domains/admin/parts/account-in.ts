/** Reads the account that money goes back to from a posted form. Pure. */
import { RefundAccount } from "@edgemart/contracts/payment";
import { ok, type Result } from "@edgemart/contracts/result";
import { checked } from "#forms/posted/checked.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";

/** Fields of an account. */
export const ACCOUNT_FIELDS = ["bank", "accountNumber", "holderName"] as const;

/** Gives the account; null for a form that asks for none, or whose account is empty. */
export function accountIn(form: PostedForm): Result<RefundAccount | null> {
  const text = (name: (typeof ACCOUNT_FIELDS)[number]) => form.text(name).trim();
  if (ACCOUNT_FIELDS.every((name) => text(name) === "")) return ok(null);
  return accountOf(form);
}

/** Gives the account; each field that is missing or wrong is named. */
export function accountOf(form: PostedForm): Result<RefundAccount> {
  return checked(RefundAccount, {
    bank: form.text("bank").trim(),
    accountNumber: form.text("accountNumber").replaceAll(/[\s-]/g, ""),
    holderName: form.text("holderName").trim(),
  });
}
