/** Attributes as a table, and the form that makes one. */
import type { AdminAttribute } from "@edgemart/contracts/catalog-structure";
import type { Locale } from "@edgemart/contracts/locale";
import type { Visit } from "#domains/account/visit.ts";
import styles from "#domains/admin/admin.module.css";
import { inLang } from "#domains/admin/parts/in-lang.ts";
import { nameField } from "#domains/admin/parts/name-field.ts";
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
import { AttributeFields } from "./attribute-fields.tsx";

interface ListProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  attributes: AdminAttribute[];
}

export function AttributeList({ lang, messages, visit, attributes }: ListProps) {
  const texts = messages.admin.catalogue;
  const state = formState(visit.message, messages.mine, texts.done, texts.refused, texts.errors);
  const { value } = typedOrStored(visit.message, null);
  const errors = state?.fields ?? {};
  const notice = <FormNotice idOf={nameField} state={state} />;
  const noticeAt = placedNotice(visit.message, ["new"], notice);
  return (
    <>
      <SubMenu
        current="attributes"
        label={texts.menu}
        lang={lang}
        menu="catalogue"
        texts={texts.parts}
      />
      {noticeAt("")}
      <p className={styles.soft}>{texts.attributesIntro}</p>
      {attributes.length === 0 ? (
        <p className={styles.soft}>{texts.none}</p>
      ) : (
        <TableBox
          columns={[texts.name, texts.key, texts.values.title, { number: texts.position }]}
          label={texts.parts.attributes}
        >
          {attributes.map(({ key, name, values, position }) => (
            <tr key={key}>
              <th scope="row">
                <a href={`/${lang}/admin/attributes/${key}`}>{inLang(name, lang)}</a>
              </th>
              <td className={styles.code}>{key}</td>
              <td className={styles.changes}>
                {firstOf(values.map(({ label }) => inLang(label, lang)))}
              </td>
              <td className={styles.number}>{position}</td>
            </tr>
          ))}
        </TableBox>
      )}
      <section aria-labelledby="new" className={styles.part}>
        <h2 id="new">{texts.newAttribute}</h2>
        {noticeAt("new")}
        <form action="/api/admin/attribute" className={styles.wide} method="post">
          <WriteFields lang={lang} owner={visit.member.id} />
          <input name="act" type="hidden" value="create" />
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
          <SubmitButton pending={texts.creating} text={texts.create} />
        </form>
      </section>
    </>
  );
}

/** What shows which attribute it is; a long one is read on its own page. */
const SHOWN_MAX = 6;

function firstOf(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN_MAX).join(", ");
  return names.length > SHOWN_MAX ? `${shown} … (${names.length})` : shown;
}
