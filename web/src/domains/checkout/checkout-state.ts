/** Chooses what the checkout's forms say. Pure. */
import { awayAs } from "#forms/shown/away-as.ts";
import type { FormMessage } from "#forms/shown/form-message.ts";
import { type FormState, formState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/fill.ts";

/** What the form of an order says above itself and at its fields; null when there is nothing to say. */
export function checkoutState(message: FormMessage | null, messages: Messages): FormState | null {
  const { checkout, mine } = messages;
  // The sum was asked for anew: the page itself is the answer.
  if (message?.code === "quoted") return null;
  const { errors } = checkout;
  const addresses = mine.errors;
  return formState(
    awayAs(message, "unavailable"),
    mine,
    {},
    { ...errors, rate_limited: errors.too_many_unpaid },
    {
      ...missing(messages),
      ...{ name: errors.name, email: errors.email, phone: errors.phone, memo: errors.memo },
      couponCode: errors.couponCode,
      recipient: addresses.recipient,
      recipientPhone: errors.phone,
      ...{ postcode: addresses.postcode, line1: addresses.line1, line2: addresses.line2 },
    },
  );
}

/** An empty field is named: the list above the form says them without their labels. */
function missing({ checkout, mine }: Messages): Record<string, string> {
  const { postcode, road } = mine.addresses;
  const { name, phone, email } = checkout;
  const labels = { name, phone, email, postcode, line1: road };
  return Object.fromEntries(
    Object.entries(labels).map(([field, label]) => [
      `${field}:missing`,
      `${label}: ${mine.errors.missing}`,
    ]),
  );
}

/** What the form of a payment says. */
export function payState(message: FormMessage | null, messages: Messages): FormState | null {
  const { pay } = messages.checkout;
  // The field itself is the answer.
  if (message?.code === "points_filled") return null;
  const { errors } = pay;
  return formState(awayAs(message, "unavailable"), messages.mine, {}, errors, {
    pointUsed: errors.pointUsed,
    receiptNumber: errors.number,
    agree: pay.agreeMissing,
    "agree:missing": pay.agreeMissing,
  });
}
