/** What the cart's page says once after a form without script, written into its address. Pure. */
import { lineText } from "./cart-form.ts";
import type { ChangedCart } from "./change-cart.ts";

/** The query of the cart's page. */
export function cartNotice(
  { problem, removed }: Pick<ChangedCart, "problem" | "removed">,
  isAdded: boolean,
): string {
  if (problem) return `?notice=${problem}`;
  if (isAdded) return "?notice=added";
  if (!removed) return "";
  const { sku, quantity, priceSeenMinor } = removed.line;
  return `?notice=removed&line=${lineText(sku, quantity, priceSeenMinor)}&at=${removed.at}`;
}
