/** Fields of the account that a deposit goes back to. */
import type { Locale } from "@edgemart/contracts/locale";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import type { Messages } from "#messages/messages.ts";
import { bankChoices } from "./bank-name.ts";
import { fieldId } from "./order-form.ts";

interface AccountProps {
  lang: Locale;
  texts: Messages["orders"];
  /** The form they are in. */
  part: string;
  /** Who ordered: most often the account's holder. */
  holder: string;
  fields: Readonly<Record<string, string>>;
  typed: Readonly<Record<string, string>>;
}

/** Draws bank, number and holder. */
export function AccountFields({ lang, texts, part, holder, fields, typed }: AccountProps) {
  const of = (name: string, max: number) => ({
    ...{ name, id: fieldId(part, name), maxLength: max, required: true },
    defaultValue: typed[name] ?? "",
    error: fields[name] ?? null,
  });
  return (
    <>
      <p>{texts.refundAccount}</p>
      <SelectField
        error={fields.bank ?? null}
        id={fieldId(part, "bank")}
        label={texts.refundBank}
        name="bank"
        // None is chosen at first: money would go to a bank that no one meant.
        options={[["", texts.chooseBank], ...bankChoices(lang)]}
        required
        value={typed.bank ?? ""}
      />
      <Field {...of("accountNumber", 20)} inputMode="numeric" label={texts.accountNumber} />
      <Field
        {...of("holderName", 60)}
        defaultValue={typed.holderName ?? holder.slice(0, 60)}
        label={texts.refundHolder}
      />
    </>
  );
}
