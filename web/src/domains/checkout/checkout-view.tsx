/** The checkout: who orders, where it goes, how, and what it costs. One form, which works without script. */
import type { Address } from "@edgemart/contracts/address";
import type { Locale } from "@edgemart/contracts/locale";
import type { Quote } from "@edgemart/contracts/order";
import { formatMoney } from "#components/money.ts";
import frame from "#domains/orders/frame.module.css";
import { Field } from "#forms/fields/field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import type { FormState } from "#forms/shown/form-state.ts";
import { fill, type Messages } from "#messages/messages.ts";
import { AddressChoice } from "./address-choice.tsx";
import styles from "./checkout.module.css";
import { DeliveryFields } from "./delivery-fields.tsx";
import { QuoteSummary } from "./quote-summary.tsx";
import type { ValueOf } from "./value-of.ts";

interface ViewProps {
  lang: Locale;
  messages: Messages;
  quote: Quote;
  /** A member's addresses in Korea; none for a guest. */
  saved: readonly Address[];
  isMember: boolean;
  state: FormState | null;
  value: ValueOf;
  /** Random, one for each time the form is shown: makes posting twice one order. */
  formKey: string;
  /** The unpaid order whose place this one takes. */
  replaces: string | undefined;
}

/** Draws the form and, next to it, what the order costs. */
export function CheckoutView(props: ViewProps) {
  const { lang, messages, quote, saved, isMember, state, value, formKey, replaces } = props;
  const texts = messages.checkout;
  const fields = state?.fields ?? {};
  const of = (name: string, max: number, known?: string) => ({
    name,
    defaultValue: value(name, known),
    error: fields[name],
    maxLength: max,
  });
  const isBlocked = quote.lines.some(({ problem }) => problem !== null);
  return (
    <div className={frame.page}>
      <h1>{texts.title}</h1>
      <FormNotice state={state} />
      {!isMember && (
        <p className={frame.note}>
          {texts.login}{" "}
          <a href={`/${lang}/login?return=${encodeURIComponent(`/${lang}/checkout`)}`}>
            {texts.loginLink}
          </a>
        </p>
      )}
      <form action="/api/checkout/place" className={frame.columns} method="post" noValidate>
        <input name="lang" type="hidden" value={lang} />
        <input name="key" type="hidden" value={formKey} />
        {replaces !== undefined && <input name="replaces" type="hidden" value={replaces} />}
        <input name="total" type="hidden" value={quote.total.amountMinor} />
        <input name="currency" type="hidden" value={quote.total.currency} />
        <div className={frame.main}>
          <fieldset className={frame.section}>
            <legend>{texts.contact}</legend>
            <div className={styles.pair}>
              <Field {...of("name", 80)} autoComplete="name" label={texts.name} required />
              <Field
                {...of("phone", 20)}
                autoComplete="tel"
                inputMode="tel"
                label={texts.phone}
                required
                type="tel"
              />
            </div>
            <Field
              {...of("email", 254)}
              autoCapitalize="none"
              autoComplete="email"
              help={texts.emailHelp}
              inputMode="email"
              label={texts.email}
              required
              spellCheck={false}
              type="email"
            />
          </fieldset>
          <AddressChoice {...{ lang, messages, saved, value, fields }} />
          <DeliveryFields {...{ lang, messages, quote, value, fields }} />
        </div>
        <QuoteSummary {...{ lang, messages, quote, fields, value }}>
          {isBlocked ? (
            <a className="button" href={`/${lang}/cart`}>
              {texts.toCart}
            </a>
          ) : (
            <>
              <SubmitButton
                pending={texts.submitPending}
                text={fill(texts.submit, { total: formatMoney(quote.total, lang) })}
              />
              <p className={frame.note}>{texts.submitNote}</p>
            </>
          )}
        </QuoteSummary>
      </form>
    </div>
  );
}
