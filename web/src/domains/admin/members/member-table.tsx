/** Members as a table: search, filters, pages. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Member } from "@edgemart/contracts/member";
import { languageOf } from "#components/language-of.ts";
import { shownTime } from "#components/shown-time.ts";
import { SelectField } from "#forms/fields/select-field.tsx";
import type { Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { AdminList } from "../parts/admin-list.tsx";
import { ListSearch } from "../parts/list-search.tsx";
import { RoleBadge, StatusBadge } from "./badges.tsx";
import { MEMBER_FILTER, type MemberFilter } from "./member-filter.ts";

interface TableProps {
  lang: Locale;
  messages: Messages;
  filter: MemberFilter;
  members: Member[];
  nextCursor: string | null;
}

/** Draws members as a table with search and pages. */
export function MemberTable({ lang, messages, filter, members, nextCursor }: TableProps) {
  const texts = messages.admin.members;
  const { roles, statuses } = messages.admin;
  return (
    <>
      <ListSearch action={`/${lang}/admin/members`} id="member-q" q={filter.q} texts={texts}>
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
      </ListSearch>
      <AdminList
        columns={[texts.name, texts.email, texts.role, texts.status, texts.since]}
        isSearched
        isStacked
        items={members}
        named={{ label: texts.title }}
        none={texts.none}
        pages={{
          ...{ texts, nextCursor, isFirstPage: !filter.cursor },
          path: `/${lang}${MEMBER_FILTER.path(filter, "")}`,
        }}
        row={(member) => (
          <tr key={member.id}>
            <th scope="row">
              <a href={`/${lang}/admin/members/${member.id}`} lang={languageOf(member.name)}>
                {member.name}
              </a>
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
        )}
      />
    </>
  );
}
