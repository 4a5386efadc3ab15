/** The form behind a link to a new password, or the page that says the link cannot be used any more. */
import type { LinkLook } from "@edgemart/contracts/links";
import type { Locale } from "@edgemart/contracts/locale";
import { shownTime } from "#components/shown-time.ts";
import { CheckField } from "#forms/fields/check-field.tsx";
import { PasswordField } from "#forms/fields/password-field.tsx";
import type { FormMessage } from "#forms/shown/form-message.ts";
import { formState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/messages.ts";
import { EntryFrame } from "./entry-frame.tsx";
import { InvalidLink } from "./invalid-link.tsx";

interface ResetProps {
  lang: Locale;
  messages: Messages;
  message: FormMessage | null;
  /** The other ways into the account, which go with the old password; null when the link is not good. */
  waysIn: NonNullable<LinkLook["waysIn"]> | null;
}

/** Draws either of them. */
export function ResetForm({ lang, messages, message, waysIn }: ResetProps) {
  const { mine, login, register, links } = messages;
  const texts = mine.reset;
  if (waysIn === null || message?.code === "reset_invalid") {
    const { invalidTitle: title, invalidText: text } = texts;
    return <InvalidLink {...{ lang, title, text }} path="/forgot" way={links.forgot.title} />;
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
      {waysIn.length > 0 && (
        <fieldset>
          <legend>{links.reset.waysIn}</legend>
          <ul>
            {waysIn.map(({ name, since }) => (
              <li key={`${name} ${since}`}>
                {name} (<time dateTime={since}>{shownTime(since, lang, "day")}</time>)
              </li>
            ))}
          </ul>
          <CheckField help={links.reset.keepHelp} label={links.reset.keep} name="keepOtherWaysIn" />
        </fieldset>
      )}
    </EntryFrame>
  );
}
