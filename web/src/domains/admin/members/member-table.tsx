/** Members as a table: search, filters, pages. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Member } from "@edgemart/contracts/member";
import { shownTime } from "#components/shown-time.ts";
import { Field } from "#forms/fields/field.tsx";
import { SelectField } from "#forms/fields/select-field.tsx";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { Pager } from "../parts/pager.tsx";
import { TableBox } from "../parts/table-box.tsx";
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
        <TableBox
          columns={[texts.name, texts.email, texts.role, texts.status, texts.since]}
          label={texts.title}
        >
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
                <time dateTime={member.createdAt}>{shownTime(member.createdAt, lang, "day")}</time>
              </td>
            </tr>
          ))}
        </TableBox>
      )}
      <Pager
        isFirstPage={!filter.cursor}
        nextCursor={nextCursor}
        path={`/${lang}${memberListPath(filter, "")}`}
        texts={texts}
      />
    </>
  );
}
