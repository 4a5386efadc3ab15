/** One category: its names, its place, and the way to remove it. */
import type { AdminCategory } from "@edgemart/contracts/catalog-categories";
import type { Locale } from "@edgemart/contracts/locale";
import type { Visit } from "#domains/account/visit.ts";
import styles from "#domains/admin/admin.module.css";
import { inLang } from "#domains/admin/parts/in-lang.ts";
import { nameField } from "#domains/admin/parts/name-field.ts";
import { Removal } from "#domains/admin/parts/removal.tsx";
import { SubMenu } from "#domains/admin/parts/sub-menu.tsx";
import { WriteFields } from "#domains/admin/parts/write-fields.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { Conflict } from "#forms/shown/conflict.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { placedNotice } from "#forms/shown/notice-place.ts";
import { typedOrStored } from "#forms/shown/typed-or-stored.ts";
import { fill, type Messages } from "#messages/messages.ts";
import { CategoryFields } from "./category-fields.tsx";

interface ViewProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  category: AdminCategory;
  categories: AdminCategory[];
}

/** Draws one category; it can be removed while it holds nothing. */
export function CategoryView({ lang, messages, visit, category, categories }: ViewProps) {
  const texts = messages.admin.catalog;
  const { message } = visit;
  const ofSave = message?.typed.act === "save" ? message : null;
  const { value, isLost, isConflict } = typedOrStored(ofSave, category.version);
  const state = formState(message, messages.mine, texts.done, texts.refused, texts.errors);
  const writing = { lang, owner: visit.member.id, subject: category };
  const parentName = (slug: string | null) => {
    const parent = categories.find((each) => each.slug === slug);
    return parent ? inLang(parent.name, lang) : texts.top;
  };
  const below = categories.filter(({ parent }) => parent === category.slug);
  const noticeAt = placedNotice(
    message,
    ["removal"],
    isConflict ? (
      <Conflict
        differences={[
          [texts.nameKo, category.name.ko, value("name.ko", "")],
          [texts.nameEn, category.name.en, value("name.en", "")],
          [texts.slug, category.slug, value("slug", "")],
          [texts.parent, parentName(category.parent), parentName(value("parent", ""))],
          [texts.position, String(category.position), value("position", "")],
          [
            texts.descriptionKo,
            category.description.ko,
            value("description.ko", category.description.ko),
          ],
          [
            texts.descriptionEn,
            category.description.en,
            value("description.en", category.description.en),
          ],
        ]}
        keepHref={`/${lang}/admin/categories/${category.id}`}
        texts={messages.mine.conflict}
      />
    ) : (
      <FormNotice idOf={nameField} state={state} />
    ),
  );
  return (
    <>
      <SubMenu
        current="categories"
        label={texts.menu}
        lang={lang}
        menu="catalog"
        texts={texts.parts}
      />
      {noticeAt("")}
      <form action="/api/admin/category" className={styles.wide} method="post">
        <WriteFields {...writing} />
        <input name="act" type="hidden" value="save" />
        <CategoryFields
          {...{ lang, messages, categories, category, value, isLost }}
          errors={state?.fields ?? {}}
        />
        <SubmitButton
          pending={messages.mine.saving}
          text={isConflict ? messages.mine.conflict.overwrite : messages.mine.save}
        />
      </form>
      <p>
        <a href={`/${lang}/products?category=${category.slug}`}>{texts.inShop}</a>
      </p>
      {noticeAt("removal")}
      {category.productCount + below.length > 0 ? (
        <p className={styles.soft}>
          {fill(texts.categoryHolds, { products: category.productCount, below: below.length })}{" "}
          <a href={`/${lang}/admin/products?category=${category.slug}`}>{texts.seeProducts}</a>
        </p>
      ) : (
        <Removal
          action="/api/admin/category"
          sure={texts.categorySure}
          texts={texts}
          writing={writing}
        />
      )}
    </>
  );
}
