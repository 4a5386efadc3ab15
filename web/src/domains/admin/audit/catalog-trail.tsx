/** A page of what was done to the catalog. */
import type { AuditEvent } from "@edgemart/contracts/catalog-audit";
import type { Locale } from "@edgemart/contracts/locale";
import { shownTime } from "#components/shown-time.ts";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { AdminList } from "../parts/admin-list.tsx";
import { MemberLink, type MemberNames } from "../parts/member-link.tsx";
import { SubMenu } from "../parts/sub-menu.tsx";
import { subjectPath } from "./subject-path.ts";
import { trailWord } from "./trail-word.ts";

interface TrailProps {
  lang: Locale;
  texts: Messages["admin"]["audit"];
  events: AuditEvent[];
  names: MemberNames;
  isFirstPage: boolean;
  nextCursor: string | null;
}

/** Longest text of a change that is shown; the trail has all of it. */
const CHANGES_CHARS_MAX = 240;

/** Draws a page of the trail of the catalog, with a link to what was changed. */
export function CatalogTrail({ lang, texts, events, names, isFirstPage, nextCursor }: TrailProps) {
  const path = `/${lang}/admin/audit/catalogue`;
  return (
    <>
      <SubMenu current="catalog" label={texts.kinds} lang={lang} menu="audit" texts={texts} />
      <p className={styles.soft} id="audit-intro">
        {texts.catalogIntro}
      </p>
      <AdminList
        columns={[texts.at, texts.change, texts.subject, texts.details, texts.actor]}
        items={events}
        named={{ titledBy: "audit-intro" }}
        none={texts.none}
        pages={{ isFirstPage, nextCursor, path, texts }}
        row={(event) => (
          <tr key={event.id}>
            <td className={styles.nowrap}>
              <time dateTime={event.at}>{shownTime(event.at, lang, "second")}</time>
            </td>
            <td data-action={event.action}>{trailWord(texts.actions, event.action)}</td>
            <td>
              <Subject event={event} lang={lang} />
            </td>
            <td className={styles.changes}>
              <code>{shortened(event.changes)}</code>
            </td>
            <td>
              <MemberLink id={event.actorId} {...{ lang, names, texts }} />
            </td>
          </tr>
        )}
      />
    </>
  );
}

function Subject({ event, lang }: { event: AuditEvent; lang: Locale }) {
  const path = subjectPath(event);
  const id = <code className={styles.code}>{event.subjectId}</code>;
  return path ? <a href={`/${lang}${path}`}>{id}</a> : id;
}

function shortened(changes: Record<string, unknown>): string {
  const text = JSON.stringify(changes);
  return text.length > CHANGES_CHARS_MAX ? `${text.slice(0, CHANGES_CHARS_MAX)}…` : text;
}
