/** What a payment is: of what, how much, by which means, and what the gateway calls it. */

import type { Locale } from "@edgemart/contracts/locale";
import type { AdminPaymentDetail } from "@edgemart/contracts/payment-admin";
import { languageOf } from "#components/language-of.ts";
import { formatMoney } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import { bankName, cardName } from "#domains/orders/bank-name.ts";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { trailWord } from "../audit/trail-word.ts";
import { Fact } from "../parts/fact.tsx";
import { ReferenceLink } from "./reference-link.tsx";

interface FactsProps {
  lang: Locale;
  messages: Messages;
  payment: AdminPaymentDetail;
}

/** Draws the facts, in two columns on a desk. */
export function PaymentFacts(props: FactsProps) {
  return (
    <div className={styles.cards}>
      <MoneyOf {...props} />
      <GatewayOf {...props} />
    </div>
  );
}

function MoneyOf({ lang, messages, payment }: FactsProps) {
  const { payments: texts, order, sales } = messages.admin;
  const money = (amount: AdminPaymentDetail["amount"], points: number) =>
    points === 0
      ? formatMoney(amount, lang)
      : fill(order.moneyAndPoints, {
          money: formatMoney(amount, lang),
          points: points.toLocaleString(lang),
        });
  const { refundingAmount, refundingPoints } = payment;
  const isRefunding = refundingAmount.amountMinor > 0 || refundingPoints > 0;
  return (
    <dl className={styles.facts}>
      <Fact term={texts.purpose}>{texts.purposes[payment.purpose]}</Fact>
      <Fact term={texts.reference}>
        <ReferenceLink lang={lang} payment={payment} />
      </Fact>
      <Fact term={texts.name}>
        <span lang={languageOf(payment.orderName)}>{payment.orderName}</span>
      </Fact>
      <Fact term={texts.attempt}>{payment.attempt}</Fact>
      <Fact term={texts.member}>
        {payment.memberId && (
          <a href={`/${lang}/admin/members/${payment.memberId}`}>
            <code className={styles.code}>{payment.memberId}</code>
          </a>
        )}
      </Fact>
      <Fact term={texts.amount}>
        <strong>{money(payment.cardAmount, payment.pointUsed)}</strong>
      </Fact>
      <Fact term={texts.refunded}>{money(payment.refundedAmount, payment.refundedPoints)}</Fact>
      <Fact term={texts.refunding}>{isRefunding && money(refundingAmount, refundingPoints)}</Fact>
      <Fact term={texts.instrument}>
        {payment.instrument ? sales.instruments[payment.instrument] : sales.instruments.points}
      </Fact>
      <Fact term={texts.label}>
        {payment.instrumentLabel && cardName(payment.instrumentLabel, lang)}
      </Fact>
      <Fact term={texts.failure}>
        {payment.failure && trailWord(texts.failures, payment.failure)}
      </Fact>
    </dl>
  );
}

function GatewayOf({ lang, messages, payment }: FactsProps) {
  const texts = messages.admin.payments;
  const { account, cashReceipt } = payment;
  const times = [
    [texts.created, payment.createdAt],
    [texts.paidAt, payment.paidAt],
    [texts.due, payment.dueAt],
    [texts.reversed, payment.reversedAt],
    [texts.nextLook, payment.nextLookAt],
  ] as const;
  return (
    <dl className={styles.facts}>
      {times.map(([term, at]) => (
        <Fact key={term} term={term}>
          {at && <time dateTime={at}>{shownTime(at, lang, "second")}</time>}
        </Fact>
      ))}
      <Fact term={texts.gateway}>
        <code className={styles.code}>{payment.gateway}</code>
      </Fact>
      <Fact term={texts.gatewayKey}>
        {payment.paymentKey && <code className={styles.code}>{payment.paymentKey}</code>}
      </Fact>
      <Fact term={texts.approval}>{payment.approval}</Fact>
      <Fact term={texts.account}>
        {account && (
          <>
            {bankName(account.bank, lang)} {account.accountNumber}{" "}
            <span lang={languageOf(account.holderName)}>{account.holderName}</span>
          </>
        )}
      </Fact>
      <Fact term={messages.admin.sales.account}>
        {payment.hasVoidAccount ? texts.hasVoidAccount : null}
      </Fact>
      <Fact term={texts.cashReceipt}>
        {cashReceipt && (
          <a href={cashReceipt.url} rel="noreferrer">
            {cashReceipt.number}
          </a>
        )}
      </Fact>
      <Fact term={texts.tries}>{payment.tries}</Fact>
    </dl>
  );
}
