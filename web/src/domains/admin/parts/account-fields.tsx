/** The account that money goes back to, as fields. */
import { bankChoices } from "#domains/orders/bank-name.ts";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import styles from "../admin.module.css";
import type { Desk, FormOfDesk } from "./desk.ts";

/** Draws bank, number and holder. */
export function AccountFields({ desk, form }: { desk: Desk; form: FormOfDesk }) {
  const texts = desk.messages.admin.sales;
  return (
    <fieldset className={styles.group}>
      <legend>{texts.account}</legend>
      <div className={styles.fields}>
        <SelectField
          error={form.refusal?.fields.bank ?? null}
          id={form.idOf("bank")}
          label={texts.bank}
          name="bank"
          options={[["", "–"], ...bankChoices(desk.lang)]}
          required
          value={form.value("bank")}
        />
        <Field
          {...form.field("accountNumber")}
          inputMode="numeric"
          label={texts.accountNumber}
          maxLength={24}
          required
        />
        <Field {...form.field("holderName")} label={texts.holderName} maxLength={60} required />
      </div>
    </fieldset>
  );
}
