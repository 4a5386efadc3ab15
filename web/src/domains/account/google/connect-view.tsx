/** What is missing after a sign-in at Google: an agreement to a new account, or a proof of the one that has the address. */
import type { Locale } from "@edgemart/contracts/locale";
import { BlankPage } from "#components/notice.tsx";
import { Field } from "#forms/fields/field.tsx";
import styles from "#forms/fields/form.module.css";
import { PasswordField } from "#forms/fields/password-field.tsx";
import type { FormMessage } from "#forms/shown/form-message.ts";
import { fill, type Messages } from "#messages/messages.ts";
import type { Claim, Ticket } from "#session/oidc-cookie.ts";
import { ConsentFields } from "../entry/consent-fields.tsx";
import { EntryFrame } from "../entry/entry-frame.tsx";
import { entryState } from "../entry/entry-state.ts";
import { PasskeyButton } from "../passkeys/passkey-button.tsx";
import { AskToClaim, ClaimMailed } from "./claim-view.tsx";

interface ConnectProps {
  lang: Locale;
  messages: Messages;
  message: FormMessage | null;
  /** Null when there is nothing to decide any more. */
  ticket: Ticket | null;
  /** A link that this browser asked for and has not opened. */
  claim: Claim | null;
}

/** Draws the one form that is asked for. */
export function ConnectView(props: ConnectProps) {
  const { claim, lang, message, messages, ticket } = props;
  const { google: texts } = messages;
  if (ticket?.methods?.includes("mail")) {
    return <AskToClaim {...{ lang, message, messages }} email={ticket.email} />;
  }
  if (!ticket && claim) return <ClaimMailed {...{ lang, messages }} email={claim.email} />;
  if (!ticket) {
    return (
      <BlankPage sign="G" text={texts.over.text} title={texts.over.title}>
        <a className="button" href={`/${lang}/login`}>
          {texts.toLogin}
        </a>
      </BlankPage>
    );
  }
  return ticket.status === "consent_required" ? (
    <NewAccount {...props} ticket={ticket} />
  ) : (
    <KnownAccount {...props} ticket={ticket} />
  );
}

type FormProps = Omit<ConnectProps, "claim"> & { ticket: Ticket };

function NewAccount({ lang, messages, message, ticket }: FormProps) {
  const { google, register } = messages;
  const state = entryState(message, messages);
  const typed = message?.typed ?? {};
  return (
    <EntryFrame
      {...{ lang, state }}
      action="google/accept"
      intro={fill(google.accept.intro, { email: ticket.email })}
      noValidate
      texts={google.accept}
    >
      <Field
        autoComplete="name"
        defaultValue={typed.name ?? ticket.name}
        error={state?.fields.name}
        help={register.nameHelp}
        label={register.name}
        maxLength={80}
        name="name"
        required
      />
      <ConsentFields
        {...{ lang, typed }}
        facts={google.accept.privacyFacts}
        fields={state?.fields ?? {}}
        texts={register}
      />
    </EntryFrame>
  );
}

function KnownAccount({ lang, messages, message, ticket }: FormProps) {
  const { google, login, passkeys } = messages;
  const state = entryState(message, messages);
  const methods = ticket.methods ?? [];
  const byPasskey = methods.includes("passkey") && (
    <PasskeyButton
      act={{ kind: "prove", path: "/api/session/google/link" }}
      errors={passkeys.errors}
      fields={{ lang }}
      texts={passkeys.confirm}
    />
  );
  const intro = fill(google.link.intro, { email: ticket.email });
  if (!methods.includes("password")) {
    return (
      <div className={styles.page}>
        <h1>{google.link.title}</h1>
        <p>{intro}</p>
        {byPasskey}
      </div>
    );
  }
  return (
    <EntryFrame
      {...{ lang, state, intro }}
      action="google/link"
      below={
        <>
          <p className={styles.other}>
            {login.forgot} <a href={`/${lang}/forgot`}>{login.forgotLink}</a>
          </p>
          <p className={styles.other}>
            {google.link.other} <a href={`/${lang}/login`}>{google.toLogin}</a>
          </p>
        </>
      }
      instead={byPasskey}
      texts={google.link}
    >
      <PasswordField
        autoComplete="current-password"
        error={state?.fields.password}
        hide={login.hide}
        label={login.password}
        show={login.show}
      />
    </EntryFrame>
  );
}
