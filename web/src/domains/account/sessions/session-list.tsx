/** Where a member is signed in, and the ways to end it. */
import type { SessionView } from "@edgemart/contracts/auth";
import type { Locale } from "@edgemart/contracts/locale";
import { languageOf } from "#components/language-of.ts";
import { countryName, shownTime } from "#components/shown-time.ts";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../account.module.css";
import type { Visit } from "../visit.ts";
import { deviceName } from "./device-name.ts";

interface SessionsProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  sessions: SessionView[];
  /** Proved recently enough to end another session. */
  isFresh: boolean;
}

/** Draws the devices that are signed in, with the way to end each or all others. */
export function SessionListView({ lang, messages, visit, sessions, isFresh }: SessionsProps) {
  const { mine } = messages;
  const texts = mine.sessions;
  const owner = visit.member.id;
  const others = sessions.some((session) => !session.current);
  const ordered = sessions.toSorted((a, b) => Number(b.current) - Number(a.current));
  return (
    <>
      <ul className={styles.list}>
        {ordered.map((session) => (
          <SessionRow
            canEnd={isFresh}
            key={session.id}
            lang={lang}
            owner={owner}
            session={session}
            texts={texts}
          />
        ))}
      </ul>
      {!others && <p className={styles.soft}>{texts.onlyThis}</p>}
      {others && isFresh && (
        <form action="/api/account/sessions" method="post">
          <OwnerFields lang={lang} owner={owner} />
          <button className="button quiet" name="session" type="submit" value="others">
            {texts.endOthers}
          </button>
        </form>
      )}
    </>
  );
}

interface RowProps {
  lang: Locale;
  owner: string;
  texts: Messages["mine"]["sessions"];
  session: SessionView;
  canEnd: boolean;
}

function SessionRow({ lang, owner, texts, session, canEnd }: RowProps) {
  const named = deviceName(session.device);
  const name =
    named === null
      ? texts.unknownDevice
      : typeof named === "string"
        ? named
        : fill(texts.deviceOn, named);
  return (
    <li className={styles.row}>
      <div>
        <p className={styles.rowTitle}>
          <span lang={languageOf(name)}>{name}</span>
          {session.current && <span className={styles.tag}>{texts.current}</span>}
        </p>
        <p className={styles.soft}>
          {texts.lastSeen}{" "}
          <time dateTime={session.lastSeenAt}>{shownTime(session.lastSeenAt, lang, "minute")}</time>
        </p>
        <p className={styles.soft}>
          {texts.signedIn}{" "}
          <time dateTime={session.createdAt}>{shownTime(session.createdAt, lang, "minute")}</time>
          {session.country && ` · ${countryName(session.country, lang)}`}
        </p>
      </div>
      {canEnd && !session.current && (
        <form action="/api/account/sessions" className={styles.rowActions} method="post">
          <OwnerFields lang={lang} owner={owner} />
          <button
            aria-label={fill(texts.endOf, { name })}
            name="session"
            type="submit"
            value={session.id}
          >
            {texts.end}
          </button>
        </form>
      )}
    </li>
  );
}
