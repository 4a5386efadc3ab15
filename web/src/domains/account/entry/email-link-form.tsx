/** The page behind a link to an address: one click where its member is signed in, the password elsewhere. */
import type { LinkLook } from "@edgemart/contracts/links";
import type { Locale } from "@edgemart/contracts/locale";
import { PasswordField } from "#forms/fields/password-field.tsx";
import type { FormMessage } from "#forms/shown/form-message.ts";
import type { Messages } from "#messages/messages.ts";
import { EntryFrame } from "./entry-frame.tsx";
import { entryState } from "./entry-state.ts";
import { InvalidLink } from "./invalid-link.tsx";

interface EmailLinkProps {
  lang: Locale;
  messages: Messages;
  message: FormMessage | null;
  /** What the link is for; null when it is not good. */
  look: LinkLook | null;
  /** Somebody is signed in here. */
  isSignedIn: boolean;
}

/** Draws it. */
export function EmailLinkForm({ lang, messages, message, look, isSignedIn }: EmailLinkProps) {
  const texts = messages.links.email;
  const isGood = look?.kind === "verify" || look?.kind === "email_change";
  if (!look || !isGood || message?.code === "link_invalid" || message?.code === "email_taken") {
    const { invalidTitle: title, way } = texts;
    const text = message?.code === "email_taken" ? texts.taken : texts.invalidText;
    return <InvalidLink {...{ lang, title, text, way }} path="/account/security" />;
  }
  const state = entryState(message, messages);
  const asksPassword = !isSignedIn || state?.fields.password !== undefined;
  if (asksPassword && look.asks === "session") {
    const { introSession: text, title } = texts;
    const way = messages.login.title;
    return (
      <InvalidLink {...{ lang, title, text, way }} path="/login?return=%2Faccount%2Fsecurity" />
    );
  }
  const intro = look.kind === "verify" ? texts.intro : texts.introChange;
  return (
    <EntryFrame
      {...{ lang, texts, state }}
      action="email"
      hint={asksPassword ? texts.introPassword : undefined}
      intro={`${intro} ${look.email}`}
      noValidate
    >
      <input name="kind" type="hidden" value={look.kind} />
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

/** Draws the page behind a link that takes an address back. */
export function UndoForm({ lang, messages, message, look }: Omit<EmailLinkProps, "isSignedIn">) {
  const { email, emailUndo: texts, forgot } = messages.links;
  if (look?.kind !== "email_undo" || message?.code === "link_invalid") {
    const { invalidTitle: title } = email;
    return (
      <InvalidLink
        {...{ lang, title }}
        path="/forgot"
        text={texts.invalidText}
        way={forgot.title}
      />
    );
  }
  return (
    <EntryFrame
      {...{ lang, texts }}
      action="email/undo"
      intro={`${texts.intro} ${look.email}`}
      state={entryState(message, messages)}
    >
      {null}
    </EntryFrame>
  );
}
