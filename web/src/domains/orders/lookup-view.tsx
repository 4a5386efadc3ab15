/** Finds a guest's order by number and e-mail, and shows as much of it as both of them prove. */
import type { Locale } from "@edgemart/contracts/locale";
import type { MaskedOrder } from "@edgemart/contracts/order";
import { formatMoney } from "#components/money.ts";
import { shownTime } from "#components/shown-time.ts";
import { Field } from "#forms/fields/field.tsx";
import entry from "#forms/fields/form.module.css";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import type { FormState } from "#forms/shown/form-state.ts";
import { fill, type Messages } from "#messages/messages.ts";
import { carrierName } from "./delivery-facts.tsx";
import frame from "./frame.module.css";
import { localText } from "./local-text.ts";
import { Fact } from "./order-facts.tsx";

interface FormProps {
  lang: Locale;
  messages: Messages;
  state: FormState | null;
  typed: Record<string, string>;
}

/** Draws the form. */
export function LookupForm({ lang, messages, state, typed }: FormProps) {
  const texts = messages.orders.lookup;
  const fields = state?.fields ?? {};
  return (
    <div className={entry.page}>
      <h1>{texts.title}</h1>
      <p>{texts.intro}</p>
      <FormNotice state={state} />
      <form action="/api/order/lookup" className={entry.form} method="post" noValidate>
        <input name="lang" type="hidden" value={lang} />
        <Field
          autoCapitalize="characters"
          autoComplete="off"
          defaultValue={typed.number}
          error={fields.number}
          help={texts.numberHelp}
          label={texts.number}
          maxLength={16}
          name="number"
          required
          spellCheck={false}
        />
        <Field
          autoCapitalize="none"
          autoComplete="email"
          defaultValue={typed.email}
          error={fields.email}
          inputMode="email"
          label={texts.email}
          maxLength={254}
          name="email"
          required
          spellCheck={false}
          type="email"
        />
        <SubmitButton pending={texts.pending} text={texts.submit} />
      </form>
      <p className={entry.other}>
        {texts.other}
        <a href={`/${lang}/login?return=${encodeURIComponent(`/${lang}/account/orders`)}`}>
          {texts.otherLink}
        </a>
      </p>
    </div>
  );
}

interface MaskedProps {
  lang: Locale;
  messages: Messages;
  order: MaskedOrder;
  /** Telephone and e-mail of the seller. */
  seller: { phone: string; email: string };
}

/** Draws the masked view. */
export function MaskedOrderView({ lang, messages, order, seller }: MaskedProps) {
  const texts = messages.orders;
  return (
    <div className={frame.page}>
      <div className={frame.head}>
        <p className={frame.soft}>{fill(texts.orderTitle, { number: order.number })}</p>
        <h1>{texts.states[order.status]}</h1>
        {order.paidAt && <p>{texts.fulfilments[order.fulfilment]}</p>}
      </div>
      <section className={frame.section}>
        <dl className={frame.facts}>
          <Fact label={texts.lines}>
            {order.titles
              .map(({ title, quantity }) => `${localText(title, lang)} × ${quantity}`)
              .join(", ")}
          </Fact>
          <Fact label={texts.total}>{formatMoney(order.total, lang)}</Fact>
          <Fact label={texts.placed}>{shownTime(order.placedAt, lang, "minute")}</Fact>
          <Fact label={texts.to}>
            {order.name} · {order.district}
          </Fact>
          {order.shipments.map(({ carrier, trackingNumber, trackingUrl }) => (
            <Fact key={trackingNumber ?? ""} label={texts.tracking}>
              {carrier && carrierName(carrier, lang)}{" "}
              {trackingUrl ? (
                <a href={trackingUrl} rel="noreferrer">
                  {trackingNumber}
                </a>
              ) : (
                trackingNumber
              )}
            </Fact>
          ))}
        </dl>
        <p className={frame.soft}>{texts.lookup.masked}</p>
        <p>
          <a href={`tel:${seller.phone}`}>{seller.phone}</a> ·{" "}
          <a href={`mailto:${seller.email}`}>{seller.email}</a>
        </p>
      </section>
      <div className={frame.actions}>
        <a className="button quiet" href={`/${lang}/orders/lookup`}>
          {texts.lookup.again}
        </a>
      </div>
    </div>
  );
}
