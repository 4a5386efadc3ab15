/** A product's texts, place and state. */
import type { AdminCategory, AdminProduct, ProductStatus } from "@edgemart/contracts/catalog-admin";
import type { AdminBrand } from "@edgemart/contracts/catalog-structure";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { TextArea } from "#forms/fields/text-area.tsx";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { inLang } from "../parts/in-lang.ts";
import { WriteFields, type Writing } from "../parts/write-fields.tsx";

interface ProductFormProps {
  writing: Writing;
  messages: Messages;
  /** Null for a new one. */
  product: AdminProduct | null;
  categories: AdminCategory[];
  brands: AdminBrand[];
  errors: Record<string, string>;
  value(name: string, stored: string): string;
  isLost(name: string): boolean;
  /** Another person saved first: saving now overwrites that. */
  isConflict?: boolean;
}

const STATUSES: ProductStatus[] = ["draft", "active", "archived"];

/** Draws texts, brand, category and status of a product, new or not. */
export function ProductForm(props: ProductFormProps) {
  const { writing, messages, product, categories, brands, errors, value, isLost, isConflict } =
    props;
  const texts = messages.admin.product;
  const { lang } = writing;
  const title = product?.title ?? { ko: "", en: "" };
  const { recalled, not_kept: gone } = messages.mine.errors;
  const lost = { recalled, gone };
  // Nothing is chosen beforehand for a new product: a wrong brand is easily overlooked.
  const choices = (of: readonly (AdminBrand | AdminCategory)[]) => [
    ...(product ? [] : [["", texts.choose] as const]),
    ...of.map(({ slug, name }) => [slug, inLang(name, lang)] as const),
  ];
  const field = (name: string, stored: string) => ({
    name,
    defaultValue: value(name, stored),
    error: errors[name],
    autoComplete: "off",
  });
  return (
    <form action="/api/admin/product" className={styles.wide} method="post">
      <WriteFields {...writing} />
      <input name="act" type="hidden" value={product ? "save" : "create"} />
      <div className={styles.fields}>
        <Field
          {...field("title.ko", title.ko)}
          error={errors["title.ko"] ?? errors.title}
          label={texts.titleKo}
          lang="ko"
          maxLength={200}
        />
        <Field {...field("title.en", title.en)} label={texts.titleEn} lang="en" maxLength={200} />
        {product && (
          <>
            <TextArea
              error={errors["description.ko"]}
              label={texts.descriptionKo}
              lang="ko"
              lost={isLost("description.ko") ? lost : null}
              max={10_000}
              name="description.ko"
              rows={5}
              value={value("description.ko", product.description.ko)}
            />
            <TextArea
              error={errors["description.en"]}
              label={texts.descriptionEn}
              lang="en"
              lost={isLost("description.en") ? lost : null}
              max={10_000}
              name="description.en"
              rows={5}
              value={value("description.en", product.description.en)}
            />
          </>
        )}
        <Field
          {...field("slug", product?.slug ?? "")}
          help={product ? texts.slugHelp : `${texts.slugHelp} ${texts.slugBlank}`}
          label={texts.slug}
          maxLength={120}
          pattern="[a-z0-9]+(-[a-z0-9]+)*"
          required={product !== null}
        />
        {product && (
          <Field
            {...field("tags", product.tags.join(", "))}
            help={texts.tagsHelp}
            label={texts.tags}
            maxLength={2000}
          />
        )}
        <SelectField
          error={errors.brand}
          label={texts.brand}
          name="brand"
          options={choices(brands)}
          required
          value={value("brand", product?.brand ?? "")}
        />
        <SelectField
          error={errors.category}
          label={texts.category}
          name="category"
          options={choices(categories)}
          required
          value={value("category", product?.category ?? "")}
        />
        {product && (
          <SelectField
            label={texts.status}
            name="status"
            options={STATUSES.map(
              (status) => [status, messages.admin.products.statuses[status]] as const,
            )}
            value={value("status", product.status)}
          />
        )}
      </div>
      <SubmitButton
        pending={product ? messages.mine.saving : texts.creating}
        text={saveText(messages, product !== null, isConflict)}
      />
    </form>
  );
}

function saveText({ admin, mine }: Messages, isThere: boolean, isConflict = false): string {
  if (!isThere) return admin.product.create;
  return isConflict ? mine.conflict.overwrite : mine.save;
}
