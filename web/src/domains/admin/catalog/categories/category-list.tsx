/** The tree of categories as a table, and the form that makes one. */
import type { AdminCategory } from "@edgemart/contracts/catalog-categories";
import type { Locale } from "@edgemart/contracts/locale";
import type { Visit } from "#domains/account/visit.ts";
import styles from "#domains/admin/admin.module.css";
import { AdminList } from "#domains/admin/parts/admin-list.tsx";
import { CatalogList } from "#domains/admin/parts/catalog-list.tsx";
import { inLang } from "#domains/admin/parts/in-lang.ts";
import { nameField } from "#domains/admin/parts/name-field.ts";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
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

/** Draws the tree of categories and the form that makes one. */
export function CategoryList({ lang, messages, visit, categories }: ListProps) {
  const texts = messages.admin.catalog;
  const state = formState(visit.message, messages.mine, texts.done, texts.refused, texts.errors);
  return (
    <CatalogList
      {...{ lang, messages, visit }}
      action="category"
      current="categories"
      list={
        <AdminList
          columns={[texts.name, texts.slug, { number: texts.position }, { number: texts.products }]}
          items={treeOf(categories)}
          named={{ label: texts.parts.categories }}
          none={texts.none}
          row={({ category, depth }) => (
            <tr key={category.id}>
              <th data-depth={Math.min(depth, 4)} scope="row">
                <a href={`/${lang}/admin/categories/${category.id}`}>
                  {inLang(category.name, lang)}
                </a>
              </th>
              <td>
                <code className={styles.code}>{category.slug}</code>
              </td>
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
          )}
        />
      }
      newTitle={texts.newCategory}
      notice={<FormNotice idOf={nameField} state={state} />}
    >
      <CategoryFields
        {...{ lang, messages, categories }}
        {...typedOrStored(visit.message, null)}
        category={null}
        errors={state?.fields ?? {}}
      />
    </CatalogList>
  );
}
