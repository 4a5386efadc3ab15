/** A member's passkeys, each with what can be done with it, and the way to add one. */
import type { Locale } from "@edgemart/contracts/locale";
import { PASSKEYS_MAX, type PasskeyView } from "@edgemart/contracts/passkeys";
import { encodeBase64Url } from "@edgemart/worker-kit/base64url";
import { languageOf } from "#components/language-of.ts";
import { shownTime } from "#components/shown-time.ts";
import type { FormState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/messages.ts";
import styles from "../account.module.css";
import type { Visit } from "../visit.ts";
import { AcceptedPasskeys } from "./accepted-passkeys.tsx";
import { PasskeyActions } from "./passkey-actions.tsx";
import { PasskeyButton } from "./passkey-button.tsx";

interface ListProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  passkeys: PasskeyView[];
  /** What the page says of the last form. */
  state: FormState | null;
  /** Proved recently enough to add and to delete. */
  isFresh: boolean;
}

/** Draws the list, oldest first, and the button that adds one. */
export function PasskeyList({ lang, messages, visit, passkeys, state, isFresh }: ListProps) {
  const { passkeys: texts } = messages;
  const { id: owner } = visit.member;
  const isFull = passkeys.length >= PASSKEYS_MAX;
  return (
    <>
      {passkeys.length === 0 && <p className={styles.soft}>{texts.list.empty}</p>}
      {passkeys.length > 0 && (
        <ul className={styles.list}>
          {passkeys.map((passkey) => (
            <li className={styles.row} key={passkey.id}>
              <Facts {...{ lang, passkey }} texts={texts.list} />
              <PasskeyActions
                {...{ lang, owner, passkey, isFresh, state }}
                message={visit.message}
                texts={texts.list}
              />
            </li>
          ))}
        </ul>
      )}
      {!isFresh && <p className={styles.soft}>{texts.list.confirmFirst}</p>}
      {isFull && <p className={styles.soft}>{texts.list.full}</p>}
      {isFresh && !isFull && (
        <div className={styles.actions}>
          <p className={`${styles.soft} without-script`}>{texts.list.scriptless}</p>
          <PasskeyButton
            act={{ kind: "create", path: "/api/account/passkeys" }}
            errors={texts.errors}
            fields={{ lang, owner }}
            texts={texts.add}
          />
        </div>
      )}
      <AcceptedPasskeys
        credentialIds={passkeys.map(({ credentialId }) => credentialId)}
        userId={encodeBase64Url(new TextEncoder().encode(owner))}
      />
    </>
  );
}

interface FactsProps {
  lang: Locale;
  passkey: PasskeyView;
  texts: Messages["passkeys"]["list"];
}

function Facts({ lang, passkey, texts }: FactsProps) {
  const { createdAt, lastUsedAt, name, suspended, synced } = passkey;
  const time = (iso: string) => <time dateTime={iso}>{shownTime(iso, lang, "minute")}</time>;
  return (
    <div>
      <p className={styles.rowTitle}>
        <span lang={languageOf(name)}>{name}</span>
        {suspended && <span className={styles.tag}>{texts.suspended}</span>}
      </p>
      {suspended && <p>{texts.suspendedText}</p>}
      <p className={styles.soft}>
        {texts.made} {time(createdAt)}
      </p>
      <p className={styles.soft}>
        {lastUsedAt ? (
          <>
            {texts.lastUsed} {time(lastUsedAt)}
          </>
        ) : (
          texts.unused
        )}
      </p>
      <p className={styles.soft}>{synced ? texts.synced : texts.single}</p>
    </div>
  );
}
