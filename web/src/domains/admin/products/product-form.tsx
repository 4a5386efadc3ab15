/** A product's texts, place and state. */
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { TextArea } from "#forms/fields/text-area.tsx";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { WriteFields, type Writing } from "../parts/write-fields.tsx";
import {
  choicesOf,
  PRODUCT_FIELDS,
  type ProductChoices,
  type ProductField,
} from "./product-fields.ts";

interface ProductFormProps extends ProductChoices {
  writing: Writing;
  messages: Messages;
  /** Null for a new one. */
  product: AdminProduct | null;
  errors: Record<string, string>;
  value(name: string, stored: string): string;
  isLost(name: string): boolean;
  /** Another person saved first: saving now overwrites that. */
  isConflict?: boolean;
}

/** Draws texts, brand, category and status of a product, new or not. */
export function ProductForm(props: ProductFormProps) {
  const { writing, messages, product, isConflict } = props;
  const fields = PRODUCT_FIELDS.filter(({ isForNew }) => product !== null || isForNew);
  return (
    <form action="/api/admin/product" className={styles.wide} method="post">
      <WriteFields {...writing} />
      <input name="act" type="hidden" value={product ? "save" : "create"} />
      <div className={styles.fields}>
        {fields.map((field) => (
          <OneField field={field} key={field.name} {...props} />
        ))}
      </div>
      <SubmitButton
        pending={product ? messages.mine.saving : messages.admin.product.creating}
        text={saveText(messages, product !== null, isConflict)}
      />
    </form>
  );
}

function OneField({ field, ...props }: ProductFormProps & { field: ProductField }) {
  const { writing, messages, product, errors, value, isLost } = props;
  const texts = messages.admin.product;
  const { name } = field;
  const label = texts[field.label];
  const typed = value(name, product ? field.stored(product) : "");
  // What is wrong with a name in no language is said at the Korean one.
  const error = errors[name] ?? (name.endsWith(".ko") ? errors[name.slice(0, -3)] : undefined);
  switch (field.as) {
    case "line":
      return (
        <Field
          {...{ name, label, error, lang: field.lang, pattern: field.pattern }}
          autoComplete="off"
          defaultValue={typed}
          help={helpOf(field.help ?? [], texts, product !== null)}
          maxLength={field.max}
          required={field.pattern !== undefined && product !== null}
        />
      );
    case "area": {
      const { recalled, not_kept: gone } = messages.mine.errors;
      return (
        <TextArea
          {...{ name, label, error, lang: field.lang, max: field.max }}
          lost={isLost(name) ? { recalled, gone } : null}
          rows={5}
          value={typed}
        />
      );
    }
    case "choice":
      return (
        <SelectField
          {...{ name, label, error }}
          options={[
            // Nothing is chosen beforehand for a new product: a wrong brand is easily overlooked.
            ...(product ? [] : [["", texts.choose] as const]),
            ...choicesOf(field.of, props, messages, writing.lang),
          ]}
          required={field.of !== "statuses"}
          value={typed}
        />
      );
  }
}

/** The first sentence always, the rest for a new product. */
function helpOf(
  [always, ...atFirst]: NonNullable<Extract<ProductField, { as: "line" }>["help"]>,
  texts: Messages["admin"]["product"],
  isThere: boolean,
): string | undefined {
  if (always === undefined) return undefined;
  return [always, ...(isThere ? [] : atFirst)].map((key) => texts[key]).join(" ");
}

function saveText({ admin, mine }: Messages, isThere: boolean, isConflict = false): string {
  if (!isThere) return admin.product.create;
  return isConflict ? mine.conflict.overwrite : mine.save;
}
