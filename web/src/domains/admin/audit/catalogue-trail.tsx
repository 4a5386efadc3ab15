/** A page of what was done to the catalogue. */
import type { AuditEvent } from "@edgemart/contracts/catalog-admin";
import type { Locale } from "@edgemart/contracts/locale";
import { shownTime } from "../../../components/shown-time.ts";
import type { Messages } from "../../../messages/messages.ts";
import styles from "../admin.module.css";
import { Pager } from "../parts/pager.tsx";
import { AuditKinds } from "./audit-kinds.tsx";

interface TrailProps {
  lang: Locale;
  texts: Messages["admin"]["audit"];
  events: AuditEvent[];
  isFirstPage: boolean;
  nextCursor: string | null;
}

/** Longest text of a change that is shown; the whole of it stands in the trail. */
const CHANGES_CHARS_MAX = 240;

export function CatalogueTrail({ lang, texts, events, isFirstPage, nextCursor }: TrailProps) {
  const path = `/${lang}/admin/audit/catalogue`;
  return (
    <>
      <AuditKinds current="catalogue" lang={lang} texts={texts} />
      <p className={styles.soft} id="audit-intro">
        {texts.catalogueIntro}
      </p>
      {events.length === 0 ? (
        <p className={styles.soft}>{texts.none}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys
        <section aria-labelledby="audit-intro" className={styles.scroll} tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{texts.at}</th>
                <th scope="col">{texts.change}</th>
                <th scope="col">{texts.subject}</th>
                <th scope="col">{texts.details}</th>
                <th scope="col">{texts.actor}</th>
              </tr>
            </thead>
            <tbody>
              {events.map((event) => (
                <tr key={event.id}>
                  <td className={styles.nowrap}>
                    <time dateTime={event.at}>{shownTime(event.at, lang, "second")}</time>
                  </td>
                  <td className={styles.code}>{event.action}</td>
                  <td className={styles.code}>
                    {event.subjectId.startsWith("prd_") ? (
                      <a href={`/${lang}/admin/products/${event.subjectId}`}>{event.subjectId}</a>
                    ) : (
                      event.subjectId
                    )}
                  </td>
                  <td className={styles.changes}>{shortened(event.changes)}</td>
                  <td className={styles.code}>
                    <a href={`/${lang}/admin/members/${event.actorId}`}>{event.actorId}</a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <Pager isFirstPage={isFirstPage} nextCursor={nextCursor} path={path} texts={texts} />
    </>
  );
}

function shortened(changes: Record<string, unknown>): string {
  const text = JSON.stringify(changes);
  return text.length > CHANGES_CHARS_MAX ? `${text.slice(0, CHANGES_CHARS_MAX)}…` : text;
}
