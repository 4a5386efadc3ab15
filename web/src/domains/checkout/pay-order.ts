/** Begins the payment of the payment form and sends the browser where it is made. */
import { OrderId } from "@edgemart/contracts/ids";
import type { Payment } from "@edgemart/contracts/payment";
import { fetchOrder, payOrder } from "#api/orders.ts";
import { cookiesAfterPaying } from "#domains/orders/bought-cart.ts";
import { shopperOf } from "#domains/orders/shopper.ts";
import type { WebConfig } from "#env.ts";
import { seeOther } from "#forms/posted/form-request.ts";
import { keyOf } from "#forms/posted/form-values.ts";
import { readPosted, refused } from "#forms/posted/submission.ts";
import { payInput, typedPayment } from "./pay-values.ts";

/** Codes after which the order's own page says what is. */
const SEEN_ON_ORDER = new Set([
  "order_already_paid",
  "payment_in_progress",
  "order_state_conflict",
]);

/** Answers 303: to the payment page, to the order when it is paid already, or back to the form. */
export async function payFromForm(request: Request, config: WebConfig): Promise<Response> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return posted.refused;
  const { form, cookie } = posted;
  const id = OrderId.safeParse(form.text("order")).data;
  if (!id) return seeOther(`/${form.lang}/cart`, []);
  const place = { name: "pay", path: `/checkout/${id}`, typed: typedPayment(form) } as const;
  const shopper = shopperOf(cookie, config, id);
  const found = await fetchOrder(shopper, id);
  if (!found.ok) return refused(posted, place, found.error);
  const input = payInput(form, found.value);
  if (!input.ok) return refused(posted, place, input.error);
  const begun = await payOrder(shopper, input.value, keyOf(form));
  if (!begun.ok) {
    const isSeen = SEEN_ON_ORDER.has(begun.error.code);
    if (isSeen) return seeOther(`/${form.lang}/orders/${id}`, []);
    return refused(posted, place, begun.error, { points_insufficient: "pointUsed" });
  }
  const to = paymentPage(begun.value, config);
  if (to) return seeOther(to, []);
  const isPaid = begun.value.status === "PAID";
  const cookies = isPaid ? cookiesAfterPaying(cookie, config, found.value.lines) : [];
  return seeOther(`/${form.lang}/orders/${id}`, cookies);
}

/** The address to send the browser to: of the configured payment page and no other. */
function paymentPage({ next }: Payment, config: WebConfig): string | null {
  if (next?.type !== "redirect" || !URL.canParse(next.url)) return null;
  return new URL(next.url).origin === config.PAYMENT_PAGE_ORIGIN ? next.url : null;
}
