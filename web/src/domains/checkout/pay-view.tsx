/** The page where a placed order is paid: what, where to, all costs, by what means. One form, which works without script. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Order } from "@edgemart/contracts/order";
import { Instrument } from "@edgemart/contracts/payment";
import { languageOf } from "#components/language-of.ts";
import { shownTime } from "#components/shown-time.ts";
import { webConfig } from "#config.ts";
import frame from "#domains/orders/frame.module.css";
import { OrderAmounts } from "#domains/orders/order-amounts.tsx";
import { OrderFacts } from "#domains/orders/order-facts.tsx";
import { OrderLines } from "#domains/orders/order-lines.tsx";
import { orderedLines } from "#domains/orders/ordered-lines.ts";
import { isPageOpen, type Refusal } from "#domains/orders/pay-stage.ts";
import { CheckField } from "#forms/fields/check-field.tsx";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import type { FormState } from "#forms/shown/form-state.ts";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "./checkout.module.css";
import { PayButton } from "./pay-button.tsx";
import { PointsFields } from "./points-fields.tsx";
import { usablePoints } from "./points-split.ts";
import { timeLeft } from "./time-left.ts";
import type { ValueOf } from "./value-of.ts";

interface PayProps {
  lang: Locale;
  messages: Messages;
  order: Order;
  /** Points that can be spent; null for a guest, `away` while payment does not say. */
  points: number | "away" | null;
  state: FormState | null;
  /** How the last try was refused; null where none was. */
  refused: Refusal | null;
  value: ValueOf;
  formKey: string;
  now: number;
}

/** Draws the order and the form that pays it. */
export function PayView(props: PayProps) {
  const { lang, messages, order, points, state, refused, value, formKey, now } = props;
  const texts = messages.checkout.pay;
  const fields = state?.fields ?? {};
  const isOpen = isPageOpen(order);
  const said = state ?? attemptState(props, isOpen);
  const isFree = order.total.amountMinor === 0;
  const seller = webConfig().SHOP_LEGAL_COMPANY;
  return (
    <div className={frame.page}>
      <h1>{texts.title}</h1>
      <FormNotice state={said} />
      <Deadline {...{ lang, now, texts }} until={order.deadlineAt} />
      <div className={frame.columns}>
        <div className={frame.main}>
          <form action="/api/checkout/pay" className={frame.main} method="post" noValidate>
            <input name="lang" type="hidden" value={lang} />
            <input name="key" type="hidden" value={formKey} />
            <input name="order" type="hidden" value={order.id} />
            {/* What Enter presses: the first button would be one that fills in. */}
            <input hidden type="submit" />
            {(refused !== null || isOpen) && <input name="again" type="hidden" value="1" />}
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
                  isAnswer={said === null}
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
              <PayButton
                lang={lang}
                points={isFree ? null : typeablePoints(order, points)}
                texts={{
                  submit: texts.submit,
                  submitPlain: texts.submitPlain,
                  submitPoints: texts.submitPoints,
                  pending: texts.pending,
                }}
                total={order.total}
              />
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
          <OrderAmounts lang={lang} order={undivided(order)} texts={messages.orders} />
          <OrderFacts lang={lang} order={order} texts={messages.orders} />
        </section>
      </div>
    </div>
  );
}

type PayTexts = Messages["checkout"]["pay"];

/** What the last attempt, or the one that is open, has to say. */
function attemptState({ messages, order, refused }: PayProps, isOpen: boolean): FormState | null {
  const texts = messages.checkout.pay;
  if (refused === null) {
    return isOpen ? { tone: "info", ...texts.pageOpen, fields: {} } : null;
  }
  switch (refused.kind) {
    case "unmatched": {
      const { SHOP_LEGAL_PHONE: phone, SHOP_LEGAL_EMAIL: email } = webConfig();
      const text = fill(texts.unmatched.text, { phone, email, number: order.number });
      return { tone: "error", title: texts.unmatched.title, text, fields: {} };
    }
    case "mismatch":
      return { tone: "error", ...texts.mismatch, fields: {} };
    case "declined": {
      const text = [refused.why, texts.otherMeans].filter(Boolean).join(" ");
      return { tone: "error", title: texts.refused, text, fields: {} };
    }
  }
}

/** Points of the form's field; null where the form has none. */
function typeablePoints({ total }: Order, points: PayProps["points"]): number | null {
  if (points === null || points === "away") return null;
  return usablePoints(points, total.amountMinor) > 0 ? points : null;
}

/** The order without the division of an attempt that is open: the form divides anew. */
function undivided(order: Order): Order {
  return { ...order, pointsUsed: 0, vat: { ...order.vat, amountMinor: 0 } };
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
