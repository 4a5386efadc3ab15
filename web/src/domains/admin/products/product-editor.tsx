/** One product with everything that can be changed of it. */
import type { AdminCategory, AdminProduct, Brand } from "@edgemart/contracts/catalog-admin";
import type { Locale } from "@edgemart/contracts/locale";
import { FormNotice } from "../../../forms/shown/form-notice.tsx";
import { formState } from "../../../forms/shown/form-state.ts";
import { typedOrStored } from "../../../forms/shown/typed-or-stored.ts";
import type { Messages } from "../../../messages/messages.ts";
import type { Visit } from "../../account/visit.ts";
import styles from "../admin.module.css";
import { NewVariant } from "./new-variant.tsx";
import { PictureList } from "./picture-list.tsx";
import { ProductForm } from "./product-form.tsx";
import { VariantRows } from "./variant-rows.tsx";

interface EditorProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  product: AdminProduct;
  categories: AdminCategory[];
  brands: Brand[];
}

export function ProductEditor({ lang, messages, visit, product, ...choices }: EditorProps) {
  const texts = messages.admin.product;
  const { message } = visit;
  const state = formState(message, messages.mine, texts.done, texts.refused, texts.errors);
  const errors = state?.fields ?? {};
  const act = message?.form === "product" ? (message.typed.act ?? "") : "";
  const typed = message?.typed ?? {};
  const ofTexts = act === "save" ? message : null;
  const writing = { lang, owner: visit.member.id, product };
  const idOf = (field: string) => (act === "add-variant" ? `new-${field}` : field);
  return (
    <>
      <FormNotice idOf={(field) => idOf(field.replace(/^variant\./, ""))} state={state} />
      {product.status === "active" && (
        <p>
          <a href={`/${lang}/products/${product.slug}`}>{texts.inShop}</a>
        </p>
      )}
      <section aria-labelledby="basics" className={styles.part}>
        <h2 id="basics">{texts.basics}</h2>
        <ProductForm
          {...{ writing, messages, product, ...choices }}
          errors={ofTexts ? errors : {}}
          value={typedOrStored(ofTexts, null).value}
        />
      </section>
      <div className={styles.part}>
        <h2 id="variants">{texts.variants}</h2>
        <VariantRows
          refused={act === "save-variant" ? { sku: typed.sku ?? "", typed, errors } : null}
          {...{ writing, texts, product }}
        />
        <NewVariant
          {...{ writing, messages, product, errors }}
          typed={act === "add-variant" ? typed : null}
        />
      </div>
      <section aria-labelledby="pictures" className={styles.part}>
        <h2 id="pictures">{texts.pictures}</h2>
        <PictureList
          {...{ writing, texts, product, errors }}
          typed={message?.form === "media" ? typed : {}}
        />
      </section>
    </>
  );
}
