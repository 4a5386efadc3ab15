/** The tree of categories as a table, and the form that makes one. */
import type { AdminCategory } from "@edgemart/contracts/catalog-admin";
import type { Locale } from "@edgemart/contracts/locale";
import type { Visit } from "#domains/account/visit.ts";
import styles from "#domains/admin/admin.module.css";
import { inLang } from "#domains/admin/parts/in-lang.ts";
import { nameField } from "#domains/admin/parts/name-field.ts";
import { SubMenu } from "#domains/admin/parts/sub-menu.tsx";
import { TableBox } from "#domains/admin/parts/table-box.tsx";
import { WriteFields } from "#domains/admin/parts/write-fields.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { placedNotice } from "#forms/shown/notice-place.ts";
import { typedOrStored } from "#forms/shown/typed-or-stored.ts";
import { fill, type Messages } from "#messages/messages.ts";
import { CategoryFields } from "./category-fields.tsx";
import { treeOf } from "./category-tree.ts";

interface ListProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  categories: AdminCategory[];
}

export function CategoryList({ lang, messages, visit, categories }: ListProps) {
  const texts = messages.admin.catalogue;
  const state = formState(visit.message, messages.mine, texts.done, texts.refused, texts.errors);
  const notice = <FormNotice idOf={nameField} state={state} />;
  const noticeAt = placedNotice(visit.message, ["new"], notice);
  return (
    <>
      <SubMenu
        current="categories"
        label={texts.menu}
        lang={lang}
        menu="catalogue"
        texts={texts.parts}
      />
      {noticeAt("")}
      {categories.length === 0 ? (
        <p className={styles.soft}>{texts.none}</p>
      ) : (
        <TableBox
          columns={[texts.name, texts.slug, { number: texts.position }, { number: texts.products }]}
          label={texts.parts.categories}
        >
          {treeOf(categories).map(({ category, depth }) => (
            <tr key={category.id}>
              <th data-depth={Math.min(depth, 4)} scope="row">
                <a href={`/${lang}/admin/categories/${category.id}`}>
                  {inLang(category.name, lang)}
                </a>
              </th>
              <td className={styles.code}>{category.slug}</td>
              <td className={styles.number}>{category.position}</td>
              <td className={styles.number}>
                <a
                  aria-label={fill(texts.productsOf, {
                    name: inLang(category.name, lang),
                    count: category.productCount.toLocaleString(lang),
                  })}
                  href={`/${lang}/admin/products?category=${category.slug}`}
                >
                  {category.productCount.toLocaleString(lang)}
                </a>
              </td>
            </tr>
          ))}
        </TableBox>
      )}
      <section aria-labelledby="new" className={styles.part}>
        <h2 id="new">{texts.newCategory}</h2>
        {noticeAt("new")}
        <form action="/api/admin/category" className={styles.wide} method="post">
          <WriteFields lang={lang} owner={visit.member.id} />
          <input name="act" type="hidden" value="create" />
          <CategoryFields
            {...{ lang, messages, categories }}
            {...typedOrStored(visit.message, null)}
            category={null}
            errors={state?.fields ?? {}}
          />
          <SubmitButton pending={texts.creating} text={texts.create} />
        </form>
      </section>
    </>
  );
}
