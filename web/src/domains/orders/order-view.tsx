/** An order's page: what state it is in and what to do now, lines, sums, payment, delivery, and the way to cancel. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Order } from "@edgemart/contracts/order";
import { formatMoney } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import type { FormState } from "#forms/shown/form-state.ts";
import { fill, type Messages } from "#messages/messages.ts";
import { bankName, cardName } from "./bank-name.ts";
import { CancelForm } from "./cancel-form.tsx";
import { DeliveryFacts } from "./delivery-facts.tsx";
import styles from "./order.module.css";
import { OrderAmounts } from "./order-amounts.tsx";
import { Fact, OrderFacts } from "./order-facts.tsx";
import { OrderLines } from "./order-lines.tsx";
import { orderedLines } from "./ordered-lines.ts";

interface ViewProps {
  lang: Locale;
  messages: Messages;
  order: Order;
  state: FormState | null;
  /** What was typed into a form that was refused. */
  typed: Record<string, string>;
  formKey: string;
}

/** How often a page of a payment under way looks again, in seconds. */
const LOOK_SECONDS = 5;

/** Draws the page. */
export function OrderView({ lang, messages, order, state, typed, formKey }: ViewProps) {
  const texts = messages.orders;
  const isChecking = order.status === "PLACING" || order.status === "PAYING";
  const isPayable = order.actions.includes("pay");
  return (
    <div className={styles.page}>
      {isChecking && !isPayable && <meta content={String(LOOK_SECONDS)} httpEquiv="refresh" />}
      <div className={styles.head}>
        <p className={styles.soft}>{fill(texts.orderTitle, { number: order.number })}</p>
        <h1>{texts.states[order.status]}</h1>
        <p role="status">{saidOf(order, lang, texts)}</p>
      </div>
      <FormNotice state={state} />
      {order.cancelRequested && <p role="status">{texts.cancelRequested}</p>}
      {isPayable && (
        <div className={styles.actions}>
          <a className="button" href={`/${lang}/checkout/${order.id}`}>
            {order.payment ? texts.payAgain : texts.pay}
          </a>
        </div>
      )}
      {(order.status === "CANCELLED" || order.status === "EXPIRED") && !order.paidAt && (
        <div className={styles.actions}>
          <a className="button" href={`/${lang}/cart`}>
            {texts.toCart}
          </a>
        </div>
      )}
      <DepositAccountFacts {...{ lang, order, texts }} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <section className={styles.section}>
            <h2>{texts.lines}</h2>
            <OrderLines lang={lang} lines={orderedLines(order, texts)} />
          </section>
          <DeliveryFacts {...{ lang, order, texts }} />
          <Changes {...{ lang, order, texts }} />
        </div>
        <div className={styles.main}>
          <section className={styles.section}>
            <h2>{texts.amounts}</h2>
            <OrderAmounts {...{ lang, order, texts }} />
            <PaymentFacts {...{ lang, order, messages }} />
            {order.pointsToEarn > 0 && (
              <p className={styles.soft}>
                {fill(texts.toEarn, { points: order.pointsToEarn.toLocaleString(lang) })}
              </p>
            )}
          </section>
          <section className={styles.section}>
            <h2>{texts.delivery}</h2>
            <OrderFacts {...{ lang, order, texts }} />
          </section>
          <CancelForm {...{ lang, messages, order, state, typed, formKey }} />
        </div>
      </div>
    </div>
  );
}

interface PartProps {
  lang: Locale;
  order: Order;
  texts: Messages["orders"];
}

/** One sentence for the state: why it ended, or what is to be done until when. */
function saidOf(order: Order, lang: Locale, texts: Messages["orders"]): string {
  const reasons: Record<string, string> = texts.reasons;
  const hasEnded = order.status === "CANCELLED" || order.status === "EXPIRED";
  const why = hasEnded && order.reason !== null ? reasons[order.reason] : undefined;
  if (why) return why;
  if (order.status === "PAID" && order.fulfilment !== "none") {
    return texts.fulfilments[order.fulfilment];
  }
  const due = order.payment?.account?.dueAt ?? order.deadlineAt;
  return fill(texts.said[order.status], { time: due ? shownTime(due, lang, "minute") : "" });
}

function DepositAccountFacts({ lang, order, texts }: PartProps) {
  const account = order.payment?.account;
  if (order.status !== "AWAITING_DEPOSIT" || !account) return null;
  return (
    <section aria-label={texts.account} className={styles.account}>
      <dl className={styles.facts}>
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

function PaymentFacts({
  lang,
  order,
  messages,
}: Omit<PartProps, "texts"> & { messages: Messages }) {
  const texts = messages.orders;
  if (order.degraded.includes("payment")) {
    return (
      <p className={styles.soft} role="status">
        {texts.paymentAway}
      </p>
    );
  }
  const { payment } = order;
  if (!payment) return null;
  const { instruments } = messages.checkout.pay;
  return (
    <dl className={styles.facts}>
      <Fact label={texts.payment}>
        {texts.paymentStates[payment.status]}
        {payment.instrument && ` · ${instruments[payment.instrument]}`}
        {payment.instrumentLabel && ` · ${cardName(payment.instrumentLabel, lang)}`}
      </Fact>
      {payment.cashReceipt && <Fact label={texts.cashReceipt}>{payment.cashReceipt.number}</Fact>}
    </dl>
  );
}

function Changes({ lang, order, texts }: PartProps) {
  if (order.changes.length === 0) return null;
  const states: Record<string, string> = texts.changeStates;
  return (
    <section className={styles.section}>
      <h2>{texts.changes}</h2>
      <dl className={styles.facts}>
        {order.changes.map((change) => (
          <Fact
            key={change.id}
            label={`${texts.changeKinds[change.kind]} · ${shownTime(change.createdAt, lang, "day")}`}
          >
            {states[change.state]} · {formatMoney(change.card, lang)}
            {change.points > 0 &&
              ` + ${fill(texts.pointsOf, { points: change.points.toLocaleString(lang) })}`}
            {change.needsAccount && <p>{texts.needsAccount}</p>}
          </Fact>
        ))}
      </dl>
      <p className={styles.soft}>{texts.refundAbout}</p>
    </section>
  );
}
