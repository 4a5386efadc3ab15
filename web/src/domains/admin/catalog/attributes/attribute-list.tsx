/** Attributes as a table, and the form that makes one. */
import type { AdminAttribute } from "@edgemart/contracts/catalog-structure";
import type { Locale } from "@edgemart/contracts/locale";
import type { Visit } from "#domains/account/visit.ts";
import styles from "#domains/admin/admin.module.css";
import { AdminList } from "#domains/admin/parts/admin-list.tsx";
import { CatalogList } from "#domains/admin/parts/catalog-list.tsx";
import { inLang } from "#domains/admin/parts/in-lang.ts";
import { nameField } from "#domains/admin/parts/name-field.ts";
import { Field } from "#forms/fields/field.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { typedOrStored } from "#forms/shown/typed-or-stored.ts";
import type { Messages } from "#messages/messages.ts";
import { AttributeFields } from "./attribute-fields.tsx";

interface ListProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  attributes: AdminAttribute[];
}

/** Draws all attributes and the form that makes one. */
export function AttributeList({ lang, messages, visit, attributes }: ListProps) {
  const texts = messages.admin.catalog;
  const state = formState(visit.message, messages.mine, texts.done, texts.refused, texts.errors);
  const { value } = typedOrStored(visit.message, null);
  const errors = state?.fields ?? {};
  return (
    <CatalogList
      {...{ lang, messages, visit }}
      action="attribute"
      current="attributes"
      intro={texts.attributesIntro}
      list={
        <AdminList
          columns={[texts.name, texts.key, texts.values.title, { number: texts.position }]}
          items={attributes}
          named={{ label: texts.parts.attributes }}
          none={texts.none}
          row={({ key, name, values, position }) => (
            <tr key={key}>
              <th scope="row">
                <a href={`/${lang}/admin/attributes/${key}`}>{inLang(name, lang)}</a>
              </th>
              <td>
                <code className={styles.code}>{key}</code>
              </td>
              <td className={styles.changes}>
                {firstOf(values.map(({ label }) => inLang(label, lang)))}
              </td>
              <td className={styles.number}>{position}</td>
            </tr>
          )}
        />
      }
      newTitle={texts.newAttribute}
      notice={<FormNotice idOf={nameField} state={state} />}
    >
      <AttributeFields attribute={null} {...{ texts, value, errors }}>
        <Field
          autoComplete="off"
          defaultValue={value("ownKey", "")}
          error={errors.ownKey}
          help={texts.keyStays}
          label={texts.key}
          maxLength={40}
          name="ownKey"
          pattern="[a-z0-9][a-z0-9_\-]*"
        />
      </AttributeFields>
    </CatalogList>
  );
}

/** What shows which attribute it is; a long one is read on its own page. */
const SHOWN_MAX = 6;

function firstOf(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_MAX).join(", ");
  return names.length > SHOWN_MAX ? `${shown} … (${names.length})` : shown;
}
