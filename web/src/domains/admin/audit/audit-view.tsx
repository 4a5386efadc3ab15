/** A page of the trail: everybody's, or one member's. */
import type { Locale } from "@edgemart/contracts/locale";
import type { SecurityEvent } from "@edgemart/contracts/security-event";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { SubMenu } from "../parts/sub-menu.tsx";
import { EventTable } from "./event-table.tsx";

interface AuditProps {
  lang: Locale;
  texts: Messages["admin"]["audit"];
  events: SecurityEvent[];
  /** Id of the one member it is about; empty for everybody. */
  member: string;
  memberName: string;
  isFirstPage: boolean;
  nextCursor: string | null;
}

/** Draws a page of the trail of accounts. */
export function AuditView(props: AuditProps) {
  const { lang, texts, events, member, memberName, isFirstPage, nextCursor } = props;
  const path = `/${lang}/admin/audit`;
  return (
    <>
      <SubMenu current="accounts" label={texts.kinds} lang={lang} menu="audit" texts={texts} />
      <p className={styles.soft} id="audit-intro">
        {texts.intro}
      </p>
      {member && (
        <p>
          {fill(texts.of, { name: memberName })} <a href={path}>{texts.everybody}</a>
        </p>
      )}
      <EventTable
        {...{ lang, texts, events }}
        pages={{
          ...{ texts, isFirstPage, nextCursor },
          path: member ? `${path}?member=${member}` : path,
        }}
        titledBy="audit-intro"
      />
    </>
  );
}
