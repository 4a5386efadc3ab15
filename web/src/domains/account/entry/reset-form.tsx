/** The form behind a one-time password link, or the page that says the link cannot be used any more. */
import type { Locale } from "@edgemart/contracts/locale";
import { BlankPage } from "#components/notice.tsx";
import { PasswordField } from "#forms/fields/password-field.tsx";
import type { FormMessage } from "#forms/shown/form-message.ts";
import { formState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/messages.ts";
import { EntryFrame } from "./entry-frame.tsx";

interface ResetProps {
  lang: Locale;
  messages: Messages;
  message: FormMessage | null;
  /** The browser holds the secret of a link. */
  hasLink: boolean;
}

/** Draws either of them. */
export function ResetForm({ lang, messages, message, hasLink }: ResetProps) {
  const { mine, login, register } = messages;
  const texts = mine.reset;
  if (!hasLink || message?.code === "reset_invalid") {
    return (
      <BlankPage sign="30′" text={texts.invalidText} title={texts.invalidTitle}>
        <a className="button" href={`/${lang}/login`}>
          {texts.login}
        </a>
      </BlankPage>
    );
  }
  const state = formState(message, mine);
  return (
    <EntryFrame {...{ lang, texts, state }} action="reset" intro={texts.intro}>
      <PasswordField
        autoComplete="new-password"
        error={state?.fields.newPassword}
        help={register.passwordHelp}
        hide={login.hide}
        label={texts.next}
        name="newPassword"
        show={login.show}
      />
    </EntryFrame>
  );
}
