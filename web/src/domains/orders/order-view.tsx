/** An order's page: what state it is in and what to do now, lines, sums, payment, delivery, and the way to cancel. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Order } from "@edgemart/contracts/order";
import type { PushDevices } from "@edgemart/contracts/push";
import { shownTime } from "#components/shown-time.ts";
import { PushOffer } from "#domains/notifications/push-offer.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import { CancelForms } from "./cancel-form.tsx";
import { DeliveryFacts } from "./delivery-facts.tsx";
import frame from "./frame.module.css";
import { OrderAmounts } from "./order-amounts.tsx";
import { OrderChanges } from "./order-changes.tsx";
import { OrderFacts } from "./order-facts.tsx";
import { fieldId, type OrderFormProps } from "./order-form.ts";
import { OrderLines } from "./order-lines.tsx";
import { orderedLines } from "./ordered-lines.ts";
import { isPageOpen, stageOf } from "./pay-stage.ts";
import { DepositAccountFacts, PaymentFacts } from "./payment-facts.tsx";
import { ReceivedForm } from "./received-form.tsx";
import { ReturnForm } from "./return-form.tsx";

/** How often a page of a payment under way looks again, in seconds. */
const LOOK_SECONDS = 5;

/** Draws the page. */
export function OrderView({ push, ...props }: OrderFormProps & { push: PushDevices | null }) {
  const { lang, messages, order, shown } = props;
  const texts = messages.orders;
  const stage = stageOf(order);
  const isPayable = order.actions.includes("pay") && stage === "open";
  const isChecking = stage === "checking" || (order.status === "PLACING" && !isPayable);
  const status = shownStatus(order);
  return (
    <div className={frame.page}>
      {isChecking && <meta content={String(LOOK_SECONDS)} httpEquiv="refresh" />}
      <div className={frame.head}>
        <p className={frame.soft}>{fill(texts.orderTitle, { number: order.number })}</p>
        <h1>{texts.states[status]}</h1>
        <p role="status">{saidOf(order, lang, texts)}</p>
      </div>
      <FormNotice idOf={(field) => fieldId(shown.part, field)} state={shown.state} />
      {order.cancelRequested && <p role="status">{texts.cancelRequested}</p>}
      {isPayable && (
        <div className={frame.actions}>
          <a className="button" href={`/${lang}/checkout/${order.id}`}>
            {order.payment && order.payment.status !== "READY" ? texts.payAgain : texts.pay}
          </a>
        </div>
      )}
      {(order.status === "CANCELLED" || order.status === "EXPIRED") && !order.paidAt && (
        <div className={frame.actions}>
          <a className="button" href={`/${lang}/cart`}>
            {texts.toCart}
          </a>
        </div>
      )}
      <DepositAccountFacts {...{ lang, order, messages }} />
      <div className={frame.columns}>
        <div className={frame.main}>
          <section className={frame.section}>
            <h2>{texts.lines}</h2>
            <OrderLines lang={lang} lines={orderedLines(order, texts)} />
          </section>
          <DeliveryFacts {...{ lang, order, texts }} />
          <OrderChanges {...props} />
        </div>
        <div className={frame.main}>
          <section className={frame.section}>
            <h2>{texts.amounts}</h2>
            <OrderAmounts {...{ lang, order, texts }} />
            <PaymentFacts {...{ lang, order, messages }} />
            {order.paidAt && (
              <p>
                <a className={frame.way} href={`/${lang}/orders/${order.id}/receipt`}>
                  {texts.print}
                </a>
              </p>
            )}
            {order.pointsToEarn > 0 && (
              <p className={frame.soft}>
                {fill(texts.toEarn, { points: order.pointsToEarn.toLocaleString(lang) })}
              </p>
            )}
          </section>
          <section className={frame.section}>
            <h2>{texts.delivery}</h2>
            <OrderFacts {...{ lang, order, texts }} />
          </section>
          <ReceivedForm {...props} />
          <ReturnForm {...props} />
          <CancelForms {...props} />
          {push && order.memberId && (
            <PushOffer
              {...{ lang, messages }}
              devices={push}
              order={order.id}
              owner={order.memberId}
            />
          )}
        </div>
      </div>
    </div>
  );
}

/** A shopper who left the payment page has not paid: the order waits for them, not for a result. */
function shownStatus(order: Order): Order["status"] | "pageOpen" {
  return isPageOpen(order) ? "pageOpen" : order.status;
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
  return fill(texts.said[shownStatus(order)], { time: due ? shownTime(due, lang, "minute") : "" });
}
