/** What an order costs, how it is paid, and what was given back. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Order } from "@edgemart/contracts/order";
import { formatMoney } from "#components/money.ts";
import { fill, type Messages } from "#messages/messages.ts";
import { type AmountRow, Amounts } from "./amounts.tsx";

interface AmountsProps {
  order: Order;
  lang: Locale;
  texts: Messages["orders"];
}

/** Draws the sums of an order. */
export function OrderAmounts({ order, lang, texts }: AmountsProps) {
  const money = (amount: Order["total"]) => formatMoney(amount, lang);
  const { discount, pointsUsed, card, payment } = order;
  const points = (count: number) => fill(texts.pointsOf, { points: count.toLocaleString(lang) });
  const rows: (AmountRow | false)[] = [
    { label: texts.items, value: money(order.itemsTotal) },
    discount.amountMinor > 0 && {
      label: order.couponCode ? `${texts.discount} (${order.couponCode})` : texts.discount,
      value: `−${money(discount)}`,
      kind: "saved",
    },
    {
      label: texts.shipping,
      value: order.shipping.amountMinor === 0 ? texts.free : money(order.shipping),
    },
    {
      label: texts.total,
      // Of the card part: not known before it is.
      note: order.vat.amountMinor > 0 ? fill(texts.vatOf, { vat: money(order.vat) }) : undefined,
      value: money(order.total),
      kind: "total",
    },
    pointsUsed > 0 && { label: texts.points, value: points(pointsUsed), kind: "part" },
    pointsUsed > 0 && { label: texts.card, value: money(card), kind: "part" },
    payment !== null &&
      payment.refundedAmount.amountMinor > 0 && {
        label: texts.refunded,
        value: money(payment.refundedAmount),
        kind: "part",
      },
    payment !== null &&
      payment.refundedPoints > 0 && {
        label: texts.refundedPoints,
        value: points(payment.refundedPoints),
        kind: "part",
      },
  ];
  return <Amounts rows={rows.filter((row) => row !== false)} />;
}
