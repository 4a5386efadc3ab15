/** Places the order of the checkout form, or works its price out again. */
import { KoreanAddressInput } from "@edgemart/contracts/address";
import type { Failure } from "@edgemart/contracts/result";
import { placeOrder } from "#api/orders.ts";
import { renderedCart } from "#domains/cart/rendered-cart.ts";
import type { WebConfig } from "#env.ts";
import { seeOther } from "#forms/posted/form-request.ts";
import { keyOf } from "#forms/posted/form-values.ts";
import { done, type Posted, readPosted, refused } from "#forms/posted/submission.ts";
import { messagesOf } from "#messages/messages.ts";
import { orderRightCookie } from "#session/order-tokens.ts";
import { NEW_ADDRESS, orderInput, typedCheckout } from "./checkout-values.ts";
import { heldBy, replacingOf } from "./replaced-order.ts";
import { ordererOf } from "./visit-checkout.ts";

/** Answers 303: to the page where the order is paid, or back to the form with what was wrong and what was typed. */
export async function placeFromForm(request: Request, config: WebConfig): Promise<Response> {
  const posted = await readPosted(request, config);
  if ("refused" in posted) return posted.refused;
  const { form, cookie, names } = posted;
  const place = { name: "checkout", path: "/checkout", typed: typedCheckout(form) } as const;
  if (form.text("do") === "quote") return done(posted, place, "quoted", { typed: place.typed });
  const refuse = (failure: Failure) =>
    refused(posted, place, failure, { coupon_invalid: "couponCode" });
  const { view } = await renderedCart(cookie, form.lang, config, heldBy(cookie, config));
  if (view.lines.length === 0) return seeOther(`/${form.lang}/checkout`, []);
  const { shopper, replaces } = replacingOf(cookie, config, form.text("replaces"));
  const saved = await savedAddress(posted, shopper.accessToken);
  if (saved === "gone") return refuse({ code: "shipping_unavailable" });
  const { door, guard, call } = messagesOf(form.lang).checkout.memos;
  const input = orderInput(form, {
    lines: view.lines.map(({ sku, quantity }) => ({ sku, quantity, priceSeenMinor: null })),
    saved,
    memos: { door, guard, call },
    locale: form.lang,
    currency: view.currency,
  });
  if (!input.ok) return refuse(input.error);
  const body = { ...input.value, ...(replaces !== undefined && { replaces }) };
  const placed = await placeOrder(shopper, body, keyOf(form));
  if (!placed.ok) return refuse(placed.error);
  const { id, token } = placed.value;
  const right = token ? [orderRightCookie(cookie, names.orders, { id, token })] : [];
  return seeOther(`/${form.lang}/checkout/${id}`, right);
}

/** The saved address that was chosen; null where one was typed, `gone` where it is not there any more. */
async function savedAddress({ form }: Posted, accessToken: string | null) {
  const chosen = form.text("address");
  if (chosen === NEW_ADDRESS || chosen === "") return null;
  const { saved } = await ordererOf(accessToken);
  const address = saved.find(({ id }) => id === chosen);
  if (!address) return "gone";
  const { recipient, phone, postcode, line1, line2 } = address;
  const input = { recipient, phone, country: "KR", postcode, line1, line2 };
  return KoreanAddressInput.safeParse(input).data ?? "gone";
}
