/** How the order is delivered, and what the courier is asked. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Quote } from "@edgemart/contracts/order";
import { languageOf } from "#components/language-of.ts";
import { formatMoney } from "#components/money.ts";
import frame from "#domains/orders/frame.module.css";
import { localText } from "#domains/orders/local-text.ts";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import type { Messages } from "#messages/messages.ts";
import styles from "./checkout.module.css";
import { MEMO_CHOICES } from "./checkout-values.ts";
import type { ValueOf } from "./value-of.ts";

interface DeliveryProps {
  lang: Locale;
  messages: Messages;
  quote: Quote;
  value: ValueOf;
  fields: Record<string, string>;
}

/** Draws the methods of delivery and the fields for the courier. */
export function DeliveryFields({ lang, messages, quote, value, fields }: DeliveryProps) {
  const texts = messages.checkout;
  const chosen = value("shippingMethod") || quote.shippingMethod;
  return (
    <>
      {quote.shippingMethods.length > 0 && (
        <fieldset className={frame.section}>
          <legend>{texts.method}</legend>
          <div className={styles.choices}>
            {quote.shippingMethods.map(({ id, name, fee }) => {
              const text = localText(name, lang);
              return (
                <label key={id}>
                  <input
                    defaultChecked={id === chosen}
                    name="shippingMethod"
                    type="radio"
                    value={id}
                  />
                  <span lang={languageOf(text)}>{text}</span>
                  <span>{fee.amountMinor === 0 ? texts.free : formatMoney(fee, lang)}</span>
                </label>
              );
            })}
          </div>
        </fieldset>
      )}
      <fieldset className={frame.section}>
        <legend>{texts.memo}</legend>
        <SelectField
          label={texts.memo}
          name="memoChoice"
          options={MEMO_CHOICES.map((choice) => [choice, texts.memos[choice]])}
          value={value("memoChoice", "none")}
        />
        <div className={styles.own}>
          <Field
            defaultValue={value("memo")}
            error={fields.memo}
            help={texts.memoHelp}
            label={texts.memoOwn}
            maxLength={100}
            name="memo"
            optional={messages.mine.optional}
          />
        </div>
      </fieldset>
    </>
  );
}
