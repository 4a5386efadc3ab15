/** The form of one more variant: a value of each option, a SKU, prices and first stock. */
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { inLang } from "../parts/in-lang.ts";
import { WriteFields, type Writing } from "../parts/write-fields.tsx";
import { PriceSure } from "./price-sure.tsx";

interface NewVariantProps {
  writing: Writing;
  messages: Messages;
  product: AdminProduct;
  /** What was typed when it was refused; null otherwise. */
  typed: Record<string, string> | null;
  errors: Record<string, string>;
}

/** Draws the form that adds a variant. */
export function NewVariant({ writing, messages, product, typed, errors }: NewVariantProps) {
  const texts = messages.admin.product;
  const currency = product.variants[0]?.price.currency ?? "KRW";
  const field = (name: string, label: string, stored = "") => ({
    name,
    label,
    id: `new-${name}`,
    autoComplete: "off",
    defaultValue: typed?.[name] ?? stored,
    error: typed ? (errors[name] ?? errors[`variant.${name}`]) : undefined,
  });
  return (
    <details open={typed !== null || product.variants.length === 0}>
      <summary className={styles.link}>{texts.addVariant}</summary>
      <form action="/api/admin/product" className={styles.wide} method="post">
        <WriteFields {...writing} />
        <input name="act" type="hidden" value="add-variant" />
        <input name="currency" type="hidden" value={currency} />
        <div className={styles.fields}>
          {product.options.map((option) => (
            <SelectField
              id={`new-option-${option.key}`}
              key={option.key}
              label={inLang(option.name, writing.lang)}
              name="option"
              options={option.values.map(
                ({ key, label }) => [key, inLang(label, writing.lang)] as const,
              )}
            />
          ))}
          <Field {...field("sku", texts.sku)} maxLength={64} required />
          <Field {...field("price", texts.price)} inputMode="decimal" maxLength={24} required />
          <Field
            {...field("compareAtPrice", texts.compareAt)}
            inputMode="decimal"
            maxLength={24}
            optional={messages.mine.optional}
          />
          <Field {...field("weightGrams", texts.weight, "0")} inputMode="numeric" maxLength={12} />
          <Field
            {...field("initialStock", texts.initialStock, "0")}
            inputMode="numeric"
            maxLength={12}
          />
        </div>
        {typed && (
          <PriceSure
            currency={currency}
            lang={writing.lang}
            texts={texts}
            typed={[typed.price, typed.compareAtPrice]}
          />
        )}
        <SubmitButton pending={messages.mine.saving} text={texts.addVariant} />
      </form>
    </details>
  );
}
