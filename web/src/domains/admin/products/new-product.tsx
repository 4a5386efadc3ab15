/** The form that begins a product. */
import type { AdminCategory } from "@edgemart/contracts/catalog-categories";
import type { AdminBrand } from "@edgemart/contracts/catalog-structure";
import type { Locale } from "@edgemart/contracts/locale";
import type { Visit } from "#domains/account/visit.ts";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { typedOrStored } from "#forms/shown/typed-or-stored.ts";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { ProductForm } from "./product-form.tsx";

interface NewProductProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  categories: AdminCategory[];
  brands: AdminBrand[];
}

/** Draws the form of a product that is not there yet. */
export function NewProduct({ lang, messages, visit, ...choices }: NewProductProps) {
  const texts = messages.admin.product;
  const state = formState(visit.message, messages.mine, {}, texts.refused, texts.errors);
  return (
    <>
      <p className={styles.soft}>{texts.newText}</p>
      <FormNotice idOf={(field) => (field === "title" ? "title.ko" : field)} state={state} />
      <ProductForm
        {...{ messages, ...choices }}
        errors={state?.fields ?? {}}
        product={null}
        {...typedOrStored(visit.message, null)}
        writing={{ lang, owner: visit.member.id }}
      />
    </>
  );
}
