/** Members by their points, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchMembers } from "#api/admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { fromCursor } from "#domains/admin/parts/list-filter.ts";
import { MemberFinder, POINTS_FILTER } from "#domains/admin/points/member-finder.tsx";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.points.title);

export default async function AdminPoints({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const filter = POINTS_FILTER.read(await searchParams);
  return adminPage({
    lang,
    path: POINTS_FILTER.path(filter, filter.cursor),
    async render({ token }, messages) {
      const found = await fromCursor(filter, (asked) =>
        fetchMembers(token, POINTS_FILTER.query(asked)),
      );
      if (!found.ok) return null;
      return (
        <AdminFrame {...{ lang, messages }} current="sales" title={messages.admin.points.title}>
          <MemberFinder
            {...{ lang, messages, filter }}
            members={found.value.items}
            nextCursor={found.value.nextCursor}
          />
        </AdminFrame>
      );
    },
  });
}
