/** One attribute: its names, its values in their order, and the way to remove it. */
import type { AdminAttribute } from "@edgemart/contracts/catalog-structure";
import type { Locale } from "@edgemart/contracts/locale";
import type { Visit } from "#domains/account/visit.ts";
import styles from "#domains/admin/admin.module.css";
import { inLang } from "#domains/admin/parts/in-lang.ts";
import { nameField } from "#domains/admin/parts/name-field.ts";
import { Removal } from "#domains/admin/parts/removal.tsx";
import { SubMenu } from "#domains/admin/parts/sub-menu.tsx";
import { ValueRows } from "#domains/admin/parts/value-rows.tsx";
import { WriteFields } from "#domains/admin/parts/write-fields.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { Conflict } from "#forms/shown/conflict.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { placedNotice } from "#forms/shown/notice-place.ts";
import { typedOrStored } from "#forms/shown/typed-or-stored.ts";
import type { Messages } from "#messages/messages.ts";
import { AttributeFields } from "./attribute-fields.tsx";

interface ViewProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  attribute: AdminAttribute;
}

/** Draws one attribute with its values. */
export function AttributeView({ lang, messages, visit, attribute }: ViewProps) {
  const texts = messages.admin.catalog;
  const { message } = visit;
  const { key, name, position, values, version } = attribute;
  const act = message?.typed.act ?? "";
  const { value, isConflict } = typedOrStored(act === "save" ? message : null, version);
  const state = formState(message, messages.mine, texts.done, texts.refused, texts.errors);
  const errors = state?.fields ?? {};
  const writing = { lang, owner: visit.member.id, subject: { id: key, version } };
  const idOf = (field: string) =>
    act === "add-value" ? `${key}-new-${nameField(field)}` : nameField(field);
  const noticeAt = placedNotice(
    message,
    ["values", "removal"],
    isConflict ? (
      <Conflict
        differences={[
          [texts.nameKo, name.ko, value("name.ko", "")],
          [texts.nameEn, name.en, value("name.en", "")],
          [texts.position, String(position), value("position", "")],
        ]}
        keepHref={`/${lang}/admin/attributes/${key}`}
        texts={messages.mine.conflict}
      />
    ) : (
      <FormNotice idOf={idOf} state={state} />
    ),
  );
  return (
    <>
      <SubMenu
        current="attributes"
        label={texts.menu}
        lang={lang}
        menu="catalog"
        texts={texts.parts}
      />
      {noticeAt("")}
      <form action="/api/admin/attribute" className={styles.wide} method="post">
        <WriteFields {...writing} />
        <input name="act" type="hidden" value="save" />
        <AttributeFields
          attribute={attribute}
          errors={act === "save" ? errors : {}}
          {...{ texts, value }}
        />
        <SubmitButton
          pending={messages.mine.saving}
          text={isConflict ? messages.mine.conflict.overwrite : messages.mine.save}
        />
      </form>
      <section aria-labelledby="values" className={styles.part}>
        <h2 id="values">{texts.values.title}</h2>
        {noticeAt("values")}
        <ValueRows
          action="/api/admin/attribute"
          name={inLang(name, lang)}
          of={key}
          refused={act.endsWith("-value") && message ? { typed: message.typed, errors } : null}
          {...{ writing, values, messages }}
        />
      </section>
      {noticeAt("removal")}
      <Removal
        action="/api/admin/attribute"
        sure={texts.attributeSure}
        texts={texts}
        writing={writing}
      />
    </>
  );
}
