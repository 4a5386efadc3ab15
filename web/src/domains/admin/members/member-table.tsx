/** Members as a table: search, filters, pages. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Member } from "@edgemart/contracts/member";
import { shownTime } from "../../../components/shown-time.ts";
import { Field } from "../../../forms/fields/field.tsx";
import { SelectField } from "../../../forms/fields/select-field.tsx";
import type { Messages } from "../../../messages/messages.ts";
import styles from "../admin.module.css";
import { RoleBadge, StatusBadge } from "./badges.tsx";
import { type MemberFilter, memberListPath } from "./member-filter.ts";

interface TableProps {
  lang: Locale;
  messages: Messages;
  filter: MemberFilter;
  members: Member[];
  nextCursor: string | null;
}

export function MemberTable({ lang, messages, filter, members, nextCursor }: TableProps) {
  const texts = messages.admin.members;
  const { roles, statuses } = messages.admin;
  return (
    <>
      <search>
        <form action={`/${lang}/admin/members`} className={styles.filters} method="get">
          <Field
            autoComplete="off"
            defaultValue={filter.q}
            id="member-q"
            label={texts.search}
            maxLength={80}
            name="q"
            type="search"
          />
          <SelectField
            label={texts.role}
            name="role"
            options={[
              ["", texts.all],
              ["member", roles.member],
              ["admin", roles.admin],
            ]}
            value={filter.role}
          />
          <SelectField
            label={texts.status}
            name="status"
            options={[
              ["", texts.all],
              ["active", statuses.active],
              ["disabled", statuses.disabled],
            ]}
            value={filter.status}
          />
          <button className="button" type="submit">
            {texts.submit}
          </button>
        </form>
      </search>
      {members.length === 0 ? (
        <p className={styles.soft} role="status">
          {texts.none}
        </p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys
        <section aria-label={texts.title} className={styles.scroll} tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{texts.name}</th>
                <th scope="col">{texts.email}</th>
                <th scope="col">{texts.role}</th>
                <th scope="col">{texts.status}</th>
                <th scope="col">{texts.since}</th>
              </tr>
            </thead>
            <tbody>
              {members.map((member) => (
                <tr key={member.id}>
                  <th scope="row">
                    <a href={`/${lang}/admin/members/${member.id}`}>{member.name}</a>
                  </th>
                  <td>{member.email}</td>
                  <td>
                    <RoleBadge role={member.role} texts={roles} />
                  </td>
                  <td>
                    <StatusBadge status={member.status} texts={statuses} />
                  </td>
                  <td className={styles.nowrap}>
                    <time dateTime={member.createdAt}>
                      {shownTime(member.createdAt, lang, "day")}
                    </time>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <nav aria-label={texts.pages} className={styles.pager}>
        {filter.cursor && (
          <a className="button quiet" href={`/${lang}${memberListPath(filter, "")}`}>
            {texts.first}
          </a>
        )}
        {nextCursor && (
          <a className="button quiet" href={`/${lang}${memberListPath(filter, nextCursor)}`}>
            {texts.next}
          </a>
        )}
      </nav>
    </>
  );
}
