/** The receipt of a paid order, made to be printed. @see specs/orders.md 55 */
import type { Locale } from "@edgemart/contracts/locale";
import type { Order } from "@edgemart/contracts/order";
import { languageOf } from "#components/language-of.ts";
import { formatMoney } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import { escrowFact } from "#domains/legal/escrow-fact.ts";
import type { WebConfig } from "#env.ts";
import { fill, type Messages } from "#messages/messages.ts";
import { Amounts } from "./amounts.tsx";
import { cardName } from "./bank-name.ts";
import frame from "./frame.module.css";
import { localText } from "./local-text.ts";
import { Fact } from "./order-facts.tsx";
import { PrintButton } from "./print-button.tsx";
import styles from "./receipt.module.css";

interface ReceiptProps {
  lang: Locale;
  messages: Messages;
  order: Order;
  /** The seller's disclosure. */
  config: WebConfig;
}

/** Draws the receipt: seller, what was bought, supply price and tax, means of payment. */
export function ReceiptView({ lang, messages, order, config }: ReceiptProps) {
  const texts = messages.orders;
  return (
    <div className={`${frame.page} ${styles.receipt}`}>
      <div className={frame.head}>
        <h1>{texts.receipt.title}</h1>
        <p className={frame.soft}>{fill(texts.orderTitle, { number: order.number })}</p>
      </div>
      <div className={frame.actions}>
        <PrintButton text={texts.receipt.print} />
        <a className="button quiet" href={`/${lang}/orders/${order.id}`}>
          {texts.receipt.back}
        </a>
      </div>
      <section className={frame.section}>
        <dl className={styles.facts}>
          <Fact label={texts.placed}>{shownTime(order.placedAt, lang, "minute")}</Fact>
          {order.paidAt && (
            <Fact label={texts.paid}>{shownTime(order.paidAt, lang, "minute")}</Fact>
          )}
          <Fact label={texts.contact}>
            <span lang={languageOf(order.contact.name)}>{order.contact.name}</span>
          </Fact>
        </dl>
      </section>
      <section className={frame.section}>
        <h2>{texts.lines}</h2>
        <Goods {...{ lang, messages, order }} />
      </section>
      <section className={frame.section}>
        <h2>{texts.amounts}</h2>
        <Sums {...{ lang, messages, order }} />
      </section>
      <section className={frame.section}>
        <h2>{texts.payment}</h2>
        <Means {...{ lang, messages, order }} />
      </section>
      <section className={frame.section}>
        <h2>{texts.receipt.seller}</h2>
        <Seller {...{ messages, config }} />
      </section>
    </div>
  );
}

type PartProps = Omit<ReceiptProps, "config">;

function Goods({ lang, messages, order }: PartProps) {
  const { receipt } = messages.orders;
  return (
    <div className={styles.scroll}>
      <table className={styles.goods}>
        <thead>
          <tr>
            <th scope="col">{receipt.item}</th>
            <th scope="col">{receipt.unit}</th>
            <th scope="col">{receipt.count}</th>
            <th scope="col">{receipt.sum}</th>
          </tr>
        </thead>
        <tbody>
          {order.lines.map(({ line, title, options, unit, quantity, total }) => {
            const name = localText(title, lang);
            const option = options.map((each) => localText(each, lang)).join(" / ");
            return (
              <tr key={line}>
                <td lang={languageOf(name)}>
                  {name}
                  {option && <small lang={languageOf(option)}>{option}</small>}
                </td>
                <td>{formatMoney(unit, lang)}</td>
                <td>{quantity.toLocaleString(lang)}</td>
                <td>{formatMoney(total, lang)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Sums({ lang, messages, order }: PartProps) {
  const texts = messages.orders;
  const { card, vat, shipping, total, pointsUsed, payment, itemsTotal, discount } = order;
  const money = (amountMinor: number) => formatMoney({ ...total, amountMinor }, lang);
  const points = (count: number) => fill(texts.pointsOf, { points: count.toLocaleString(lang) });
  const refunded = payment?.refundedAmount.amountMinor ?? 0;
  return (
    <Amounts
      rows={[
        { label: texts.items, value: money(itemsTotal.amountMinor) },
        ...(discount.amountMinor > 0
          ? [{ label: texts.discount, value: `−${money(discount.amountMinor)}` }]
          : []),
        { label: texts.shipping, value: money(shipping.amountMinor) },
        { label: texts.total, value: money(total.amountMinor), kind: "total" as const },
        ...(pointsUsed > 0 ? [{ label: texts.points, value: points(pointsUsed) }] : []),
        { label: texts.card, value: money(card.amountMinor) },
        { label: texts.receipt.supply, value: money(card.amountMinor - vat.amountMinor) },
        { label: texts.receipt.vat, value: money(vat.amountMinor) },
        ...(refunded > 0 ? [{ label: texts.refunded, value: money(refunded) }] : []),
        ...(payment && payment.refundedPoints > 0
          ? [{ label: texts.refundedPoints, value: points(payment.refundedPoints) }]
          : []),
      ]}
    />
  );
}

function Means({ lang, messages, order }: PartProps) {
  const texts = messages.orders;
  const { payment } = order;
  if (payment === null) {
    const text = order.degraded.includes("payment") ? texts.paymentAway : texts.receipt.noPayment;
    return <p>{text}</p>;
  }
  const { instruments } = messages.checkout.pay;
  const means = [
    payment.instrument && instruments[payment.instrument],
    payment.instrumentLabel && cardName(payment.instrumentLabel, lang),
    order.pointsUsed > 0 && texts.points,
  ].filter(Boolean);
  return (
    <dl className={styles.facts}>
      <Fact label={texts.receipt.means}>{means.join(" · ") || texts.receipt.nothingToPay}</Fact>
      {payment.cashReceipt && <Fact label={texts.cashReceipt}>{payment.cashReceipt.number}</Fact>}
    </dl>
  );
}

function Seller({ messages, config }: { messages: Messages; config: WebConfig }) {
  const texts = messages.orders.receipt;
  const facts = [
    [texts.company, config.SHOP_LEGAL_COMPANY],
    [texts.ceo, config.SHOP_LEGAL_CEO],
    [texts.businessNumber, config.SHOP_LEGAL_BUSINESS_NUMBER],
    [texts.mailOrderNumber, config.SHOP_LEGAL_MAIL_ORDER_NUMBER],
    [texts.address, config.SHOP_LEGAL_ADDRESS],
    [texts.phone, config.SHOP_LEGAL_PHONE],
    [texts.email, config.SHOP_LEGAL_EMAIL],
    ...escrowFact(config, messages.footer),
  ] as const;
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value]) => (
        <Fact key={label} label={label}>
          <span lang={languageOf(value)}>{value}</span>
        </Fact>
      ))}
    </dl>
  );
}
