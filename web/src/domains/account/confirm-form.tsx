/** Asks for the password once more, or a passkey, on the page that needs it. */
import type { Locale } from "@edgemart/contracts/locale";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import { PasswordField } from "#forms/fields/password-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import type { Messages } from "#messages/messages.ts";
import styles from "./account.module.css";
import { PasskeyButton } from "./passkeys/passkey-button.tsx";

interface ConfirmProps {
  lang: Locale;
  messages: Messages;
  owner: string;
  /** Page to come back to, below the language. */
  page: string;
  error?: string | undefined;
  /** The member has a passkey that may be used instead. */
  hasPasskey?: boolean;
}

/** Draws the question; the answer leads back to `page`. */
export function ConfirmForm(props: ConfirmProps) {
  const { lang, messages, owner, page, error, hasPasskey } = props;
  const texts = messages.mine.confirm;
  return (
    <section aria-labelledby="confirm" className={styles.confirm}>
      <h2 id="confirm">{texts.title}</h2>
      <p className={styles.soft}>{texts.text}</p>
      <form action="/api/account/confirm" className={styles.form} method="post">
        <OwnerFields lang={lang} owner={owner} />
        <input name="page" type="hidden" value={page} />
        <PasswordField
          autoComplete="current-password"
          error={error}
          hide={messages.login.hide}
          label={texts.password}
          show={messages.login.show}
        />
        <div className={styles.actions}>
          <SubmitButton pending={texts.pending} text={texts.submit} />
          {hasPasskey && (
            <PasskeyButton
              act={{ kind: "prove", path: "/api/account/confirm" }}
              errors={messages.passkeys.errors}
              fields={{ lang, owner, page }}
              texts={messages.passkeys.confirm}
            />
          )}
        </div>
      </form>
    </section>
  );
}
