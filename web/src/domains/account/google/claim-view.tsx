/** An account that its mailbox proves: asking for the link, waiting for it, and the page that it leads to. @see specs/identity.md 28 */
import type { LinkLook } from "@edgemart/contracts/links";
import type { Locale } from "@edgemart/contracts/locale";
import styles from "#forms/fields/form.module.css";
import { PasswordField } from "#forms/fields/password-field.tsx";
import type { FormMessage } from "#forms/shown/form-message.ts";
import { fill, type Messages } from "#messages/messages.ts";
import type { Claim } from "#session/oidc-cookie.ts";
import { EntryFrame } from "../entry/entry-frame.tsx";
import { entryState } from "../entry/entry-state.ts";
import { InvalidLink } from "../entry/invalid-link.tsx";
import { MailedNote } from "../entry/mailed-note.tsx";

interface Shown {
  lang: Locale;
  messages: Messages;
  message: FormMessage | null;
}

/** Draws the button that asks for the link. */
export function AskToClaim({ lang, messages, message, email }: Shown & { email: string }) {
  const { byMail: texts } = messages.google;
  return (
    <EntryFrame
      {...{ lang, texts }}
      action="google/claim"
      intro={fill(texts.intro, { email })}
      state={entryState(message, messages)}
    >
      {null}
    </EntryFrame>
  );
}

/** Draws what to do until the mail comes. */
export function ClaimMailed({ lang, messages, email }: Omit<Shown, "message"> & { email: string }) {
  const { mailed, toLogin } = messages.google;
  return (
    <div className={styles.page}>
      <h1>{mailed.title}</h1>
      <p>{fill(mailed.text, { email })}</p>
      <MailedNote texts={messages.links.note} />
      <p className={styles.other}>
        <a href={`/${lang}/login`}>{toLogin}</a>
      </p>
    </div>
  );
}

interface ClaimProps extends Shown {
  /** What the link is for; null when it is not good. */
  look: LinkLook | null;
  /** What this browser asked for; null in another one. */
  claim: Claim | null;
}

/** Draws the page behind the link: in the browser that asked for it a form, in every other one a sentence. */
export function ClaimForm({ lang, messages, message, look, claim }: ClaimProps) {
  const { claim: texts, toLogin: way } = messages.google;
  const isGood = look?.kind === "claim" && message?.code !== "link_invalid";
  if (!isGood || !claim) {
    const [title, text] = isGood
      ? [texts.otherTitle, texts.otherText]
      : [texts.invalidTitle, texts.invalidText];
    return <InvalidLink {...{ lang, title, text, way }} path="/login" />;
  }
  const state = entryState(message, messages);
  return (
    <EntryFrame
      {...{ lang, state, texts }}
      action="google/claimed"
      intro={fill(texts.intro, { email: claim.email })}
      noValidate
    >
      {look.asks === "password" && (
        <PasswordField
          autoComplete="current-password"
          error={state?.fields.password}
          help={texts.passwordHelp}
          hide={messages.login.hide}
          isOptional
          label={texts.password}
          show={messages.login.show}
        />
      )}
    </EntryFrame>
  );
}
