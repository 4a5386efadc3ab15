/** The sign-in form. */
import type { Locale } from "@edgemart/contracts/locale";
import Link from "next/link";
import { CheckField } from "#forms/fields/check-field.tsx";
import styles from "#forms/fields/form.module.css";
import { PasswordField } from "#forms/fields/password-field.tsx";
import type { FormMessage } from "#forms/shown/form-message.ts";
import type { Messages } from "#messages/messages.ts";
import { PasskeyButton } from "../passkeys/passkey-button.tsx";
import { EmailField, EntryFrame, OtherWay } from "./entry-frame.tsx";
import { entryState } from "./entry-state.ts";
import { GoogleButton } from "./google-button.tsx";

/** What each of the two forms with a way back is drawn with. */
export interface AccountFormProps {
  lang: Locale;
  messages: Messages;
  message: FormMessage | null;
  /** Checked path to go to afterwards; empty for the home page. */
  back: string;
}

interface LoginFormProps extends AccountFormProps {
  /** Something was being typed when the session ended, and is kept. */
  hasDraft: boolean;
}

/** Draws the sign-in form. */
export function LoginForm({ lang, messages, message, back, hasDraft }: LoginFormProps) {
  const texts = messages.login;
  const state = entryState(message, messages);
  const { typed } = message ?? {};
  return (
    <EntryFrame
      {...{ lang, texts }}
      action="login"
      below={
        <>
          <GoogleButton
            {...{ lang }}
            fields={{ return: back }}
            text={messages.google.submit}
            texts={messages.google}
          />
          <p className={styles.other}>
            {texts.forgot}
            <Link href={`/${lang}/forgot`} prefetch={false}>
              {texts.forgotLink}
            </Link>
          </p>
          <OtherWay {...{ lang, texts, back }} path="/register" />
        </>
      }
      hint={hasDraft && state?.tone !== "good" ? messages.mine.draft.login : undefined}
      instead={
        <PasskeyButton
          act={{ kind: "sign_in", path: "/api/session/passkey" }}
          errors={messages.passkeys.errors}
          fills
          fields={{ lang, return: back }}
          sends={["remember"]}
          texts={messages.passkeys.login}
        />
      }
      state={state}
    >
      <input name="return" type="hidden" value={back} />
      <EmailField error={state?.fields.email} offersPasskeys texts={texts} value={typed?.email} />
      <PasswordField
        autoComplete="current-password"
        error={state?.fields.password}
        hide={texts.hide}
        label={texts.password}
        show={texts.show}
      />
      <CheckField
        checked={typed?.remember === "on"}
        help={texts.rememberHelp}
        label={texts.remember}
        name="remember"
      />
    </EntryFrame>
  );
}
