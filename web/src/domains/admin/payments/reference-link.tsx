/** What a payment is of, with the way to it. */

import type { Locale } from "@edgemart/contracts/locale";
import type { AdminPayment } from "@edgemart/contracts/payment-admin";
import styles from "../admin.module.css";

/** Draws the id: an order leads to its page, points that were bought to their member's. */
export function ReferenceLink({ lang, payment }: { lang: Locale; payment: AdminPayment }) {
  const { purpose, reference, memberId } = payment;
  const code = <code className={styles.code}>{reference}</code>;
  if (purpose === "order") return <a href={`/${lang}/admin/orders/${reference}`}>{code}</a>;
  if (purpose === "point_charge" && memberId) {
    return <a href={`/${lang}/admin/points/${memberId}`}>{code}</a>;
  }
  return code;
}
