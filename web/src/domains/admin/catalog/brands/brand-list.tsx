/** Brands as a table, each row its own form, and the form that makes one. */
import type { AdminBrand } from "@edgemart/contracts/catalog-structure";
import type { Locale } from "@edgemart/contracts/locale";
import type { Visit } from "#domains/account/visit.ts";
import styles from "#domains/admin/admin.module.css";
import { AdminList } from "#domains/admin/parts/admin-list.tsx";
import { CatalogList } from "#domains/admin/parts/catalog-list.tsx";
import { nameField } from "#domains/admin/parts/name-field.ts";
import { NameFields } from "#domains/admin/parts/name-fields.tsx";
import { SlugField } from "#domains/admin/parts/slug-field.tsx";
import { Conflict } from "#forms/shown/conflict.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { typedOrStored } from "#forms/shown/typed-or-stored.ts";
import { fill, type Messages } from "#messages/messages.ts";
import { BrandRow } from "./brand-row.tsx";

interface ListProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  brands: AdminBrand[];
}

/** Draws all brands and the form that makes one. */
export function BrandList({ lang, messages, visit, brands }: ListProps) {
  const texts = messages.admin.catalog;
  const { message } = visit;
  const owner = visit.member.id;
  const act = message?.typed.act ?? "";
  const edited = act === "save" ? brands.find(({ slug }) => slug === message?.typed.id) : undefined;
  const ofRow = edited && message ? message : null;
  const { value, isConflict } = typedOrStored(ofRow, edited?.version ?? null);
  const state = formState(message, messages.mine, texts.done, texts.refused, texts.errors);
  const errors = state?.fields ?? {};
  const idOf = (field: string) =>
    edited ? `${edited.slug}-name.${field === "name.en" ? "en" : "ko"}` : nameField(field);
  const made = act === "create" ? errors : {};
  const notice =
    edited && isConflict ? (
      <Conflict
        differences={[
          [fill(texts.values.koOf, { key: edited.slug }), edited.name.ko, value("name.ko", "")],
          [fill(texts.values.enOf, { key: edited.slug }), edited.name.en, value("name.en", "")],
        ]}
        keepHref={`/${lang}/admin/brands`}
        texts={messages.mine.conflict}
      />
    ) : (
      <FormNotice idOf={idOf} state={state} />
    );
  return (
    <CatalogList
      {...{ lang, messages, visit, notice }}
      action="brand"
      current="brands"
      list={
        <AdminList
          columns={[texts.slug, texts.nameKo, texts.nameEn, { number: texts.products }, null]}
          items={brands}
          named={{ label: texts.parts.brands }}
          none={texts.none}
          row={(brand) => (
            <BrandRow
              errors={brand === edited ? errors : {}}
              key={brand.slug}
              save={
                brand === edited && isConflict ? messages.mine.conflict.overwrite : texts.saveRow
              }
              value={brand === edited ? value : (_, stored) => stored}
              {...{ lang, texts, brand, owner }}
            />
          )}
        />
      }
      newTitle={texts.newBrand}
    >
      <div className={styles.fields}>
        <NameFields
          errors={made}
          name="name"
          stored={{ ko: "", en: "" }}
          texts={texts}
          value={typedOrStored(act === "create" ? message : null, null).value}
        />
        <SlugField
          error={made.slug}
          help={texts.slugStays}
          label={texts.slug}
          value={act === "create" ? (message?.typed.slug ?? "") : ""}
        />
      </div>
    </CatalogList>
  );
}
