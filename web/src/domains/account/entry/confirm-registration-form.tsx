/** The page behind the link of a registration: one click where it began, the password elsewhere, and "this was not me". */
import type { LinkLook } from "@edgemart/contracts/links";
import type { Locale } from "@edgemart/contracts/locale";
import styles from "#forms/fields/form.module.css";
import { PasswordField } from "#forms/fields/password-field.tsx";
import type { FormMessage } from "#forms/shown/form-message.ts";
import type { Messages } from "#messages/messages.ts";
import { EntryFrame } from "./entry-frame.tsx";
import { entryState } from "./entry-state.ts";
import { InvalidLink } from "./invalid-link.tsx";

interface ConfirmProps {
  lang: Locale;
  messages: Messages;
  message: FormMessage | null;
  /** What the link is for; null when it is not good. */
  look: Pick<LinkLook, "asks" | "email"> | null;
}

/** Draws it. */
export function ConfirmRegistrationForm({ lang, messages, message, look }: ConfirmProps) {
  const texts = messages.links.confirm;
  if (look === null || message?.code === "link_invalid") {
    const { invalidTitle: title, invalidText: text } = texts;
    const way = messages.register.title;
    const logIn = messages.login.title;
    return <InvalidLink {...{ lang, title, text, way, logIn }} path="/register" />;
  }
  const state = entryState(message, messages);
  const asksPassword = look.asks !== "nothing" || state?.fields.password !== undefined;
  return (
    <EntryFrame
      {...{ lang, texts, state }}
      action="confirm"
      below={
        <form action="/api/session/register/refuse" className={styles.other} method="post">
          <input name="lang" type="hidden" value={lang} />
          {texts.notMe}
          <button className="button quiet" type="submit">
            {texts.refuse}
          </button>
        </form>
      }
      intro={`${asksPassword ? texts.introPassword : texts.intro} ${look.email}`}
      noValidate
    >
      {asksPassword && (
        <PasswordField
          autoComplete="current-password"
          error={state?.fields.password}
          hide={messages.login.hide}
          label={messages.login.password}
          show={messages.login.show}
        />
      )}
    </EntryFrame>
  );
}
