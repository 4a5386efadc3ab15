/** Members, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchMembers } from "#api/admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { MEMBER_FILTER } from "#domains/admin/members/member-filter.ts";
import { MemberTable } from "#domains/admin/members/member-table.tsx";
import { fromCursor } from "#domains/admin/parts/list-filter.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.members.title);

export default async function Members({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const filter = MEMBER_FILTER.read(await searchParams);
  return adminPage({
    lang,
    path: MEMBER_FILTER.path(filter, filter.cursor),
    async render({ token }, messages) {
      const found = await fromCursor(filter, (asked) =>
        fetchMembers(token, MEMBER_FILTER.query(asked)),
      );
      if (!found.ok) return null;
      return (
        <AdminFrame {...{ lang, messages }} current="members" title={messages.admin.members.title}>
          <MemberTable
            {...{ lang, messages, filter }}
            members={found.value.items}
            nextCursor={found.value.nextCursor}
          />
        </AdminFrame>
      );
    },
  });
}
