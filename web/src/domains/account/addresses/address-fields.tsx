/** The inputs of an address, in the order its country writes it. */
import type { Locale } from "@edgemart/contracts/locale";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import type { Messages } from "#messages/messages.ts";
import styles from "../account.module.css";
import { countries } from "./countries.ts";

interface FieldsProps {
  lang: Locale;
  mine: Messages["mine"];
  abroad: boolean;
  errors: Record<string, string>;
  value(name: string): string;
}

/** Draws the fields of an address: the Korean form, or the one for `abroad`. */
export function AddressFields({ lang, mine, abroad, errors, value }: FieldsProps) {
  const texts = mine.addresses;
  const of = (name: string, max: number) => ({
    name,
    defaultValue: value(name),
    error: errors[name],
    maxLength: max,
  });
  return (
    <>
      <div className={styles.pair}>
        <Field {...of("recipient", 80)} autoComplete="name" label={texts.recipient} required />
        <Field
          {...of("phone", 20)}
          autoComplete="tel"
          help={texts.phoneHelp}
          inputMode="tel"
          label={texts.phone}
          required
          type="tel"
        />
      </div>
      {abroad ? (
        <>
          <SelectField
            autoComplete="country"
            error={errors.country}
            label={texts.country}
            name="country"
            options={[["", texts.choose], ...countries(lang)]}
            required
            value={value("country")}
          />
          <Field {...of("line1", 120)} autoComplete="address-line1" label={texts.line1} required />
          <Field
            {...of("line2", 120)}
            autoComplete="address-line2"
            label={texts.line2}
            optional={mine.optional}
          />
          <Field {...of("city", 80)} autoComplete="address-level2" label={texts.city} required />
          <div className={styles.pair}>
            <Field
              {...of("region", 80)}
              autoComplete="address-level1"
              label={texts.region}
              optional={mine.optional}
            />
            <Field
              {...of("postcode", 12)}
              autoComplete="postal-code"
              label={texts.postcodeAbroad}
              optional={mine.optional}
            />
          </div>
        </>
      ) : (
        <>
          <input name="country" type="hidden" value="KR" />
          <Field
            {...of("postcode", 5)}
            autoComplete="postal-code"
            help={texts.postcodeHelp}
            inputMode="numeric"
            label={texts.postcode}
            pattern="[0-9]{5}"
            required
          />
          <Field
            {...of("line1", 120)}
            autoComplete="address-line1"
            help={texts.roadHelp}
            label={texts.road}
            required
          />
          <Field
            {...of("line2", 120)}
            autoComplete="address-line2"
            help={texts.detailHelp}
            label={texts.detail}
            optional={mine.optional}
          />
        </>
      )}
    </>
  );
}
