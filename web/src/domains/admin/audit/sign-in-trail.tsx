/** A page of sign-ins and what was done about them, and the way to end them all. */
import type { SignInEvent, SignInEventPage } from "@edgemart/contracts/auth";
import type { Locale } from "@edgemart/contracts/locale";
import { shownTime } from "../../../components/shown-time.ts";
import { OwnerFields } from "../../../forms/fields/owner-fields.tsx";
import { FormNotice } from "../../../forms/shown/form-notice.tsx";
import { formState } from "../../../forms/shown/form-state.ts";
import type { Messages } from "../../../messages/messages.ts";
import { ConfirmForm } from "../../account/confirm-form.tsx";
import type { Visit } from "../../account/visit.ts";
import styles from "../admin.module.css";
import { Pager } from "../parts/pager.tsx";
import { TableBox } from "../parts/table-box.tsx";
import { AuditKinds } from "./audit-kinds.tsx";

interface TrailProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  page: SignInEventPage;
  isFirstPage: boolean;
}

export function SignInTrail({ lang, messages, visit, page, isFirstPage }: TrailProps) {
  const texts = messages.admin.audit;
  const { message, isFresh, member } = visit;
  const good = { confirmed: messages.mine.confirm.confirmed };
  const state = formState(message, messages.mine, good);
  const path = `/${lang}/admin/audit/sign-ins`;
  return (
    <>
      <AuditKinds current="signIns" lang={lang} texts={texts} />
      <FormNotice state={state} />
      <p className={styles.soft} id="audit-intro">
        {texts.signInsIntro}
      </p>
      <Events events={page.items} lang={lang} texts={texts} />
      <Pager isFirstPage={isFirstPage} nextCursor={page.nextCursor} path={path} texts={texts} />
      <section aria-labelledby="end-all" className={styles.part}>
        <h2 id="end-all">{texts.endAllTitle}</h2>
        <p className={styles.soft}>{texts.endAllText}</p>
        {isFresh && message?.code !== "reauthentication_required" ? (
          <form action="/api/admin/sessions" method="post">
            <OwnerFields lang={lang} owner={member.id} />
            <button className="button danger" type="submit">
              {texts.endAllAction}
            </button>
          </form>
        ) : (
          <ConfirmForm
            error={message?.form === "confirm" ? state?.fields.password : undefined}
            lang={lang}
            messages={messages}
            owner={member.id}
            page="/admin/audit/sign-ins"
          />
        )}
      </section>
    </>
  );
}

interface EventsProps {
  lang: Locale;
  texts: Messages["admin"]["audit"];
  events: SignInEvent[];
}

function Events({ lang, texts, events }: EventsProps) {
  if (events.length === 0) return <p className={styles.soft}>{texts.none}</p>;
  return (
    <TableBox
      columns={[texts.at, texts.change, texts.outcome, texts.member, texts.from]}
      titledBy="audit-intro"
    >
      {events.map((event) => (
        <tr key={event.id}>
          <td className={styles.nowrap}>
            <time dateTime={event.at}>{shownTime(event.at, lang, "second")}</time>
          </td>
          <td className={styles.code}>{event.event}</td>
          <td className={styles.code}>{event.outcome}</td>
          <td className={styles.code}>
            {event.memberId === null ? (
              texts.nobody
            ) : (
              <a href={`/${lang}/admin/members/${event.memberId}`}>{event.memberId}</a>
            )}
          </td>
          <td className={styles.code}>{event.addressPrefix}</td>
        </tr>
      ))}
    </TableBox>
  );
}
