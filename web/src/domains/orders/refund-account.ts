/** The account a deposit goes back to, as it is typed. Pure. */
import { RefundAccount } from "@edgemart/contracts/payment";
import type { Result } from "@edgemart/contracts/result";
import { checked } from "#forms/posted/checked.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";

/** Fields of the account. */
export const ACCOUNT_FIELDS = ["bank", "accountNumber", "holderName"] as const;

/** Reads the account of a form. @returns null where none was typed · `validation_failed` naming each wrong field */
export function typedAccount(form: PostedForm): Result<RefundAccount> | null {
  const [bank = "", accountNumber = "", holderName = ""] = ACCOUNT_FIELDS.map((name) =>
    form.text(name).trim(),
  );
  // The holder is filled in already: alone it is nothing that was typed.
  if (accountNumber === "" && bank === "") return null;
  const digits = accountNumber.replaceAll(/[ -]/g, "");
  return checked(RefundAccount, { bank, accountNumber: digits, holderName });
}
