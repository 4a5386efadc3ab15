/** Begins the payment of the payment form and sends the browser where it is made. */
import { OrderId } from "@edgemart/contracts/ids";
import type { Order } from "@edgemart/contracts/order";
import { fetchOrder, payOrder, type Shopper } from "#api/orders.ts";
import { fetchPoints } from "#api/points.ts";
import { cookiesAfterPaying } from "#domains/orders/bought-cart.ts";
import { shopperOf } from "#domains/orders/shopper.ts";
import type { WebConfig } from "#env.ts";
import { seeOther } from "#forms/posted/form-request.ts";
import { keyOf } from "#forms/posted/form-values.ts";
import { done, type Place, type Posted, readPosted, refused } from "#forms/posted/submission.ts";
import { payInput, typedPayment } from "./pay-values.ts";
import { paymentPage } from "./payment-page.ts";
import { usablePoints } from "./points-split.ts";

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
  if (form.text("do") === "all_points") return withAllPoints(posted, place, found.value, shopper);
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
  // There is a page and no way to it: neither paid nor under way.
  if (begun.value.next) return refused(posted, place, { code: "payment_method_unavailable" });
  const isPaid = begun.value.status === "PAID";
  const cookies = isPaid ? cookiesAfterPaying(cookie, config, found.value.lines) : [];
  return seeOther(`/${form.lang}/orders/${id}`, cookies);
}

/** Shows the form again with as many points as can be used; nothing is paid. */
async function withAllPoints(
  posted: Posted,
  place: Place,
  { memberId, total }: Pick<Order, "memberId" | "total">,
  { accessToken }: Shopper,
): Promise<Response> {
  const isTheirs = accessToken !== null && memberId !== null && total.currency === "KRW";
  const points = isTheirs ? await fetchPoints(accessToken) : null;
  if (points && !points.ok) return refused(posted, place, points.error);
  const usable = points ? usablePoints(points.value.available, total.amountMinor) : 0;
  const typed = { ...place.typed, pointUsed: usable > 0 ? String(usable) : "" };
  return done(posted, { ...place, part: "points" }, "points_filled", { typed });
}
