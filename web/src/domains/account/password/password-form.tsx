/** Changes the password: the current one and a new one, in one step. */
import type { Locale } from "@edgemart/contracts/locale";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import { PasswordField } from "#forms/fields/password-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import type { FormState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/messages.ts";
import styles from "../account.module.css";
import type { Visit } from "../visit.ts";

interface PasswordFormProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  /** What the page says of the last form. */
  state: FormState | null;
}

/** Draws the form that changes the password. */
export function PasswordForm({ lang, messages, visit, state }: PasswordFormProps) {
  const { mine, login, register } = messages;
  const texts = mine.password;
  const eye = { show: login.show, hide: login.hide };
  return (
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
  );
}
