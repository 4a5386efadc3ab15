/** What was done to accounts, as a table. */
import type { Locale } from "@edgemart/contracts/locale";
import type { SecurityEvent } from "@edgemart/contracts/security-event";
import { languageOf } from "#components/language-of.ts";
import { shownTime } from "#components/shown-time.ts";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { AdminList } from "../parts/admin-list.tsx";
import type { Pager } from "../parts/pager.tsx";

interface EventsProps {
  lang: Locale;
  texts: Messages["admin"]["audit"];
  events: SecurityEvent[];
  /** Id of the heading that names the table. */
  titledBy: string;
  /** Without it all events are shown. */
  pages?: Parameters<typeof Pager>[0];
}

/** Draws events of accounts as a table. */
export function EventTable({ lang, texts, events, titledBy, pages }: EventsProps) {
  return (
    <AdminList
      columns={[texts.at, texts.change, texts.member, texts.actor]}
      items={events}
      named={{ titledBy }}
      none={texts.none}
      pages={pages}
      row={(event) => (
        <tr key={event.id}>
          <td className={styles.nowrap}>
            <time dateTime={event.at}>{shownTime(event.at, lang, "second")}</time>
          </td>
          <td>{changeText(event.change, texts)}</td>
          <td>
            <Party lang={lang} party={event.member} texts={texts} />
          </td>
          <td>
            {event.actor === null ? (
              texts.system
            ) : event.actor.id === event.member.id ? (
              texts.self
            ) : (
              <Party lang={lang} party={event.actor} texts={texts} />
            )}
          </td>
        </tr>
      )}
    />
  );
}

interface PartyProps {
  lang: Locale;
  party: { id: string; name: string };
  texts: Messages["admin"]["audit"];
}

function Party({ lang, party, texts }: PartyProps) {
  if (!party.name) {
    return (
      <>
        {texts.gone} <code className={styles.code}>{party.id}</code>
      </>
    );
  }
  return (
    <a href={`/${lang}/admin/members/${party.id}`} lang={languageOf(party.name)}>
      {party.name}
    </a>
  );
}

/** A sentence for what is known; what is not, as it is in the trail. */
function changeText(change: string, texts: Messages["admin"]["audit"]): string {
  const known: Record<string, string> = texts.changes;
  return Object.hasOwn(known, change) ? (known[change] ?? change) : change;
}
