/** The address of an account: confirmed or not, and the form for another one. */
import type { Locale } from "@edgemart/contracts/locale";
import { Field } from "#forms/fields/field.tsx";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import type { FormState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/messages.ts";
import styles from "../account.module.css";
import type { Visit } from "../visit.ts";

interface EmailPartProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  state: FormState | null;
  /** What needs a recent proof may be done now. */
  isFresh: boolean;
}

/** Draws it. */
export function EmailPart({ lang, messages, visit, state, isFresh }: EmailPartProps) {
  const { member, message } = visit;
  const texts = messages.links.change;
  return (
    <>
      <p className={styles.soft}>
        {texts.intro} <bdi>{member.email}</bdi>
      </p>
      {!member.emailVerified && (
        <form action="/api/account/email/verify" className={styles.form} method="post">
          <OwnerFields lang={lang} owner={member.id} />
          <p>{texts.unverified}</p>
          <div className={styles.actions}>
            <SubmitButton pending={texts.pending} text={texts.verify} />
          </div>
        </form>
      )}
      {isFresh && (
        <form action="/api/account/email" className={styles.form} method="post" noValidate>
          <OwnerFields lang={lang} owner={member.id} />
          <Field
            autoCapitalize="none"
            autoComplete="email"
            defaultValue={message?.form === "email" ? message.typed.newEmail : undefined}
            error={state?.fields.newEmail}
            inputMode="email"
            label={texts.label}
            maxLength={254}
            name="newEmail"
            required
            spellCheck={false}
            type="email"
          />
          <div className={styles.actions}>
            <SubmitButton pending={texts.pending} text={texts.submit} />
          </div>
        </form>
      )}
    </>
  );
}
