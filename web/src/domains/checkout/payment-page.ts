/** Where a browser goes to pay. Pure. */
import type { Payment } from "@edgemart/contracts/payment";
import type { WebConfig } from "#env.ts";

/** Gives the address of the configured payment page; null for any other, and where there is none. */
export function paymentPage(
  { next }: Pick<Payment, "next">,
  { PAYMENT_PAGE_ORIGIN: page }: Pick<WebConfig, "PAYMENT_PAGE_ORIGIN">,
): string | null {
  if (next?.type !== "redirect" || !URL.canParse(next.url)) return null;
  return new URL(next.url).origin === page ? next.url : null;
}
