/** The fields of a way of delivery. */

import { Currency } from "@edgemart/contracts/money";
import type { AdminShippingMethod } from "@edgemart/contracts/order-terms";
import { currencyName } from "#components/money.ts";
import { CheckField } from "#forms/fields/check-field.tsx";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import styles from "../admin.module.css";
import type { Desk, FormOfDesk } from "../parts/desk.ts";
import { moneyText } from "../parts/money-input.ts";
import { NameFields } from "../parts/name-fields.tsx";

interface FieldsProps {
  desk: Desk;
  form: FormOfDesk;
  /** Null for a new one. */
  method: AdminShippingMethod | null;
}

/** Draws the fields; short name and currency of a new one alone. */
export function MethodFields({ desk, form, method }: FieldsProps) {
  const { messages } = desk;
  const texts = messages.admin.terms.shipping;
  const amount = { inputMode: "decimal", maxLength: 16 } as const;
  const stored = (name: "feeMinor" | "freeFromMinor" | "remoteMinor") => amountText(method, name);
  return (
    <>
      <div className={styles.fields}>
        {!method && <NewFields desk={desk} form={form} />}
        <NameFields
          errors={form.refusal?.fields ?? {}}
          name="name"
          prefix={form.idOf("")}
          stored={method?.name ?? { ko: "", en: "" }}
          texts={texts}
          value={form.value}
        />
        <Field
          {...form.field("feeMinor", stored("feeMinor"))}
          {...amount}
          label={texts.fee}
          required
        />
        <Field
          {...form.field("freeFromMinor", stored("freeFromMinor"))}
          {...amount}
          help={texts.freeFromHelp}
          label={texts.freeFrom}
          optional={messages.mine.optional}
        />
        <Field
          {...form.field("remoteMinor", stored("remoteMinor"))}
          {...amount}
          label={texts.remote}
          optional={messages.mine.optional}
        />
        <Field
          {...form.field("position", String(method?.position ?? 0))}
          help={texts.positionHelp}
          inputMode="numeric"
          label={texts.position}
          maxLength={3}
          required
        />
      </div>
      <CheckField
        checked={
          (form.refusal ? form.value("active") : (method?.active ?? true) ? "on" : "") === "on"
        }
        id={form.idOf("active")}
        label={texts.active}
        name="active"
      />
    </>
  );
}

function NewFields({ desk, form }: Omit<FieldsProps, "method">) {
  const texts = desk.messages.admin.terms.shipping;
  return (
    <>
      <Field
        {...form.field("methodId")}
        error={form.refusal?.fields.methodId ?? form.refusal?.fields.id}
        help={texts.idHelp}
        label={texts.id}
        maxLength={40}
        required
        spellCheck={false}
      />
      <SelectField
        error={form.refusal?.fields.currency ?? null}
        id={form.idOf("currency")}
        label={texts.currency}
        name="currency"
        options={Currency.options.map((code) => [code, currencyName(code, desk.lang)])}
        value={form.value("currency", "KRW")}
      />
    </>
  );
}

/** Writes an amount of a way of delivery for its field; empty for none. */
export function amountText(
  method: AdminShippingMethod | null,
  name: "feeMinor" | "freeFromMinor" | "remoteMinor",
): string {
  const amountMinor = method?.[name] ?? null;
  return amountMinor === null || !method
    ? ""
    : moneyText({ amountMinor, currency: method.currency });
}
