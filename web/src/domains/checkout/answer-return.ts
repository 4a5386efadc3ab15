/**
 * The way back from the payment page: completes the payment with the key it gave, and sends the browser on.
 *
 * A GET that acts, because payment pages come back by a redirect; 20 times is as once, and without a key it does nothing.
 */
import { OrderId, PaymentId } from "@edgemart/contracts/ids";
import { LOCALES } from "@edgemart/contracts/locale";
import { fetchOrder, verifyPayment } from "#api/orders.ts";
import { cookiesAfterPaying } from "#domains/orders/bought-cart.ts";
import { shopperOf } from "#domains/orders/shopper.ts";
import type { WebConfig } from "#env.ts";
import { seeOther } from "#forms/posted/form-request.ts";
import { type Returned, returnedBy, waitingPath } from "./returned.ts";
import { isOutcomeUnknown } from "./unknown-outcome.ts";

/** Answers 303. @param request of the address with `lang` and `order` in its query */
export async function answerReturn(request: Request, config: WebConfig): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const lang = LOCALES.find((locale) => locale === searchParams.get("lang")) ?? "ko";
  const order = OrderId.safeParse(searchParams.get("order")).data;
  if (!order) return seeOther(`/${lang}/cart`, []);
  const at = `/${lang}/checkout/${order}`;
  const returned = returnedBy(searchParams);
  switch (returned.kind) {
    case "nothing":
      return seeOther(at, []);
    case "refused":
      return seeOther(`${at}?refused=${returned.why}`, []);
    case "paid":
      return complete(returned, { request, config, lang, order, at });
  }
}

interface Way {
  request: Request;
  config: WebConfig;
  lang: string;
  order: string;
  /** The page where the order is paid. */
  at: string;
}

async function complete(
  returned: Extract<Returned, { kind: "paid" }>,
  { request, config, lang, order, at }: Way,
): Promise<Response> {
  const cookie = request.headers.get("cookie");
  const shopper = shopperOf(cookie, config, order);
  const paymentId = PaymentId.safeParse(returned.paymentId).data;
  if (!paymentId) return seeOther(`${at}?refused=key_unknown`, []);
  const verified = await verifyPayment(shopper, paymentId, {
    paymentKey: returned.paymentKey,
    orderId: paymentId,
    amount: returned.amount,
  });
  if (!verified.ok) {
    const { code } = verified.error;
    if (code === "payment_declined") {
      const isUnmatched = verified.error.detail === "key_unknown";
      return seeOther(`${at}?refused=${isUnmatched ? "key_unknown" : "declined"}`, []);
    }
    if (code === "payment_amount_mismatch") return seeOther(`${at}?refused=amount_mismatch`, []);
    // Not known: the page asks again, and the shop goes on by itself.
    if (isOutcomeUnknown(code)) return seeOther(waitingPath(at, returned), []);
    return seeOther(at, []);
  }
  const { status } = verified.value;
  if (status !== "PAID" && status !== "AWAITING_DEPOSIT") {
    return seeOther(waitingPath(at, returned), []);
  }
  const own = await fetchOrder(shopper, order);
  if (!own.ok) {
    return seeOther(`${at}/return?outcome=${status === "PAID" ? "paid" : "deposit"}`, []);
  }
  const cookies = status === "PAID" ? cookiesAfterPaying(cookie, config, own.value.lines) : [];
  return seeOther(`/${lang}/orders/${order}`, cookies);
}
