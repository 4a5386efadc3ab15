/** What an order's mail says to an address that no one confirmed: nothing of who ordered what, and where it goes. Pure. @see specs/notifications.md 26 */
import type { Locale } from "@edgemart/contracts/locale";
import type { Order } from "@edgemart/contracts/order";
import type { Template } from "../templates.ts";
import type { Block } from "./content.ts";
import { moneyText } from "./formats.ts";
import { LABELS } from "./labels.ts";

/** The total; of an awaited deposit what is to be paid and to which account, of a refund what was given back. */
export function shortFacts(
  template: Template,
  order: Order,
  long: readonly Block[],
  locale: Locale,
): readonly Block[] {
  switch (template) {
    case "order_awaiting_deposit":
      return long.map((block) =>
        block.kind === "facts"
          ? { ...block, facts: block.facts.filter(({ label }) => label !== LABELS[locale].holder) }
          : block,
      );
    case "order_refunded":
    case "order_deposit_reversed":
      return long;
    default: {
      const label = LABELS[locale].total ?? "total";
      return [{ kind: "facts", facts: [{ label, value: moneyText(order.total, locale) }] }];
    }
  }
}
