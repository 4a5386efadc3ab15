/** A member's Google account: linked with its way to unlink it, or the way to link one. */
import type { IdentityView } from "@edgemart/contracts/google";
import type { Locale } from "@edgemart/contracts/locale";
import { shownTime } from "#components/shown-time.ts";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import type { Messages } from "#messages/messages.ts";
import styles from "../account.module.css";
import { GoogleButton } from "../entry/google-button.tsx";

interface LinkedProps {
  lang: Locale;
  messages: Messages;
  owner: string;
  identities: IdentityView[];
  /** Proved recently enough to link and to unlink. */
  isFresh: boolean;
}

/** Draws it. */
export function LinkedAccounts({ lang, messages, owner, identities, isFresh }: LinkedProps) {
  const { google: texts } = messages;
  return (
    <>
      {identities.length > 0 && (
        <ul className={styles.list}>
          {identities.map((identity) => (
            <li className={styles.row} key={identity.id}>
              <Facts {...{ lang, identity, texts }} />
              {isFresh && (
                <div className={styles.rowActions}>
                  <details>
                    <summary>{texts.list.unlink}</summary>
                    <form action="/api/account/google" method="post">
                      <OwnerFields lang={lang} owner={owner} />
                      <input name="act" type="hidden" value="remove" />
                      <input name="id" type="hidden" value={identity.id} />
                      <p>{texts.list.unlinkSure}</p>
                      <button className="button danger" type="submit">
                        {texts.list.unlinkYes}
                      </button>
                    </form>
                  </details>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
      {!isFresh && <p className={styles.soft}>{texts.list.confirmFirst}</p>}
      {isFresh && identities.length === 0 && (
        <GoogleButton
          {...{ lang, texts }}
          action="/api/account/google"
          fields={{ owner, act: "link" }}
          text={texts.list.link}
        />
      )}
    </>
  );
}

function Facts({
  lang,
  identity,
  texts,
}: {
  lang: Locale;
  identity: IdentityView;
  texts: Messages["google"];
}) {
  const time = (iso: string) => <time dateTime={iso}>{shownTime(iso, lang, "minute")}</time>;
  return (
    <div>
      <p className={styles.rowTitle}>Google</p>
      <p className={styles.soft}>
        {texts.list.linkedAt} {time(identity.linkedAt)}
      </p>
      <p className={styles.soft}>
        {identity.lastUsedAt ? (
          <>
            {texts.list.lastUsed} {time(identity.lastUsedAt)}
          </>
        ) : (
          texts.list.unused
        )}
      </p>
    </div>
  );
}
