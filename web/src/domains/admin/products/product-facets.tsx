/** Which values of the attributes a product has: a tick for each. */
import type { AdminProduct } from "@edgemart/contracts/catalog-products";
import type { AdminAttribute } from "@edgemart/contracts/catalog-structure";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { inLang } from "../parts/in-lang.ts";
import { WriteFields, type Writing } from "../parts/write-fields.tsx";

interface FacetsProps {
  writing: Writing;
  messages: Messages;
  product: AdminProduct;
  attributes: AdminAttribute[];
  /** Ticked when it was refused, as `attribute=value`; null otherwise. */
  typed: readonly string[] | null;
}

/** Draws the attributes of a product as choices. */
export function ProductFacets({ writing, messages, product, attributes, typed }: FacetsProps) {
  const texts = messages.admin.product;
  const { lang } = writing;
  const has = new Set(
    typed ?? product.attributes.map(({ attribute, value }) => `${attribute}=${value}`),
  );
  const offered = attributes.filter(({ values }) => values.length > 0);
  if (offered.length === 0) {
    return (
      <p className={styles.soft}>
        {texts.attributesNone} <a href={`/${lang}/admin/attributes`}>{texts.attributesMake}</a>
      </p>
    );
  }
  return (
    <form action="/api/admin/product" className={styles.wide} method="post">
      <WriteFields {...writing} />
      <input name="act" type="hidden" value="save-attributes" />
      <p className={styles.soft}>{texts.attributesText}</p>
      {offered.map(({ key, name, values }) => (
        <fieldset className={styles.ticks} key={key}>
          <legend>{inLang(name, lang)}</legend>
          {values.map((value) => (
            <label key={value.key}>
              <input
                defaultChecked={has.has(`${key}=${value.key}`)}
                name="facet"
                type="checkbox"
                value={`${key}=${value.key}`}
              />
              {inLang(value.label, lang)}
            </label>
          ))}
        </fieldset>
      ))}
      <SubmitButton pending={messages.mine.saving} text={messages.mine.save} />
    </form>
  );
}
