/** Cancels an order from a posted form. */
import { OrderId } from "@edgemart/contracts/ids";
import { RefundAccount } from "@edgemart/contracts/payment";
import { cancelOrder } from "#api/orders.ts";
import type { WebConfig } from "#env.ts";
import { checked } from "#forms/posted/checked.ts";
import { seeOther } from "#forms/posted/form-request.ts";
import { keyOf } from "#forms/posted/form-values.ts";
import { done, readPosted, refused } from "#forms/posted/submission.ts";
import { shopperOf } from "./shopper.ts";

const FIELDS = ["bank", "accountNumber", "holderName", "reason"] as const;

/** Answers 303 to the order's page, which says what became of it. */
export async function cancelFromForm(request: Request, config: WebConfig): Promise<Response> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return posted.refused;
  const { form, cookie } = posted;
  const id = OrderId.safeParse(form.text("order")).data;
  if (!id) return seeOther(`/${form.lang}/account/orders`, []);
  const text = (name: (typeof FIELDS)[number]) => form.text(name).trim();
  const typed = Object.fromEntries(FIELDS.map((name) => [name, text(name)]));
  const place = { name: "order", path: `/orders/${id}`, typed } as const;
  const account = text("accountNumber")
    ? checked(RefundAccount, {
        bank: text("bank"),
        accountNumber: text("accountNumber").replaceAll(/[ -]/g, ""),
        holderName: text("holderName"),
      })
    : null;
  if (account && !account.ok) return refused(posted, place, account.error);
  const body = { reason: text("reason"), ...(account && { refundAccount: account.value }) };
  const cancelled = await cancelOrder(shopperOf(cookie, config, id), id, body, keyOf(form));
  if (!cancelled.ok) {
    return refused(posted, place, cancelled.error, { refund_account_required: "accountNumber" });
  }
  const isDone = cancelled.value.status === "CANCELLED" || cancelled.value.status === "EXPIRED";
  return done(posted, place, isDone ? "cancelled" : "cancel_started");
}
