/** One member, and everything an administrator may do about it. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Member } from "@edgemart/contracts/member";
import type { SecurityEvent } from "@edgemart/contracts/security-event";
import { shownTime } from "#components/shown-time.ts";
import { ConfirmForm } from "#domains/account/confirm-form.tsx";
import type { Visit } from "#domains/account/visit.ts";
import { Field } from "#forms/fields/field.tsx";
import { OwnerFields } from "#forms/fields/owner-fields.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { Conflict } from "#forms/shown/conflict.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { placedNotice } from "#forms/shown/notice-place.ts";
import { typedOrStored } from "#forms/shown/typed-or-stored.ts";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { EventTable } from "../audit/event-table.tsx";
import { RoleBadge, StatusBadge } from "./badges.tsx";
import { MemberRights } from "./member-rights.tsx";
import { SecretNotice } from "./secret-notice.tsx";

interface MemberViewProps {
  lang: Locale;
  messages: Messages;
  visit: Visit;
  member: Member;
  /** The latest of what was done to it or by it; null when that could not be asked. */
  events: SecurityEvent[] | null;
  /** Origin of a reset link: configured, never taken from the request (auth 56). */
  shopOrigin: string;
}

/** Draws one member: profile, rights and events. */
export function MemberView(props: MemberViewProps) {
  const { lang, messages, visit, member, events, shopOrigin } = props;
  const texts = messages.admin.member;
  const { mine, admin } = messages;
  const { message, isFresh } = visit;
  const ofProfile = message?.form === "member" ? message : null;
  const { value, isConflict } = typedOrStored(ofProfile, member.version);
  const good = { ...texts.done, confirmed: mine.confirm.confirmed };
  const isLink = message?.code === "reset_link" || message?.code === "enrol_code";
  const state = isConflict || isLink ? null : formState(message, mine, good, texts.refused);
  const mustConfirm = !isFresh || message?.code === "reauthentication_required";
  const path = `/${lang}/admin/members/${member.id}`;
  const localeName = (locale: string) =>
    locale === "en" ? mine.profile.locales.en : mine.profile.locales.ko;
  const told = message?.form === "confirm" ? { part: "rights" } : message;
  const noticeAt = placedNotice(
    told,
    ["profile", "rights"],
    isLink && message?.typed.member === member.id ? (
      message.typed.enrolToken ? (
        <SecretNotice secret={message.typed.enrolToken} texts={texts.enrolCode} />
      ) : (
        <SecretNotice
          secret={`${shopOrigin}/${member.locale}/reset?token=${message.typed.resetToken ?? ""}`}
          texts={texts.link}
        />
      )
    ) : isConflict ? (
      <Conflict
        differences={[
          [texts.name, member.name, value("name", "")],
          [texts.locale, localeName(member.locale), localeName(value("locale", ""))],
        ]}
        keepHref={path}
        texts={mine.conflict}
      />
    ) : (
      <FormNotice state={state} />
    ),
  );
  return (
    <>
      {noticeAt("")}
      <dl className={styles.facts}>
        <dt>{texts.email}</dt>
        <dd>{member.email}</dd>
        <dt>{texts.role}</dt>
        <dd>
          <RoleBadge role={member.role} texts={admin.roles} />
        </dd>
        <dt>{texts.status}</dt>
        <dd>
          <StatusBadge status={member.status} texts={admin.statuses} />
        </dd>
        <dt>{texts.since}</dt>
        <dd>
          <time dateTime={member.createdAt}>{shownTime(member.createdAt, lang, "minute")}</time>
        </dd>
        <dt>{texts.changed}</dt>
        <dd>
          <time dateTime={member.updatedAt}>{shownTime(member.updatedAt, lang, "minute")}</time>
        </dd>
        <dt>{texts.id}</dt>
        <dd>
          <code className={styles.code}>{member.id}</code>
        </dd>
      </dl>
      <div className={styles.cards}>
        <section aria-labelledby="profile" className={styles.card}>
          <h2 id="profile">{texts.profile}</h2>
          {noticeAt("profile")}
          <form action="/api/admin/member" method="post">
            <OwnerFields lang={lang} owner={visit.member.id} />
            <input name="id" type="hidden" value={member.id} />
            <input name="act" type="hidden" value="profile" />
            <input name="version" type="hidden" value={member.version} />
            <Field
              autoComplete="off"
              defaultValue={value("name", member.name)}
              error={state?.fields.name}
              label={texts.name}
              maxLength={80}
              name="name"
              required
            />
            <SelectField
              label={texts.locale}
              name="locale"
              options={[
                ["ko", mine.profile.locales.ko],
                ["en", mine.profile.locales.en],
              ]}
              value={value("locale", member.locale)}
            />
            <SubmitButton
              pending={mine.saving}
              text={isConflict ? mine.conflict.overwrite : mine.save}
            />
          </form>
        </section>
        <section aria-labelledby="rights" className={styles.card}>
          <h2 id="rights">{texts.rights}</h2>
          {noticeAt("rights")}
          {mustConfirm ? (
            <ConfirmForm
              error={message?.form === "confirm" ? state?.fields.password : undefined}
              lang={lang}
              messages={messages}
              owner={visit.member.id}
              page={`/admin/members/${member.id}`}
            />
          ) : (
            <MemberRights lang={lang} member={member} messages={messages} viewer={visit.member} />
          )}
        </section>
      </div>
      {events && (
        <div className={styles.part}>
          <h2 id="events">{texts.events}</h2>
          <EventTable {...{ lang, events }} texts={admin.audit} titledBy="events" />
          <p>
            <a href={`/${lang}/admin/audit?member=${member.id}`}>{admin.audit.all}</a>
          </p>
        </div>
      )}
    </>
  );
}
