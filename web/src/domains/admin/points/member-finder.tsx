/** Members as a list that leads to their points. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Member } from "@edgemart/contracts/member";
import { languageOf } from "#components/language-of.ts";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "../admin.module.css";
import { AdminList } from "../parts/admin-list.tsx";
import { type Filter, listFilter } from "../parts/list-filter.ts";
import { ListSearch } from "../parts/list-search.tsx";
import { SubMenu } from "../parts/sub-menu.tsx";

/** The address of the list. */
export const POINTS_FILTER = listFilter("/admin/points", {});

interface FinderProps {
  lang: Locale;
  messages: Messages;
  filter: Filter<never>;
  members: readonly Member[];
  nextCursor: string | null;
}

/** Draws the search and the members that were found. */
export function MemberFinder({ lang, messages, filter, members, nextCursor }: FinderProps) {
  const { points: texts, sales } = messages.admin;
  return (
    <>
      <SubMenu current="points" label={sales.menu} lang={lang} menu="sales" texts={sales.parts} />
      <p className={styles.soft}>{texts.intro}</p>
      <ListSearch
        action={`/${lang}/admin/points`}
        id="points-q"
        q={filter.q}
        texts={{ search: texts.search, submit: sales.search }}
      />
      <AdminList
        columns={[texts.name, texts.email, null]}
        isSearched
        isStacked
        items={members}
        named={{ label: texts.title }}
        none={texts.none}
        pages={{
          ...{ texts: sales, nextCursor, isFirstPage: !filter.cursor },
          path: `/${lang}${POINTS_FILTER.path(filter, "")}`,
        }}
        row={({ id, name, email }) => (
          <tr key={id}>
            <th lang={languageOf(name)} scope="row">
              {name}
            </th>
            <td>{email}</td>
            <td>
              <a
                aria-label={fill(texts.seeOf, { name })}
                className={styles.nowrap}
                href={`/${lang}/admin/points/${id}`}
              >
                {texts.see}
              </a>
            </td>
          </tr>
        )}
      />
    </>
  );
}
