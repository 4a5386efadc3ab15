/** Changes the password: the current one and a new one, in one step. */
import type { Locale } from "@edgemart/contracts/locale";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import { PasswordField } from "#forms/fields/password-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/messages.ts";
import styles from "../account.module.css";
import type { Visit } from "../visit.ts";

interface PasswordFormProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
}

/** Draws the form that changes the password. */
export function PasswordForm({ lang, messages, visit }: PasswordFormProps) {
  const { mine, login, register } = messages;
  const texts = mine.password;
  const state = formState(visit.message, mine, { saved: texts.saved });
  const eye = { show: login.show, hide: login.hide };
  return (
    <>
      <FormNotice state={state} />
      <form action="/api/account/password" className={styles.form} method="post">
        <OwnerFields lang={lang} owner={visit.member.id} />
        {/* Tells a password manager whose password this is. */}
        <input
          autoComplete="username"
          defaultValue={visit.member.email}
          hidden
          readOnly
          type="text"
        />
        <PasswordField
          {...eye}
          autoComplete="current-password"
          error={state?.fields.currentPassword}
          label={texts.current}
          name="currentPassword"
        />
        <PasswordField
          {...eye}
          autoComplete="new-password"
          error={state?.fields.newPassword}
          help={register.passwordHelp}
          label={texts.next}
          name="newPassword"
        />
        <div className={styles.actions}>
          <SubmitButton pending={texts.pending} text={texts.submit} />
        </div>
      </form>
    </>
  );
}
