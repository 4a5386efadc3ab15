/** The sign-in form: plain HTML that posts; script only adds the eye and the waiting text. */
import type { Locale } from "@edgemart/contracts/locale";
import Link from "next/link";
import { webConfig } from "#config.ts";
import { Field } from "#forms/fields/field.tsx";
import styles from "#forms/fields/form.module.css";
import { PasswordField } from "#forms/fields/password-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import type { Messages } from "#messages/messages.ts";
import type { Flash } from "#session/flash.ts";
import { formErrors } from "./form-errors.ts";

export interface AccountFormProps {
  lang: Locale;
  messages: Messages;
  flash: Flash | null;
  /** Checked path to go to afterwards; empty for the home page. */
  back: string;
}

interface LoginFormProps extends AccountFormProps {
  /** Something was being typed when the session ended, and is kept. */
  hasDraft: boolean;
}

export function LoginForm({ lang, messages, flash, back, hasDraft }: LoginFormProps) {
  const texts = messages.login;
  const { mine } = messages;
  const isNew = flash?.code === "password_set";
  const errors = formErrors(isNew ? null : flash, messages.errors);
  const hint = isNew ? mine.reset.saved : hasDraft ? mine.draft.login : null;
  const query = back ? `?return=${encodeURIComponent(back)}` : "";
  return (
    <div className={styles.page}>
      <h1>{texts.title}</h1>
      {hint && (
        <FormNotice
          state={{ tone: isNew ? "good" : "info", title: null, text: hint, fields: {} }}
        />
      )}
      {errors.summary && (
        <p className={styles.alert} role="alert">
          {errors.summary}
        </p>
      )}
      <form action="/api/session/login" className={styles.form} method="post">
        <input name="lang" type="hidden" value={lang} />
        <input name="return" type="hidden" value={back} />
        <Field
          autoCapitalize="none"
          autoComplete="username"
          defaultValue={flash?.typed.email}
          error={errors.fields.email}
          inputMode="email"
          label={texts.email}
          maxLength={254}
          name="email"
          required
          spellCheck={false}
          type="email"
        />
        <PasswordField
          autoComplete="current-password"
          error={errors.fields.password}
          hide={texts.hide}
          label={texts.password}
          show={texts.show}
        />
        <div className={styles.check}>
          <input
            aria-describedby="remember-help"
            defaultChecked={flash?.typed.remember === "on"}
            id="remember"
            name="remember"
            type="checkbox"
          />
          <label htmlFor="remember">{texts.remember}</label>
          <p className={styles.help} id="remember-help">
            {texts.rememberHelp}
          </p>
        </div>
        <SubmitButton pending={texts.pending} text={texts.submit} />
      </form>
      <p className={styles.other}>
        {texts.forgot}
        <a href={`mailto:${webConfig().SHOP_LEGAL_EMAIL}`}>{texts.forgotLink}</a>
      </p>
      <p className={styles.other}>
        {texts.other}
        <Link href={`/${lang}/register${query}`} prefetch={false}>
          {texts.otherLink}
        </Link>
      </p>
    </div>
  );
}
