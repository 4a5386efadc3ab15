/** One collection, for administrators. */
import { CollectionId } from "@edgemart/contracts/ids";
import type { Locale } from "@edgemart/contracts/locale";
import { fetchAdminProducts } from "#api/catalog-admin.ts";
import { fetchCollection } from "#api/catalog-structure.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { CollectionView } from "#domains/admin/catalog/collections/collection-view.tsx";
import { inLang } from "#domains/admin/parts/in-lang.ts";
import { PRODUCT_FILTER } from "#domains/admin/products/product-filter.ts";
import { messagesOf } from "#messages/messages.ts";
import { MissingPage } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.catalog.parts.collections);

/** Products offered for one search: who needs more searches more exactly. */
const FOUND_MAX = "20";

export default async function EditCollection({ params, searchParams }: PageProps) {
  const { lang, id } = await params;
  if (!CollectionId.safeParse(id).success)
    return <MissingPage {...{ lang, messages: messagesOf(lang) }} />;
  const { q } = PRODUCT_FILTER.read(await searchParams);
  return adminPage({
    lang,
    path: `/admin/collections/${id}${q ? `?${new URLSearchParams({ q })}` : ""}`,
    forms: ["collection"],
    async render(visit, messages) {
      const [collection, found] = await Promise.all([
        fetchCollection(visit.token, id),
        q ? fetchAdminProducts(visit.token, { q, limit: FOUND_MAX }) : null,
      ]);
      if (!collection.ok && collection.error.code === "not_found")
        return <MissingPage {...{ lang, messages }} />;
      if (!collection.ok || found?.ok === false) return null;
      return (
        <AdminFrame
          {...{ lang, messages }}
          current="catalog"
          title={inLang(collection.value.title, lang)}
        >
          <CollectionView
            {...{ lang, messages, visit }}
            collection={collection.value}
            sought={found && { q, found: found.value.items }}
          />
        </AdminFrame>
      );
    },
  });
}
