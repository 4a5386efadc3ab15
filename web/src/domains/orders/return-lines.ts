/** Asks to send units of an order back, from a posted form. */
import { ReturnReason } from "@edgemart/contracts/order-fulfilment";
import { returnLines } from "#api/order-changes.ts";
import type { WebConfig } from "#env.ts";
import { keyOf } from "#forms/posted/form-values.ts";
import { done, refused } from "#forms/posted/submission.ts";
import { chosenUnits, readOrderForm } from "./posted-order.ts";
import { ACCOUNT_FIELDS, typedAccount } from "./refund-account.ts";

/** Answers 303 to the order's page, which says what became of it. */
export async function returnFromForm(request: Request, config: WebConfig): Promise<Response> {
  const fields = [...ACCOUNT_FIELDS, "why", "note"];
  const read = await readOrderForm(request, config, "return", fields);
  if ("refused" in read) return read.refused;
  const { posted, id, shopper, place } = read;
  const { form } = posted;
  const lines = chosenUnits(form);
  if (!lines.ok) return refused(posted, place, lines.error);
  const reason = ReturnReason.safeParse(form.text("why")).data;
  if (!reason) {
    const errors = [{ path: "why", code: "missing", message: "must name a reason" }];
    return refused(posted, place, { code: "validation_failed", errors });
  }
  const account = typedAccount(form);
  if (account && !account.ok) return refused(posted, place, account.error);
  const body = {
    ...{ lines: lines.value, reason, note: form.text("note").trim() },
    ...(account && { refundAccount: account.value }),
  };
  const asked = await returnLines(shopper, id, body, keyOf(form));
  if (!asked.ok) {
    return refused(posted, place, asked.error, { refund_account_required: "accountNumber" });
  }
  return done(posted, place, "return_asked");
}
