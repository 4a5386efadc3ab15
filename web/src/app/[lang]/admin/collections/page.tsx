/** Collections, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchCollections } from "#api/catalog-structure.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { CollectionList } from "#domains/admin/catalog/collections/collection-list.tsx";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.catalog.parts.collections);

export default async function Collections({ params }: PageProps) {
  const { lang } = await params;
  return adminPage({
    lang,
    path: "/admin/collections",
    forms: ["collection"],
    async render(visit, messages) {
      const listed = await fetchCollections(visit.token);
      if (!listed.ok) return null;
      return (
        <AdminFrame
          {...{ lang, messages }}
          current="catalog"
          title={messages.admin.catalog.parts.collections}
        >
          <CollectionList {...{ lang, messages, visit }} collections={listed.value.items} />
        </AdminFrame>
      );
    },
  });
}
