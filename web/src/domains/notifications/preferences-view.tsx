/** What a member wants to hear of, and, apart from it, advertising. */
import type { Locale } from "@edgemart/contracts/locale";
import { MARKETING_CONSENT_VERSION } from "@edgemart/contracts/marketing-consent";
import type { Preferences } from "@edgemart/contracts/notification";
import type { ReactNode } from "react";
import { shownTime } from "#components/shown-time.ts";
import account from "#domains/account/account.module.css";
import { CheckField } from "#forms/fields/check-field.tsx";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { fill, type Messages } from "#messages/messages.ts";

interface ViewProps {
  lang: Locale;
  messages: Messages;
  owner: string;
  preferences: Preferences;
  /** What is shown between the mails and advertising. */
  children?: ReactNode;
}

const ACTION = "/api/account/notifications";

/** Draws both forms; each works without script. */
export function PreferencesView({ lang, messages, owner, preferences, children }: ViewProps) {
  const texts = messages.notifications.settings;
  const { choices, version } = preferences;
  return (
    <>
      <section aria-labelledby="mails" className={account.panel}>
        <h2 id="mails">{texts.mails}</h2>
        <p>{texts.always}</p>
        <form action={ACTION} className={account.form} method="post">
          <OwnerFields lang={lang} owner={owner} />
          <input name="version" type="hidden" value={version} />
          <CheckField
            checked={choices.order.email}
            label={texts.order}
            name="order"
            help={texts.orderHelp}
          />
          <CheckField
            checked={choices.service.email}
            label={texts.service}
            name="service"
            help={texts.serviceHelp}
          />
          <div>
            <SubmitButton pending={messages.mine.saving} text={messages.mine.save} />
          </div>
        </form>
      </section>
      {children}
      <Advertising {...{ lang, messages, owner, preferences }} />
    </>
  );
}

/** Consent to advertising: apart from everything else, by each channel on its own, with what is agreed to next to it. */
function Advertising({ lang, messages, owner, preferences }: ViewProps) {
  const texts = messages.notifications.settings.marketing;
  const { marketing, version } = preferences;
  const { push, ...email } = marketing;
  const view = { lang, messages, owner, version };
  return (
    <section aria-labelledby="advertising" className={account.panel}>
      <h2 id="advertising">{texts.title}</h2>
      <Consent {...view} {...email} act="consent" agreed={email.email} texts={texts.byEmail} />
      <Consent {...view} {...push} act="consent-push" texts={texts.byPush} />
    </section>
  );
}

interface ConsentProps extends Omit<ViewProps, "preferences" | "children"> {
  act: "consent" | "consent-push";
  agreed: boolean;
  atNight: boolean;
  changedAt: string | null;
  texts: Messages["notifications"]["settings"]["marketing"]["byEmail"];
  version: number;
}

/** Draws what is agreed to by one channel, and its form. */
function Consent(props: ConsentProps) {
  const { lang, messages, owner, version, act, agreed, atNight, changedAt, texts: own } = props;
  const texts = messages.notifications.settings.marketing;
  return (
    <div className={account.panel}>
      <h3>{own.title}</h3>
      <p>{own.text}</p>
      <p>{own.withdraw}</p>
      {changedAt && (
        <p className={account.soft}>
          {fill(agreed ? texts.agreed : texts.refused, {
            day: shownTime(changedAt, lang, "minute"),
          })}
        </p>
      )}
      <form action={ACTION} className={account.form} method="post">
        <OwnerFields lang={lang} owner={owner} />
        <input name="act" type="hidden" value={act} />
        <input name="version" type="hidden" value={version} />
        <input name="text" type="hidden" value={MARKETING_CONSENT_VERSION} />
        <CheckField checked={agreed} id={`${act}-day`} label={own.agree} name="marketing" />
        <CheckField
          checked={atNight}
          help={own.nightHelp}
          id={`${act}-night`}
          label={own.night}
          name="night"
        />
        <div>
          <SubmitButton pending={messages.mine.saving} text={own.save} />
        </div>
      </form>
    </div>
  );
}
