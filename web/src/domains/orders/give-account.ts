/** Names the account a refund waits for, from a posted form. */
import { ChangeId } from "@edgemart/contracts/ids";
import { giveRefundAccount } from "#api/order-changes.ts";
import type { WebConfig } from "#env.ts";
import { keyOf } from "#forms/posted/form-values.ts";
import { done, refused } from "#forms/posted/submission.ts";
import { readOrderForm } from "./posted-order.ts";
import { ACCOUNT_FIELDS, typedAccount } from "./refund-account.ts";

/** Answers 303 to the order's page, which says what became of it. */
export async function giveAccountFromForm(request: Request, config: WebConfig): Promise<Response> {
  const read = await readOrderForm(
    request,
    config,
    (form) => ChangeId.safeParse(form.text("change")).data ?? "",
    ACCOUNT_FIELDS,
  );
  if ("refused" in read) return read.refused;
  const { posted, id, shopper, place } = read;
  const change = place.part ?? "";
  if (change === "") return refused(posted, place, { code: "not_found" });
  const account = typedAccount(posted.form);
  if (account === null) {
    const failure = { code: "refund_account_required" } as const;
    return refused(posted, place, failure, { refund_account_required: "accountNumber" });
  }
  if (!account.ok) return refused(posted, place, account.error);
  const given = await giveRefundAccount(shopper, id, change, account.value, keyOf(posted.form));
  if (!given.ok) return refused(posted, place, given.error);
  const now = given.value.changes.find((each) => each.id === change);
  return done(posted, place, now?.state === "DONE" ? "refunded" : "account_given");
}
