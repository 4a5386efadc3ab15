/** Asks for the second factor: after the password, or of someone who is signed in; both are plain forms. */
import type { Locale } from "@edgemart/contracts/locale";
import type { MfaMethod } from "@edgemart/contracts/mfa";
import { webConfig } from "#config.ts";
import { Field } from "#forms/fields/field.tsx";
import styles from "#forms/fields/form.module.css";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import type { FormMessage } from "#forms/shown/form-message.ts";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/messages.ts";
import { PasskeyButton } from "../passkeys/passkey-button.tsx";

interface CodeProps {
  lang: Locale;
  messages: Messages;
  message: FormMessage | null;
  /** Checked path to go to afterwards; empty for the home page. */
  back: string;
  methods: readonly MfaMethod[];
  /** Of someone who is signed in already: an administrator has been led here. */
  stepUp?: "admin" | "member";
}

/** Draws the question. */
export function CodeForm({ lang, messages, message, back, methods, stepUp }: CodeProps) {
  const { code: texts, list } = messages.factor;
  const state = formState(
    message,
    messages.mine,
    {},
    { mfa_invalid: list.mfa_invalid },
    {
      "code:mfa_invalid": texts.wrong,
    },
  );
  const hidden = (
    <>
      <input name="lang" type="hidden" value={lang} />
      <input name="return" type="hidden" value={back} />
    </>
  );
  const has = (method: MfaMethod) => methods.includes(method);
  const query = back ? `?return=${encodeURIComponent(back)}` : "";
  const action = stepUp ? "/api/account/step-up" : "/api/session/code";
  return (
    <div className={styles.page}>
      <h1>{texts.title}</h1>
      {stepUp === "admin" && <p>{texts.introStepUp}</p>}
      {methods.length > 0 && <p>{has("totp") ? texts.intro : texts.introPasskey}</p>}
      <FormNotice state={state} />
      {has("totp") && (
        <form action={action} className={styles.form} method="post">
          {hidden}
          <Field
            autoComplete="one-time-code"
            error={state?.fields.code}
            help={texts.help}
            inputMode="numeric"
            label={texts.field}
            maxLength={7}
            name="code"
            required
          />
          <SubmitButton pending={texts.pending} text={texts.submit} />
        </form>
      )}
      {has("passkey") && (
        <>
          <p className="without-script">{texts.scriptless}</p>
          <PasskeyButton
            act={{ kind: "prove", path: action }}
            errors={messages.passkeys.errors}
            fields={{ lang, return: back }}
            texts={texts.passkey}
          />
        </>
      )}
      {has("recovery") && (
        <details>
          <summary>{texts.recovery}</summary>
          <form action="/api/session/code" className={styles.form} method="post">
            {hidden}
            <p>{texts.recoveryText}</p>
            <Field
              autoCapitalize="none"
              autoComplete="off"
              label={texts.recoveryField}
              maxLength={32}
              name="recoveryCode"
              required
              spellCheck={false}
            />
            <SubmitButton pending={texts.pending} text={texts.recoverySubmit} />
          </form>
        </details>
      )}
      {methods.length === 0 && (
        <>
          <p>{stepUp === "admin" ? texts.none : texts.noneMember}</p>
          <a className="button" href={`/${lang}/account/security`}>
            {texts.noneLink}
          </a>
        </>
      )}
      {stepUp && has("totp") && (
        <p className={styles.other}>
          {texts.recoveryAgain} <a href={`/${lang}/login${query}`}>{texts.recoveryAgainLink}</a>
        </p>
      )}
      {stepUp === "admin" && methods.length === 1 && (
        <p className={styles.other}>
          {texts.oneFactor} <a href={`/${lang}/account/security`}>{texts.noneLink}</a>
        </p>
      )}
      {methods.length > 0 && (
        <p className={styles.other}>
          {has("totp") ? texts.support : texts.supportPasskey}{" "}
          <a href={`mailto:${webConfig().SHOP_LEGAL_EMAIL}`}>{texts.supportLink}</a>
        </p>
      )}
      {!stepUp && (
        <p className={styles.other}>
          <a href={`/${lang}/login`}>{texts.again}</a>
        </p>
      )}
    </div>
  );
}
