/** Cancels an order, or units of it, from a posted form. */
import { cancelOrder } from "#api/order-changes.ts";
import type { WebConfig } from "#env.ts";
import { keyOf } from "#forms/posted/form-values.ts";
import { done, refused } from "#forms/posted/submission.ts";
import { chosenUnits, readOrderForm } from "./posted-order.ts";
import { ACCOUNT_FIELDS, typedAccount } from "./refund-account.ts";

/** Answers 303 to the order's page, which says what became of it. */
export async function cancelFromForm(request: Request, config: WebConfig): Promise<Response> {
  const read = await readOrderForm(
    request,
    config,
    (form) => (form.text("part") === "some" ? "cancel_part" : "cancel"),
    [...ACCOUNT_FIELDS, "reason"],
  );
  if ("refused" in read) return read.refused;
  const { posted, id, shopper, place } = read;
  const { form } = posted;
  const lines = place.part === "cancel_part" ? chosenUnits(form) : null;
  if (lines && !lines.ok) return refused(posted, place, lines.error);
  const account = typedAccount(form);
  if (account && !account.ok) return refused(posted, place, account.error);
  const body = {
    reason: form.text("reason").trim(),
    ...(lines && { lines: lines.value }),
    ...(account && { refundAccount: account.value }),
  };
  const cancelled = await cancelOrder(shopper, id, body, keyOf(form));
  if (!cancelled.ok) {
    return refused(posted, place, cancelled.error, { refund_account_required: "accountNumber" });
  }
  const { status, changes } = cancelled.value;
  if (lines) {
    const isUnderWay = changes.some(({ state }) => state === "OPEN" || state === "REFUNDING");
    return done(posted, place, isUnderWay ? "cancel_started" : "units_cancelled");
  }
  const isDone = status === "CANCELLED" || status === "EXPIRED";
  return done(posted, place, isDone ? "cancelled" : "cancel_started");
}
