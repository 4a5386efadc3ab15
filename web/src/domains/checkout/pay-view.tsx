/** The page where a placed order is paid: what, where to, all costs, by what means. One form, which works without script. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Order } from "@edgemart/contracts/order";
import { Instrument } from "@edgemart/contracts/payment";
import { languageOf } from "#components/language-of.ts";
import { formatMoney } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import { webConfig } from "#config.ts";
import frame from "#domains/orders/frame.module.css";
import { OrderAmounts } from "#domains/orders/order-amounts.tsx";
import { OrderFacts } from "#domains/orders/order-facts.tsx";
import { OrderLines } from "#domains/orders/order-lines.tsx";
import { orderedLines } from "#domains/orders/ordered-lines.ts";
import { CheckField } from "#forms/fields/check-field.tsx";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import type { FormState } from "#forms/shown/form-state.ts";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "./checkout.module.css";
import { PointsFields } from "./points-fields.tsx";
import { timeLeft } from "./time-left.ts";
import type { ValueOf } from "./value-of.ts";

interface PayProps {
  lang: Locale;
  messages: Messages;
  order: Order;
  /** Points that can be spent; null for a guest, `away` while payment does not say. */
  points: number | "away" | null;
  state: FormState | null;
  /** Why the last try was refused, as a sentence; null where none was. */
  refused: string | null;
  value: ValueOf;
  formKey: string;
  now: number;
}

/** Draws the order and the form that pays it. */
export function PayView(props: PayProps) {
  const { lang, messages, order, points, state, refused, value, formKey, now } = props;
  const texts = messages.checkout.pay;
  const fields = state?.fields ?? {};
  const total = formatMoney(order.total, lang);
  const isFree = order.total.amountMinor === 0;
  const seller = webConfig().SHOP_LEGAL_COMPANY;
  return (
    <div className={frame.page}>
      <h1>{texts.title}</h1>
      <FormNotice state={state ?? refusedState(refused, texts)} />
      <Deadline {...{ lang, now, texts }} until={order.deadlineAt} />
      <div className={frame.columns}>
        <div className={frame.main}>
          <form action="/api/checkout/pay" className={frame.main} method="post" noValidate>
            <input name="lang" type="hidden" value={lang} />
            <input name="key" type="hidden" value={formKey} />
            <input name="order" type="hidden" value={order.id} />
            {/* What Enter presses: the first button would be one that fills in. */}
            <input hidden type="submit" />
            {refused !== null && <input name="again" type="hidden" value="1" />}
            {!isFree && (
              <fieldset className={frame.section}>
                <legend>{texts.instrument}</legend>
                <div className={styles.choices}>
                  {Instrument.options.map((instrument) => (
                    <label key={instrument}>
                      <input
                        defaultChecked={value("instrument", "card") === instrument}
                        name="instrument"
                        type="radio"
                        value={instrument}
                      />
                      <span>{texts.instruments[instrument]}</span>
                    </label>
                  ))}
                </div>
              </fieldset>
            )}
            {points !== null && !isFree && (
              <fieldset className={frame.section}>
                <legend>{texts.points}</legend>
                <PointsFields
                  {...{ lang, messages, order, points }}
                  error={fields.pointUsed}
                  isAnswer={state === null && refused === null}
                  typed={value("pointUsed")}
                />
              </fieldset>
            )}
            {!isFree && (
              <fieldset className={`${frame.section} ${styles.receipt}`}>
                <legend>{texts.receipt}</legend>
                <div className={styles.pair}>
                  <SelectField
                    help={texts.receiptHelp}
                    label={texts.receipt}
                    name="receipt"
                    options={Object.entries(texts.receipts)}
                    value={value("receipt", "none")}
                  />
                  <Field
                    defaultValue={value("receiptNumber")}
                    error={fields.receiptNumber}
                    help={texts.receiptNumberHelp}
                    inputMode="numeric"
                    label={texts.receiptNumber}
                    maxLength={20}
                    name="receiptNumber"
                    optional={messages.mine.optional}
                  />
                </div>
              </fieldset>
            )}
            <div className={frame.section}>
              <p className={frame.note}>{texts.withdrawal}</p>
              <p className={frame.note}>
                {texts.seller}: <span lang={languageOf(seller)}>{seller}</span> (
                {webConfig().SHOP_LEGAL_BUSINESS_NUMBER})
              </p>
              <CheckField error={fields.agree ?? null} label={texts.agree} name="agree" required />
              <SubmitButton pending={texts.pending} text={fill(texts.submit, { total })} />
            </div>
          </form>
          <details className={frame.folded}>
            <summary>{texts.cancel}</summary>
            <form action="/api/order/cancel" method="post">
              <input name="lang" type="hidden" value={lang} />
              <input name="key" type="hidden" value={formKey} />
              <input name="order" type="hidden" value={order.id} />
              <p>{messages.orders.cancelUnpaidAsk}</p>
              <SubmitButton danger pending={texts.cancelPending} text={messages.orders.cancelYes} />
            </form>
          </details>
        </div>
        <section aria-label={messages.orders.amounts} className={styles.aside}>
          <h2>{messages.orders.lines}</h2>
          <OrderLines lang={lang} lines={orderedLines(order, messages.orders)} />
          <OrderAmounts lang={lang} order={order} texts={messages.orders} />
          <OrderFacts lang={lang} order={order} texts={messages.orders} />
        </section>
      </div>
    </div>
  );
}

type PayTexts = Messages["checkout"]["pay"];

function refusedState(refused: string | null, texts: PayTexts): FormState | null {
  if (refused === null) return null;
  const text = [refused, texts.otherMeans].filter(Boolean).join(" ");
  return { tone: "error", title: texts.refused, text, fields: {} };
}

interface DeadlineProps {
  lang: Locale;
  until: string | null;
  now: number;
  texts: PayTexts;
}

function Deadline({ lang, until, now, texts }: DeadlineProps) {
  if (until === null) return null;
  const left = timeLeft(until, now);
  return (
    <p className={left.isSoon ? styles.warn : frame.note} role="status">
      {fill(texts.until, { time: shownTime(until, lang, "minute") })}{" "}
      {left.isSoon ? texts.soon : fill(texts.left, { minutes: left.minutes })}
    </p>
  );
}
