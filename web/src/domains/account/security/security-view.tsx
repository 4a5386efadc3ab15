/** How a member logs in: password, passkeys, second factor, and where it is logged in. */
import type { SessionView } from "@edgemart/contracts/auth";
import type { IdentityView } from "@edgemart/contracts/google";
import type { Locale } from "@edgemart/contracts/locale";
import type { PasskeyView } from "@edgemart/contracts/passkeys";
import type { SecondFactorView } from "@edgemart/contracts/second-factor";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import type { Messages } from "#messages/messages.ts";
import styles from "../account.module.css";
import { ConfirmForm } from "../confirm-form.tsx";
import { EmailPart } from "../email/email-part.tsx";
import { GoogleButton } from "../entry/google-button.tsx";
import { FactorPart } from "../factor/factor-part.tsx";
import { LinkedAccounts } from "../google/linked-accounts.tsx";
import { nameFieldOf } from "../passkeys/passkey-actions.tsx";
import { PasskeyList } from "../passkeys/passkey-list.tsx";
import { PasswordForm } from "../password/password-form.tsx";
import { SessionListView } from "../sessions/session-list.tsx";
import type { Visit } from "../visit.ts";
import { securityState } from "./security-state.ts";

interface SecurityProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  passkeys: PasskeyView[];
  factor: SecondFactorView;
  sessions: SessionView[];
  identities: IdentityView[];
  /** Google can be signed in by here. */
  hasGoogle: boolean;
}

/** Draws the parts; what needs a recent proof asks for it once, before them. */
export function SecurityView(props: SecurityProps) {
  const { lang, messages, visit, passkeys, factor, sessions, identities, hasGoogle } = props;
  const { mine, passkeys: texts } = messages;
  const { member, message } = visit;
  const state = securityState(message, messages);
  const isFresh = visit.isFresh && message?.code !== "reauthentication_required";
  const typedId = message?.typed.id;
  const idOf = (field: string) => (field === "name" && typedId ? nameFieldOf(typedId) : field);
  const common = { lang, messages, visit, state, isFresh };
  return (
    <>
      <FormNotice idOf={idOf} state={state} />
      <section aria-labelledby="change-password" className={styles.panel}>
        <h2 id="change-password">{mine.password.title}</h2>
        <p className={styles.soft}>{mine.password.intro}</p>
        <PasswordForm {...common} />
      </section>
      {!isFresh && (
        <ConfirmForm
          error={message?.form === "confirm" ? state?.fields.password : undefined}
          hasPasskey={passkeys.some(({ suspended }) => !suspended)}
          lang={lang}
          messages={messages}
          owner={member.id}
          page="/account/security"
        />
      )}
      {!isFresh && identities.length > 0 && (
        <GoogleButton
          {...{ lang }}
          fields={{ act: "prove" }}
          text={messages.google.list.prove}
          texts={messages.google}
        />
      )}
      <section aria-labelledby="email" className={styles.panel}>
        <h2 id="email">{messages.links.change.title}</h2>
        <EmailPart {...common} />
      </section>
      <section aria-labelledby="passkeys" className={styles.panel}>
        <h2 id="passkeys">{texts.list.title}</h2>
        <p className={styles.soft}>{texts.list.intro}</p>
        <PasskeyList {...common} passkeys={passkeys} />
      </section>
      <section aria-labelledby="second-factor" className={styles.panel}>
        <h2 id="second-factor">{messages.factor.list.title}</h2>
        <p className={styles.soft}>{messages.factor.list.intro}</p>
        <FactorPart
          {...common}
          factor={factor}
          hasPasskey={passkeys.some(({ suspended }) => !suspended)}
        />
      </section>
      {(hasGoogle || identities.length > 0) && (
        <section aria-labelledby="google" className={styles.panel}>
          <h2 id="google">{messages.google.list.title}</h2>
          <p className={styles.soft}>{messages.google.list.intro}</p>
          <LinkedAccounts {...{ lang, messages, identities, isFresh }} owner={member.id} />
        </section>
      )}
      <section aria-labelledby="sessions" className={styles.panel}>
        <h2 id="sessions">{mine.sessions.title}</h2>
        <p className={styles.soft}>{mine.sessions.intro}</p>
        <SessionListView {...common} sessions={sessions} />
      </section>
    </>
  );
}
