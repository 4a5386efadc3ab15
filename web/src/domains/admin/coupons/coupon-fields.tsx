/** The fields of a coupon: what it takes off, when it is new, and the terms that can change. */

import { Currency, type Money } from "@edgemart/contracts/money";
import type { AdminCoupon } from "@edgemart/contracts/order-terms";
import { currencyName } from "#components/money.ts";
import { CheckField } from "#forms/fields/check-field.tsx";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import styles from "../admin.module.css";
import type { Desk, FormOfDesk } from "../parts/desk.ts";
import { moneyText } from "../parts/money-input.ts";
import { NameFields } from "../parts/name-fields.tsx";
import { seoulField } from "../parts/seoul-time.ts";

interface FieldsProps {
  desk: Desk;
  form: FormOfDesk;
  /** Null for a new one. */
  coupon: AdminCoupon | null;
}

/** Draws the fields of what a new coupon takes off. */
export function DiscountFields({ desk, form }: Omit<FieldsProps, "coupon">) {
  const texts = desk.messages.admin.terms.coupons;
  return (
    <div className={styles.fields}>
      <Field
        {...form.field("code")}
        autoCapitalize="characters"
        help={texts.codeHelp}
        label={texts.code}
        maxLength={24}
        required
        spellCheck={false}
      />
      <SelectField
        id={form.idOf("kind")}
        label={texts.kind}
        name="kind"
        options={Object.entries(texts.kinds)}
        value={form.value("kind", "percent")}
      />
      <Field
        {...form.field("value")}
        help={texts.valueHelp}
        inputMode="decimal"
        label={texts.value}
        maxLength={16}
        required
      />
      <SelectField
        error={form.refusal?.fields.currency ?? null}
        id={form.idOf("currency")}
        label={texts.currency}
        name="currency"
        options={Currency.options.map((code) => [code, currencyName(code, desk.lang)])}
        value={form.value("currency", "KRW")}
      />
      <Field
        {...form.field("discountMaxMinor")}
        help={texts.discountMaxHelp}
        inputMode="decimal"
        label={texts.discountMax}
        maxLength={16}
        optional={desk.messages.mine.optional}
      />
    </div>
  );
}

/** Draws the fields of the terms. */
export function TermFields({ desk, form, coupon }: FieldsProps) {
  const { messages } = desk;
  const texts = messages.admin.terms.coupons;
  const { optional } = messages.mine;
  const is = (name: "membersOnly" | "active", stored: boolean) =>
    (form.refusal ? form.value(name) : stored ? "on" : "") === "on";
  const minimum = coupon && coupon.minimumMinor > 0 ? moneyOfCoupon(coupon, "minimumMinor") : null;
  const time = { type: "datetime-local", help: texts.timeHelp, optional } as const;
  const count = { inputMode: "numeric", maxLength: 9, optional } as const;
  return (
    <>
      <div className={styles.fields}>
        <NameFields
          errors={form.refusal?.fields ?? {}}
          name="name"
          prefix={form.idOf("")}
          stored={coupon?.name ?? { ko: "", en: "" }}
          texts={texts}
          value={form.value}
        />
        <Field
          {...form.field("minimumMinor", moneyText(minimum))}
          inputMode="decimal"
          label={texts.minimum}
          maxLength={16}
          optional={optional}
        />
        <Field
          {...form.field("usesMax", textOf(coupon?.usesMax))}
          {...count}
          help={texts.unlimited}
          label={texts.usesMax}
        />
        <Field
          {...form.field("startsAt", seoulField(coupon?.startsAt ?? null))}
          {...time}
          label={texts.startsAt}
        />
        <Field
          {...form.field("endsAt", seoulField(coupon?.endsAt ?? null))}
          {...time}
          label={texts.endsAt}
        />
        <Field
          {...form.field("usesPerMember", textOf(coupon?.usesPerMember))}
          {...count}
          help={texts.usesPerMemberHelp}
          label={texts.usesPerMember}
        />
      </div>
      <CheckField
        checked={is("membersOnly", coupon?.membersOnly ?? false)}
        label={texts.membersOnly}
        name="membersOnly"
        id={form.idOf("membersOnly")}
      />
      <CheckField
        checked={is("active", coupon?.active ?? true)}
        id={form.idOf("active")}
        label={texts.active}
        name="active"
      />
    </>
  );
}

/** Gives an amount of a coupon in its currency. */
export function moneyOfCoupon(
  coupon: AdminCoupon,
  name: "minimumMinor" | "discountMaxMinor" | "value",
): Money {
  return { amountMinor: coupon[name] ?? 0, currency: coupon.currency };
}

function textOf(count: number | null | undefined): string {
  return count === null || count === undefined ? "" : String(count);
}
