/** How an order is paid: the account to pay into, and what payment tells. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Order } from "@edgemart/contracts/order";
import { formatMoney } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import type { Messages } from "#messages/messages.ts";
import { bankName, cardName } from "./bank-name.ts";
import frame from "./frame.module.css";
import styles from "./order.module.css";
import { Fact } from "./order-facts.tsx";

interface PaymentProps {
  lang: Locale;
  order: Order;
  messages: Messages;
}

/** Draws the account a deposit is waited for on; nothing in any other state. */
export function DepositAccountFacts({ lang, order, messages }: PaymentProps) {
  const texts = messages.orders;
  const account = order.payment?.account;
  if (order.status !== "AWAITING_DEPOSIT" || !account) return null;
  return (
    <section aria-label={texts.account} className={styles.account}>
      <dl className={frame.facts}>
        <Fact label={texts.bank}>{bankName(account.bank, lang)}</Fact>
        <Fact label={texts.accountNumber}>
          <span className={styles.number}>{account.accountNumber}</span>
        </Fact>
        <Fact label={texts.holder}>{account.holderName}</Fact>
        <Fact label={texts.amount}>{formatMoney(order.card, lang)}</Fact>
        <Fact label={texts.due}>{shownTime(account.dueAt, lang, "minute")}</Fact>
      </dl>
    </section>
  );
}

/** Draws the state of the payment and its means, or that payment does not answer. */
export function PaymentFacts({ lang, order, messages }: PaymentProps) {
  const texts = messages.orders;
  if (order.degraded.includes("payment")) {
    return (
      <p className={frame.soft} role="status">
        {texts.paymentAway}
      </p>
    );
  }
  const { payment } = order;
  if (!payment) return null;
  const { instruments } = messages.checkout.pay;
  return (
    <dl className={frame.facts}>
      <Fact label={texts.payment}>
        {texts.paymentStates[payment.status]}
        {payment.instrument && ` · ${instruments[payment.instrument]}`}
        {payment.instrumentLabel && ` · ${cardName(payment.instrumentLabel, lang)}`}
      </Fact>
      {payment.cashReceipt && <Fact label={texts.cashReceipt}>{payment.cashReceipt.number}</Fact>}
    </dl>
  );
}
