/** An order's states as words in boxes. */
import type { AdminOrderCard } from "@edgemart/contracts/order-administration";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";

interface BadgesProps {
  order: Pick<AdminOrderCard, "status" | "fulfilment" | "money" | "attention">;
  texts: Messages["admin"]["orders"];
}

/** Draws why an order needs a person, its state, how far it is on its way, and its money where they say more than the state. */
export function OrderBadges({ order, texts }: BadgesProps) {
  const { status, fulfilment, money, attention } = order;
  const isSent = fulfilment !== "none";
  const isStateOfMoney = money === "unpaid" || money === "awaiting_deposit" || money === "paid";
  // Why it needs a person may be the state of its money: said once.
  const isMoneyApart = !isStateOfMoney && money !== attention;
  return (
    <span className={styles.badges}>
      {attention && (
        <span className={styles.badge} data-alarm="">
          {attentionWord(attention, texts)}
        </span>
      )}
      <span className={styles.badge} data-strong={status === "PAID" ? "" : undefined}>
        {texts.states[status]}
      </span>
      {isSent && <span className={styles.badge}>{texts.fulfilments[fulfilment]}</span>}
      {isMoneyApart && (
        <span className={styles.badge} data-alarm={money === "refund_failed" ? "" : undefined}>
          {texts.moneys[money]}
        </span>
      )}
    </span>
  );
}

/** Gives the words for why an order needs a person; the code itself where it has none. */
export function attentionWord(code: string, texts: Messages["admin"]["orders"]): string {
  const words: Record<string, string> = texts.attentions;
  return words[code] ?? code;
}
