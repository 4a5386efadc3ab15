/** Taking one's data along, and leaving. */
import type { Locale } from "@edgemart/contracts/locale";
import { CheckField } from "#forms/fields/check-field.tsx";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import { PasswordField } from "#forms/fields/password-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/messages.ts";
import styles from "../account.module.css";
import { ConfirmForm } from "../confirm-form.tsx";
import type { Visit } from "../visit.ts";

interface DataProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
}

/** Draws the way to a copy of the member's data, and the way to delete the account. */
export function OwnData({ lang, messages, visit }: DataProps) {
  const { mine, login } = messages;
  const texts = mine.data;
  const { message, member, isFresh } = visit;
  const good = { confirmed: mine.confirm.confirmed };
  const stale = mine.addresses.stale;
  const state = formState(message, mine, good, {
    last_admin: texts.lastAdmin,
    precondition_failed: stale,
  });
  const mustConfirm = !isFresh || message?.code === "reauthentication_required";
  const at = (form: string) => (message?.form === form ? state?.fields : undefined);
  const sureError = at("delete")?.sure && texts.deleteSureMissing;
  const shown =
    sureError && state ? { ...state, fields: { ...state.fields, sure: sureError } } : state;
  return (
    <>
      <FormNotice
        idOf={(field) => (field === "password" && message?.form === "delete" ? "leave" : field)}
        state={shown}
      />
      <section aria-labelledby="export" className={styles.panel}>
        <h2 id="export">{texts.exportTitle}</h2>
        <p>{texts.exportText}</p>
        {mustConfirm ? (
          <ConfirmForm
            error={at("confirm")?.password}
            lang={lang}
            messages={messages}
            owner={member.id}
            page="/account/data"
          />
        ) : (
          <div className={styles.actions}>
            <a className="button quiet" href={`/api/account/export?lang=${lang}`}>
              {texts.exportAction}
            </a>
          </div>
        )}
      </section>
      <section aria-labelledby="delete" className={styles.panel}>
        <h2 id="delete">{texts.deleteTitle}</h2>
        <p>{texts.deleteText}</p>
        <p>
          {texts.deletePoints} <a href={`/${lang}/account/points`}>{texts.deleteToPoints}</a>
        </p>
        <form action="/api/account/delete" className={styles.form} method="post">
          <OwnerFields lang={lang} owner={member.id} />
          <input name="version" type="hidden" value={member.version} />
          <PasswordField
            autoComplete="current-password"
            error={at("delete")?.password}
            hide={login.hide}
            id="leave"
            label={texts.deletePassword}
            show={login.show}
          />
          <CheckField error={sureError} label={texts.deleteSure} name="sure" />
          <div className={styles.actions}>
            <SubmitButton danger pending={texts.deletePending} text={texts.deleteAction} />
          </div>
        </form>
      </section>
    </>
  );
}
