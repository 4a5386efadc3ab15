/** Collections, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import { fetchCollections } from "#api/catalog-structure.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { CollectionList } from "#domains/admin/catalogue/collections/collection-list.tsx";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { admin, brand } = messagesOf((await params).lang);
  return personalMetadata(admin.catalogue.parts.collections, brand.name);
}

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
          current="catalogue"
          title={messages.admin.catalogue.parts.collections}
        >
          <CollectionList {...{ lang, messages, visit }} collections={listed.value.items} />
        </AdminFrame>
      );
    },
  });
}
