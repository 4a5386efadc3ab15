/** What an order costs, what was paid, what went back and what is left, with the attempts to pay it. */
import { formatMoney } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import { fill } from "#messages/messages.ts";
import styles from "../admin.module.css";
import type { OrderOnDesk } from "./order-on-desk.ts";
import { type MoneyOfOrder, moneyOfOrder } from "./order-parts.ts";

/** Draws the sums. */
export function MoneyFacts({ desk, order }: OrderOnDesk) {
  const { lang, messages } = desk;
  const { order: texts, sales } = messages.admin;
  const { currency } = order.total;
  const sum = ({ card, points }: MoneyOfOrder) => {
    const money = formatMoney({ amountMinor: card, currency }, lang);
    if (points === 0) return money;
    return fill(texts.moneyAndPoints, { money, points: points.toLocaleString(lang) });
  };
  const { paid, givenBack, onItsWay, left } = moneyOfOrder(order);
  return (
    <>
      <dl className={styles.facts}>
        <dt>{texts.items}</dt>
        <dd>{formatMoney(order.itemsTotal, lang)}</dd>
        {order.discount.amountMinor > 0 && (
          <>
            <dt>{texts.discount}</dt>
            <dd>
              −{formatMoney(order.discount, lang)}{" "}
              {order.couponCode && (
                <a href={`/${lang}/admin/coupons/${order.couponCode}`}>
                  <code className={styles.code}>{order.couponCode}</code>
                </a>
              )}
            </dd>
          </>
        )}
        <dt>{texts.shipping}</dt>
        <dd>{formatMoney(order.shipping, lang)}</dd>
        <dt>{texts.total}</dt>
        <dd>
          <strong>{formatMoney(order.total, lang)}</strong>
        </dd>
        {order.paidAt && (
          <>
            <dt>{texts.paid}</dt>
            <dd>{sum(paid)}</dd>
            <dt>{texts.givenBack}</dt>
            <dd>{sum(givenBack)}</dd>
            <dt>{texts.onItsWay}</dt>
            <dd>{sum(onItsWay)}</dd>
            <dt>{texts.remaining}</dt>
            <dd>
              <strong>{sum(left)}</strong>
            </dd>
          </>
        )}
        {order.pointsToEarn > 0 && (
          <>
            <dt>{texts.pointsToEarn}</dt>
            <dd>{fill(sales.points, { points: order.pointsToEarn.toLocaleString(lang) })}</dd>
          </>
        )}
      </dl>
      {order.degraded.includes("payment") && <p className={styles.alarm}>{texts.paymentAway}</p>}
      {order.attempts.length > 0 && (
        <>
          <h3>{texts.payments}</h3>
          <ul>
            {order.attempts.map(({ paymentId, n, instrument, createdAt }) => (
              <li className={styles.line} key={paymentId}>
                {fill(texts.attemptNumber, { nth: n })} · {sales.instruments[instrument]} ·{" "}
                {shownTime(createdAt, lang, "minute")} ·{" "}
                <a href={`/${lang}/admin/payments/${paymentId}`}>{texts.payment}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
