/** The form behind a one-time password link, or the word that the link is spent. */
import type { Locale } from "@edgemart/contracts/locale";
import { BlankPage } from "#components/notice.tsx";
import styles from "#forms/fields/form.module.css";
import { PasswordField } from "#forms/fields/password-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/messages.ts";
import type { Flash } from "#session/flash.ts";

interface ResetProps {
  lang: Locale;
  messages: Messages;
  flash: Flash | null;
  /** The browser holds the secret of a link. */
  hasLink: boolean;
}

export function ResetForm({ lang, messages, flash, hasLink }: ResetProps) {
  const { mine, login, register } = messages;
  const texts = mine.reset;
  if (!hasLink || flash?.code === "reset_invalid") {
    return (
      <BlankPage sign="30′" text={texts.invalidText} title={texts.invalidTitle}>
        <a className="button" href={`/${lang}/login`}>
          {texts.login}
        </a>
      </BlankPage>
    );
  }
  const state = formState(flash, mine);
  return (
    <div className={styles.page}>
      <h1>{texts.title}</h1>
      <p>{texts.intro}</p>
      <FormNotice state={state} />
      <form action="/api/session/reset" className={styles.form} method="post">
        <input name="lang" type="hidden" value={lang} />
        <PasswordField
          autoComplete="new-password"
          error={state?.fields.newPassword}
          help={register.passwordHelp}
          hide={login.hide}
          label={texts.next}
          name="newPassword"
          show={login.show}
        />
        <SubmitButton pending={texts.pending} text={texts.submit} />
      </form>
    </div>
  );
}
