/** The browsers that a member is notified in, what they show, and the way to add one. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Preferences } from "@edgemart/contracts/notification";
import type { PushDevice, PushDevices } from "@edgemart/contracts/push";
import { languageOf } from "#components/language-of.ts";
import { shownTime } from "#components/shown-time.ts";
import account from "#domains/account/account.module.css";
import { CheckField } from "#forms/fields/check-field.tsx";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import { PushButton } from "./push-button.tsx";

interface ViewProps {
  lang: Locale;
  messages: Messages;
  owner: string;
  devices: PushDevices;
  preferences: Preferences;
}

const ACTION = "/api/account/push";

/** Draws them. All but adding works without script. */
export function PushView({ lang, messages, owner, devices, preferences }: ViewProps) {
  const { errors, push: texts } = messages.notifications.settings;
  const { keyId, publicKey, items } = devices;
  const { choices, version } = preferences;
  return (
    <section aria-labelledby="push" className={account.panel}>
      <h2 id="push">{texts.title}</h2>
      <p>{texts.text}</p>
      {items.length > 0 && (
        <ul className={account.list}>
          {items.map((device) => (
            <Row key={device.id} {...{ device, lang, owner, texts }} />
          ))}
        </ul>
      )}
      <p className={`${account.soft} without-script`}>{texts.scriptless}</p>
      <PushButton
        {...{ keyId, publicKey, errors, texts }}
        digests={items.map(({ digest }) => digest)}
        fields={{ lang, owner }}
      />
      {items.length > 0 && (
        <form action={ACTION} className={account.form} method="post">
          <OwnerFields lang={lang} owner={owner} />
          <input name="act" type="hidden" value="choose" />
          <input name="version" type="hidden" value={version} />
          <CheckField
            checked={choices.push.security}
            id="push-security"
            label={texts.security}
            name="security"
          />
          <CheckField
            checked={choices.push.order}
            id="push-order"
            label={texts.order}
            name="order"
          />
          <CheckField
            checked={choices.push.service}
            help={texts.serviceHelp}
            id="push-service"
            label={texts.service}
            name="service"
          />
          <div>
            <SubmitButton pending={messages.mine.saving} text={messages.mine.save} />
          </div>
        </form>
      )}
    </section>
  );
}

interface RowProps {
  lang: Locale;
  owner: string;
  device: PushDevice;
  texts: Messages["notifications"]["settings"]["push"];
}

function Row({ lang, owner, device, texts }: RowProps) {
  const { id, browser, createdAt, lastOkAt } = device;
  const time = (iso: string) => <time dateTime={iso}>{shownTime(iso, lang, "minute")}</time>;
  return (
    <li className={account.row}>
      <div>
        <p className={account.rowTitle}>
          <span lang={languageOf(browser)}>{browser}</span>
        </p>
        <p className={account.soft}>
          {texts.added} {time(createdAt)}
        </p>
        <p className={account.soft}>
          {lastOkAt ? (
            <>
              {texts.last} {time(lastOkAt)}
            </>
          ) : (
            texts.unused
          )}
        </p>
      </div>
      <form action={ACTION} className={account.rowActions} method="post">
        <OwnerFields lang={lang} owner={owner} />
        <input name="act" type="hidden" value="remove" />
        <input name="id" type="hidden" value={id} />
        <button aria-label={fill(texts.removeOf, { browser })} type="submit">
          {texts.remove}
        </button>
      </form>
    </li>
  );
}
