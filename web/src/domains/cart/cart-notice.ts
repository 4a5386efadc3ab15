/** What the cart's page says once after a form without script, written into its address. Pure. */

import type { Changed } from "./cart-change.ts";
import { lineText } from "./cart-form.ts";

/** The query of the cart's page. */
export function cartNotice(
  { problem, removed }: Pick<Changed, "problem" | "removed">,
  isAdded: boolean,
): string {
  if (problem) return `?notice=${problem}`;
  if (isAdded) return "?notice=added";
  if (!removed) return "";
  return `?notice=removed&line=${lineText(removed.line)}&at=${removed.at}`;
}
