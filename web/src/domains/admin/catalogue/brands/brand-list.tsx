/** Brands as a table, each row its own form, and the form that makes one. */
import type { AdminBrand } from "@edgemart/contracts/catalog-structure";
import type { Locale } from "@edgemart/contracts/locale";
import type { Visit } from "#domains/account/visit.ts";
import styles from "#domains/admin/admin.module.css";
import { nameField } from "#domains/admin/parts/name-field.ts";
import { NameFields } from "#domains/admin/parts/name-fields.tsx";
import { SubMenu } from "#domains/admin/parts/sub-menu.tsx";
import { TableBox } from "#domains/admin/parts/table-box.tsx";
import { WriteFields } from "#domains/admin/parts/write-fields.tsx";
import { Field } from "#forms/fields/field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { Conflict } from "#forms/shown/conflict.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { placedNotice } from "#forms/shown/notice-place.ts";
import { typedOrStored } from "#forms/shown/typed-or-stored.ts";
import { fill, type Messages } from "#messages/messages.ts";
import { BrandRow } from "./brand-row.tsx";

interface ListProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  brands: AdminBrand[];
}

export function BrandList({ lang, messages, visit, brands }: ListProps) {
  const texts = messages.admin.catalogue;
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
  const noticeAt = placedNotice(
    message,
    ["new"],
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
    ),
  );
  return (
    <>
      <SubMenu
        current="brands"
        label={texts.menu}
        lang={lang}
        menu="catalogue"
        texts={texts.parts}
      />
      {noticeAt("")}
      {brands.length === 0 ? (
        <p className={styles.soft}>{texts.none}</p>
      ) : (
        <TableBox
          columns={[texts.slug, texts.nameKo, texts.nameEn, { number: texts.products }, null]}
          label={texts.parts.brands}
        >
          {brands.map((brand) => (
            <BrandRow
              errors={brand === edited ? errors : {}}
              key={brand.slug}
              save={
                brand === edited && isConflict ? messages.mine.conflict.overwrite : texts.saveRow
              }
              value={brand === edited ? value : (_, stored) => stored}
              {...{ lang, texts, brand, owner }}
            />
          ))}
        </TableBox>
      )}
      <section aria-labelledby="new" className={styles.part}>
        <h2 id="new">{texts.newBrand}</h2>
        {noticeAt("new")}
        <form action="/api/admin/brand" className={styles.wide} method="post">
          <WriteFields lang={lang} owner={owner} />
          <input name="act" type="hidden" value="create" />
          <div className={styles.fields}>
            <NameFields
              errors={act === "create" ? errors : {}}
              name="name"
              stored={{ ko: "", en: "" }}
              texts={texts}
              value={typedOrStored(act === "create" ? message : null, null).value}
            />
            <Field
              autoComplete="off"
              defaultValue={act === "create" ? message?.typed.slug : ""}
              error={act === "create" ? errors.slug : null}
              help={texts.slugStays}
              label={texts.slug}
              maxLength={120}
              name="slug"
              pattern="[a-z0-9]+(-[a-z0-9]+)*"
            />
          </div>
          <SubmitButton pending={texts.creating} text={texts.create} />
        </form>
      </section>
    </>
  );
}
