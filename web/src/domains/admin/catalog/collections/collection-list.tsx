/** Collections as a table, and the form that makes one. */
import { type CollectionRow, FEATURED } from "@edgemart/contracts/catalog-structure";
import type { Locale } from "@edgemart/contracts/locale";
import { shownTime } from "#components/shown-time.ts";
import type { Visit } from "#domains/account/visit.ts";
import styles from "#domains/admin/admin.module.css";
import { AdminList } from "#domains/admin/parts/admin-list.tsx";
import { CatalogList } from "#domains/admin/parts/catalog-list.tsx";
import { inLang } from "#domains/admin/parts/in-lang.ts";
import { nameField } from "#domains/admin/parts/name-field.ts";
import { NameFields } from "#domains/admin/parts/name-fields.tsx";
import { SlugField } from "#domains/admin/parts/slug-field.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { typedOrStored } from "#forms/shown/typed-or-stored.ts";
import type { Messages } from "#messages/messages.ts";

interface ListProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  collections: CollectionRow[];
}

/** Draws all collections and the form that makes one. */
export function CollectionList({ lang, messages, visit, collections }: ListProps) {
  const texts = messages.admin.catalog;
  const state = formState(visit.message, messages.mine, texts.done, texts.refused, texts.errors);
  const { value } = typedOrStored(visit.message, null);
  const errors = state?.fields ?? {};
  return (
    <CatalogList
      {...{ lang, messages, visit }}
      action="collection"
      current="collections"
      intro={texts.collectionsIntro}
      list={
        <AdminList
          columns={[texts.name, texts.slug, { number: texts.products }, texts.changed]}
          items={collections}
          named={{ label: texts.parts.collections }}
          none={texts.none}
          row={({ id, slug, title, productCount, updatedAt }) => (
            <tr key={id}>
              <th scope="row">
                <a href={`/${lang}/admin/collections/${id}`}>{inLang(title, lang)}</a>
                {slug === FEATURED && (
                  <>
                    {" "}
                    <span className={styles.badge}>{texts.home}</span>
                  </>
                )}
              </th>
              <td>
                <code className={styles.code}>{slug}</code>
              </td>
              <td className={styles.number}>{productCount.toLocaleString(lang)}</td>
              <td className={styles.nowrap}>
                <time dateTime={updatedAt}>{shownTime(updatedAt, lang, "day")}</time>
              </td>
            </tr>
          )}
        />
      }
      newTitle={texts.newCollection}
      notice={<FormNotice idOf={nameField} state={state} />}
    >
      <div className={styles.fields}>
        <NameFields name="title" stored={{ ko: "", en: "" }} {...{ texts, errors, value }} />
        <SlugField
          error={errors.slug}
          help={texts.slugStays}
          label={texts.slug}
          value={value("slug", "")}
        />
      </div>
    </CatalogList>
  );
}
