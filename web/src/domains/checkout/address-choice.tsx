/** Where the order goes: one of a member's addresses, or one that is typed here. */
import type { Address } from "@edgemart/contracts/address";
import type { Locale } from "@edgemart/contracts/locale";
import { languageOf } from "#components/language-of.ts";
import { addressLines } from "#domains/account/addresses/address-lines.ts";
import frame from "#domains/orders/frame.module.css";
import { Field } from "#forms/fields/field.tsx";
import type { Messages } from "#messages/messages.ts";
import styles from "./checkout.module.css";
import { NEW_ADDRESS } from "./checkout-values.ts";
import type { ValueOf } from "./value-of.ts";

interface ChoiceProps {
  lang: Locale;
  messages: Messages;
  saved: readonly Address[];
  value: ValueOf;
  fields: Record<string, string>;
}

/** Draws the addresses as radios, and the fields of another one. */
export function AddressChoice({ lang, messages, saved, value, fields }: ChoiceProps) {
  const texts = messages.checkout;
  const first = saved.find(({ isDefault }) => isDefault) ?? saved[0];
  const chosen = value("address", first?.id ?? NEW_ADDRESS);
  const mine = messages.mine.addresses;
  const of = (name: string, max: number) => ({
    name,
    defaultValue: value(name),
    error: fields[name],
    maxLength: max,
  });
  return (
    <fieldset className={frame.section}>
      <legend>{texts.address}</legend>
      {saved.length > 0 ? (
        <div className={styles.choices}>
          {saved.map((address) => (
            <label key={address.id}>
              <input
                data-saved=""
                defaultChecked={address.id === chosen}
                name="address"
                type="radio"
                value={address.id}
              />
              <span>
                <span lang={languageOf(address.recipient)}>{address.recipient}</span>
                {addressLines(address, lang).map((line) => (
                  <small key={line} lang={languageOf(line)}>
                    {line}
                  </small>
                ))}
              </span>
            </label>
          ))}
          <label>
            <input
              defaultChecked={chosen === NEW_ADDRESS}
              name="address"
              type="radio"
              value={NEW_ADDRESS}
            />
            <span>{texts.newAddress}</span>
          </label>
        </div>
      ) : (
        <input name="address" type="hidden" value={NEW_ADDRESS} />
      )}
      <div className={styles.typed}>
        <div className={styles.pair}>
          <Field
            {...of("recipient", 80)}
            help={texts.recipientHelp}
            label={texts.recipient}
            optional={messages.mine.optional}
          />
          <Field
            {...of("recipientPhone", 20)}
            help={texts.recipientPhoneHelp}
            inputMode="tel"
            label={texts.recipientPhone}
            optional={messages.mine.optional}
            type="tel"
          />
        </div>
        <Field
          {...of("postcode", 5)}
          autoComplete="postal-code"
          help={mine.postcodeHelp}
          inputMode="numeric"
          label={mine.postcode}
          pattern="[0-9]{5}"
        />
        <Field
          {...of("line1", 120)}
          autoComplete="address-line1"
          help={mine.roadHelp}
          label={mine.road}
        />
        <Field
          {...of("line2", 120)}
          autoComplete="address-line2"
          help={mine.detailHelp}
          label={mine.detail}
          optional={messages.mine.optional}
        />
      </div>
      <p className={frame.note}>{texts.koreaOnly}</p>
    </fieldset>
  );
}
