/** A member's own name and language. */
import type { Locale } from "@edgemart/contracts/locale";
import { shownTime } from "#components/shown-time.ts";
import { Field } from "#forms/fields/field.tsx";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { Conflict } from "#forms/shown/conflict.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { typedOrStored } from "#forms/shown/typed-or-stored.ts";
import type { Messages } from "#messages/messages.ts";
import styles from "../account.module.css";
import type { Visit } from "../visit.ts";

interface ProfileProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
}

/** Draws the form of name and language; after a conflict both versions. */
export function ProfileForm({ lang, messages, visit: { member, message } }: ProfileProps) {
  const { mine } = messages;
  const texts = mine.profile;
  const { value, isConflict } = typedOrStored(message, member.version);
  const state = isConflict ? null : formState(message, mine, { saved: texts.saved });
  const localeName = (locale: string) => (locale === "en" ? texts.locales.en : texts.locales.ko);
  return (
    <>
      <FormNotice state={state} />
      {isConflict && (
        <Conflict
          differences={[
            [texts.name, member.name, value("name", "")],
            [texts.locale, localeName(member.locale), localeName(value("locale", ""))],
          ]}
          keepHref={`/${lang}/account`}
          texts={mine.conflict}
        />
      )}
      <form action="/api/account/profile" className={styles.form} method="post">
        <OwnerFields lang={lang} owner={member.id} />
        <input name="version" type="hidden" value={member.version} />
        <Field
          autoComplete="name"
          defaultValue={value("name", member.name)}
          error={state?.fields.name}
          label={texts.name}
          maxLength={80}
          name="name"
          required
        />
        <SelectField
          error={state?.fields.locale}
          help={texts.localeHelp}
          label={texts.locale}
          name="locale"
          options={[
            ["ko", texts.locales.ko],
            ["en", texts.locales.en],
          ]}
          value={value("locale", member.locale)}
        />
        <div className={styles.actions}>
          <SubmitButton
            pending={mine.saving}
            text={isConflict ? mine.conflict.overwrite : mine.save}
          />
        </div>
      </form>
      <dl className={styles.facts}>
        <div>
          <dt>{texts.email}</dt>
          <dd>{member.email}</dd>
          <dd className={styles.help}>
            {texts.emailHelp} <a href={`/${lang}/account/security#email`}>{texts.emailChange}</a>
          </dd>
        </div>
        <div>
          <dt>{texts.since}</dt>
          <dd>
            <time dateTime={member.createdAt}>{shownTime(member.createdAt, lang, "day")}</time>
          </dd>
        </div>
      </dl>
    </>
  );
}
