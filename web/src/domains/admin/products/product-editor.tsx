/** One product with everything that can be changed of it. */
import type { AdminCategory } from "@edgemart/contracts/catalog-categories";
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import type { AdminAttribute, AdminBrand } from "@edgemart/contracts/catalog-structure";
import type { Locale } from "@edgemart/contracts/locale";
import type { Visit } from "#domains/account/visit.ts";
import { Conflict } from "#forms/shown/conflict.tsx";
import type { FormMessage } from "#forms/shown/form-message.ts";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { placedNotice } from "#forms/shown/notice-place.ts";
import { typedOrStored } from "#forms/shown/typed-or-stored.ts";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { nameField } from "../parts/name-field.ts";
import { combinationName, MissingRows } from "./missing-rows.tsx";
import { missingCombinations } from "./missing-variants.ts";
import { NewVariant } from "./new-variant.tsx";
import { OptionList } from "./option-list.tsx";
import { PictureList } from "./picture-list.tsx";
import { ProductFacets } from "./product-facets.tsx";
import { ProductForm } from "./product-form.tsx";
import { textDifferences } from "./text-differences.ts";
import { VariantRows } from "./variant-rows.tsx";

interface EditorProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  product: AdminProduct;
  categories: AdminCategory[];
  brands: AdminBrand[];
  attributes: AdminAttribute[];
}

const PARTS = ["basics", "attributes", "options", "variants", "pictures"];

/** Draws all that is kept of a product: texts, facets, options, variants, pictures. */
export function ProductEditor(props: EditorProps) {
  const { lang, messages, visit, product, attributes, ...choices } = props;
  const texts = messages.admin.product;
  const { message } = visit;
  const ownErrors = { ...texts.errors, ...rowSentences(message, product, lang, texts) };
  const state = formState(message, messages.mine, texts.done, texts.refused, ownErrors);
  const errors = state?.fields ?? {};
  const act = message?.form === "product" ? (message.typed.act ?? "") : "";
  const typed = message?.typed ?? {};
  const ofTexts = act === "save" ? message : null;
  const { value, isLost, isConflict } = typedOrStored(ofTexts, product.version);
  const writing = { lang, owner: visit.member.id, subject: product };
  const ofOptions = message?.form === "options" ? { typed, errors } : null;
  const noticeAt = placedNotice(
    message,
    PARTS,
    isConflict ? (
      <Conflict
        differences={textDifferences({ lang, messages, product, value, ...choices })}
        keepHref={`/${lang}/admin/products/${product.id}`}
        texts={messages.mine.conflict}
      />
    ) : (
      <FormNotice idOf={(field) => fieldId(message, field)} state={state} />
    ),
  );
  return (
    <>
      {noticeAt("")}
      {product.status === "active" && (
        <p>
          <a href={`/${lang}/products/${product.slug}`}>{texts.inShop}</a>
        </p>
      )}
      <section aria-labelledby="basics" className={styles.part}>
        <h2 id="basics">{texts.basics}</h2>
        {noticeAt("basics")}
        <ProductForm
          {...{ writing, messages, product, isConflict, isLost, value, ...choices }}
          errors={ofTexts ? errors : {}}
        />
      </section>
      <section aria-labelledby="attributes" className={styles.part}>
        <h2 id="attributes">{texts.attributes}</h2>
        {noticeAt("attributes")}
        <ProductFacets
          {...{ writing, messages, product, attributes }}
          typed={act === "save-attributes" ? (typed.facets ?? "").split(" ") : null}
        />
      </section>
      <section aria-labelledby="options" className={styles.part}>
        <h2 id="options">{texts.options}</h2>
        {noticeAt("options")}
        <OptionList {...{ writing, messages, product }} refused={ofOptions} />
      </section>
      <div className={styles.part}>
        <h2 id="variants">{texts.variants}</h2>
        {noticeAt("variants")}
        <VariantRows
          refused={act === "save-variant" ? { sku: typed.sku ?? "", typed, errors } : null}
          {...{ writing, texts, product }}
        />
        <MissingRows
          refused={act === "add-missing" ? { typed, codes: message?.fields ?? {} } : null}
          {...{ writing, messages, product }}
        />
        <NewVariant
          {...{ writing, messages, product, errors }}
          typed={act === "add-variant" ? typed : null}
        />
      </div>
      <section aria-labelledby="pictures" className={styles.part}>
        <h2 id="pictures">{texts.pictures}</h2>
        {noticeAt("pictures")}
        <PictureList
          {...{ writing, texts, product, errors }}
          typed={message?.form === "media" ? typed : {}}
        />
      </section>
    </>
  );
}

/** Wrong fields of the missing variants, named by their row. */
function rowSentences(
  message: FormMessage | null,
  product: AdminProduct,
  lang: Locale,
  { errors }: Messages["admin"]["product"],
): Record<string, string> {
  const rows = missingCombinations(product);
  const sentences: Record<string, string> = {
    ...errors,
    stock: errors.initialStock,
    optionValues: errors.combination,
  };
  return Object.fromEntries(
    Object.entries(message?.fields ?? {}).flatMap(([path, code]) => {
      const [, field = "", row = ""] = /^(\w+)\.(\d+)$/.exec(path) ?? [];
      const values = rows[Number(row)];
      const text = sentences[`${field}:${code}`] ?? sentences[field];
      return values && row && text
        ? [[path, `${combinationName(product, values, lang)}: ${text}`]]
        : [];
    }),
  );
}

/** Where the notice leads to for a wrong field: a page of many forms names each by the form it is in. */
function fieldId(message: FormMessage | null, path: string): string {
  const act = message?.typed.act ?? "";
  const field = path.replace(/^variant\./, "");
  if (act === "add-variant") return `new-${field}`;
  if (act === "add-missing") return `missing-${field}`;
  if (field === "media") return "picture";
  if (field === "variants") return "new-sku";
  if (act === "save-variant") return `${message?.typed.sku}-${field}`;
  if (act === "add-option") return `new-option-${nameField(field)}`;
  if (act === "save-option") return `option-${message?.typed.of}-${nameField(field)}`;
  if (act === "add-value") return `${message?.typed.of}-new-${nameField(field)}`;
  return nameField(field);
}
