/** The form that opens an account; as plain as the sign-in form. */
import Link from "next/link";
import { Field } from "#forms/fields/field.tsx";
import styles from "#forms/fields/form.module.css";
import { PasswordField } from "#forms/fields/password-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { ConsentFields } from "./consent-fields.tsx";
import { formErrors } from "./form-errors.ts";
import type { AccountFormProps } from "./login-form.tsx";

interface RegisterProps extends AccountFormProps {
  /** Random, one for each time the form is shown: makes posting twice one account. */
  formKey: string;
}

export function RegisterForm({ lang, messages, flash, back, formKey }: RegisterProps) {
  const texts = messages.register;
  const errors = formErrors(flash, messages.errors);
  const query = back ? `?return=${encodeURIComponent(back)}` : "";
  return (
    <div className={styles.page}>
      <h1>{texts.title}</h1>
      {errors.summary && (
        <p className={styles.alert} role="alert">
          {errors.summary}
        </p>
      )}
      {/* The browser would stop at the first field that is wrong; the server names all of them. */}
      <form action="/api/session/register" className={styles.form} method="post" noValidate>
        <input name="lang" type="hidden" value={lang} />
        <input name="return" type="hidden" value={back} />
        <input name="key" type="hidden" value={formKey} />
        <Field
          autoComplete="name"
          defaultValue={flash?.typed.name}
          error={errors.fields.name}
          help={texts.nameHelp}
          label={texts.name}
          maxLength={80}
          name="name"
          required
        />
        <Field
          autoCapitalize="none"
          autoComplete="username"
          defaultValue={flash?.typed.email}
          error={errors.fields.email}
          inputMode="email"
          label={messages.login.email}
          maxLength={254}
          name="email"
          required
          spellCheck={false}
          type="email"
        />
        <PasswordField
          autoComplete="new-password"
          error={errors.fields.password}
          help={texts.passwordHelp}
          hide={messages.login.hide}
          label={messages.login.password}
          show={messages.login.show}
        />
        <ConsentFields errors={messages.errors} flash={flash} lang={lang} texts={texts} />
        <SubmitButton pending={texts.pending} text={texts.submit} />
      </form>
      <p className={styles.other}>
        {texts.other}
        <Link href={`/${lang}/login${query}`} prefetch={false}>
          {texts.otherLink}
        </Link>
      </p>
    </div>
  );
}
