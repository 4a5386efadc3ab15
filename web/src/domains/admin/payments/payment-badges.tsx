/** A payment's state as words in boxes. */
import type { AdminPayment } from "@edgemart/contracts/payment-admin";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { trailWord } from "../audit/trail-word.ts";

interface BadgesProps {
  payment: Pick<AdminPayment, "status" | "attention" | "refundAttention">;
  texts: Messages["admin"]["payments"];
}

/** Draws why a payment needs a person, and its state. */
export function PaymentBadges({ payment, texts }: BadgesProps) {
  const { status, attention, refundAttention } = payment;
  return (
    <span className={styles.badges}>
      {attention && (
        <span className={styles.badge} data-alarm="">
          {trailWord(texts.attentions, attention)}
        </span>
      )}
      {refundAttention && (
        <span className={styles.badge} data-alarm="">
          {texts.attentions.refund_refused}
        </span>
      )}
      <span
        className={styles.badge}
        data-alarm={status === "ORPHANED" ? "" : undefined}
        data-strong={status === "PAID" ? "" : undefined}
      >
        {texts.states[status]}
      </span>
    </span>
  );
}
