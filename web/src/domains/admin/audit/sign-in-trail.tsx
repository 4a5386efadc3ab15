/** A page of sign-ins and what was done about them, and the way to end them all. */
import type { SignInEventPage } from "@edgemart/contracts/auth";
import type { Locale } from "@edgemart/contracts/locale";
import { shownTime } from "#components/shown-time.ts";
import { ConfirmForm } from "#domains/account/confirm-form.tsx";
import type { Visit } from "#domains/account/visit.ts";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { AdminList } from "../parts/admin-list.tsx";
import { MemberLink, type MemberNames } from "../parts/member-link.tsx";
import { SubMenu } from "../parts/sub-menu.tsx";
import { trailWord } from "./trail-word.ts";

interface TrailProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  page: SignInEventPage;
  names: MemberNames;
  isFirstPage: boolean;
}

/** Draws a page of the trail of sign-ins, and the form that ends all sessions. */
export function SignInTrail({ lang, messages, visit, page, names, isFirstPage }: TrailProps) {
  const texts = messages.admin.audit;
  const { message, isFresh, member } = visit;
  const good = { confirmed: messages.mine.confirm.confirmed };
  const state = formState(message, messages.mine, good);
  const path = `/${lang}/admin/audit/sign-ins`;
  return (
    <>
      <SubMenu current="signIns" label={texts.kinds} lang={lang} menu="audit" texts={texts} />
      <p className={styles.soft} id="audit-intro">
        {texts.signInsIntro}
      </p>
      <AdminList
        columns={[texts.at, texts.change, texts.outcome, texts.member, texts.from]}
        items={page.items}
        named={{ titledBy: "audit-intro" }}
        none={texts.none}
        pages={{ isFirstPage, nextCursor: page.nextCursor, path, texts }}
        row={(event) => (
          <tr key={event.id}>
            <td className={styles.nowrap}>
              <time dateTime={event.at}>{shownTime(event.at, lang, "second")}</time>
            </td>
            <td data-event={event.event}>{trailWord(texts.events, event.event)}</td>
            <td data-outcome={event.outcome}>{trailWord(texts.outcomes, event.outcome)}</td>
            <td>
              <MemberLink id={event.memberId} {...{ lang, names, texts }} />
            </td>
            <td>
              <code className={styles.code}>{event.addressPrefix}</code>
            </td>
          </tr>
        )}
      />
      <section aria-labelledby="end-all" className={styles.part}>
        <h2 id="end-all">{texts.endAllTitle}</h2>
        <FormNotice state={state} />
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
