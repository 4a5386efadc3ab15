/** What was done to the catalog, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchMemberNames } from "#api/admin.ts";
import { fetchCatalogAudit } from "#api/catalog-admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { CatalogTrail } from "#domains/admin/audit/catalog-trail.tsx";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.audit.title);

export default async function CatalogAudit({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const asked = (await searchParams).cursor;
  const cursor = typeof asked === "string" && /^[\w-]{1,512}$/.test(asked) ? asked : "";
  return adminPage({
    lang,
    path: "/admin/audit/catalogue",
    async render({ token }, messages) {
      const listed = await fetchCatalogAudit(token, { limit: "50", ...(cursor && { cursor }) });
      if (!listed.ok) return null;
      const actors = listed.value.items.map(({ actorId }) => actorId);
      const names = await fetchMemberNames(token, actors);
      return (
        <AdminFrame {...{ lang, messages }} current="audit" title={messages.admin.audit.title}>
          <CatalogTrail
            {...{ lang, names }}
            events={listed.value.items}
            isFirstPage={!cursor}
            nextCursor={listed.value.nextCursor}
            texts={messages.admin.audit}
          />
        </AdminFrame>
      );
    },
  });
}
