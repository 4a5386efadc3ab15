/** Collections as a table, and the form that makes one. */
import { type CollectionRow, FEATURED } from "@edgemart/contracts/catalog-structure";
import type { Locale } from "@edgemart/contracts/locale";
import { shownTime } from "#components/shown-time.ts";
import type { Visit } from "#domains/account/visit.ts";
import styles from "#domains/admin/admin.module.css";
import { inLang } from "#domains/admin/parts/in-lang.ts";
import { nameField } from "#domains/admin/parts/name-field.ts";
import { NameFields } from "#domains/admin/parts/name-fields.tsx";
import { SubMenu } from "#domains/admin/parts/sub-menu.tsx";
import { TableBox } from "#domains/admin/parts/table-box.tsx";
import { WriteFields } from "#domains/admin/parts/write-fields.tsx";
import { Field } from "#forms/fields/field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { placedNotice } from "#forms/shown/notice-place.ts";
import { typedOrStored } from "#forms/shown/typed-or-stored.ts";
import type { Messages } from "#messages/messages.ts";

interface ListProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  collections: CollectionRow[];
}

export function CollectionList({ lang, messages, visit, collections }: ListProps) {
  const texts = messages.admin.catalogue;
  const state = formState(visit.message, messages.mine, texts.done, texts.refused, texts.errors);
  const { value } = typedOrStored(visit.message, null);
  const errors = state?.fields ?? {};
  const notice = <FormNotice idOf={nameField} state={state} />;
  const noticeAt = placedNotice(visit.message, ["new"], notice);
  return (
    <>
      <SubMenu
        current="collections"
        label={texts.menu}
        lang={lang}
        menu="catalogue"
        texts={texts.parts}
      />
      {noticeAt("")}
      <p className={styles.soft}>{texts.collectionsIntro}</p>
      {collections.length === 0 ? (
        <p className={styles.soft}>{texts.none}</p>
      ) : (
        <TableBox
          columns={[texts.name, texts.slug, { number: texts.products }, texts.changed]}
          label={texts.parts.collections}
        >
          {collections.map(({ id, slug, title, productCount, updatedAt }) => (
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
              <td className={styles.code}>{slug}</td>
              <td className={styles.number}>{productCount.toLocaleString(lang)}</td>
              <td className={styles.nowrap}>
                <time dateTime={updatedAt}>{shownTime(updatedAt, lang, "day")}</time>
              </td>
            </tr>
          ))}
        </TableBox>
      )}
      <section aria-labelledby="new" className={styles.part}>
        <h2 id="new">{texts.newCollection}</h2>
        {noticeAt("new")}
        <form action="/api/admin/collection" className={styles.wide} method="post">
          <WriteFields lang={lang} owner={visit.member.id} />
          <input name="act" type="hidden" value="create" />
          <div className={styles.fields}>
            <NameFields name="title" stored={{ ko: "", en: "" }} {...{ texts, errors, value }} />
            <Field
              autoComplete="off"
              defaultValue={value("slug", "")}
              error={errors.slug}
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
