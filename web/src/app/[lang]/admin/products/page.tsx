/** Products of every state, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchAdminProducts } from "#api/catalog-admin.ts";
import { fetchAdminCategories } from "#api/catalog-structure.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { fromCursor } from "#domains/admin/parts/list-filter.ts";
import { PRODUCT_FILTER } from "#domains/admin/products/product-filter.ts";
import { ProductTable } from "#domains/admin/products/product-table.tsx";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.products.title);

export default async function Products({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const asked = PRODUCT_FILTER.read(await searchParams);
  return adminPage({
    lang,
    path: PRODUCT_FILTER.path(asked, asked.cursor),
    async render({ token }, messages) {
      const [found, categories] = await Promise.all([
        fromCursor(asked, (filter) => fetchAdminProducts(token, PRODUCT_FILTER.query(filter))),
        fetchAdminCategories(token),
      ]);
      if (!found.ok) return null;
      return (
        <AdminFrame
          {...{ lang, messages }}
          current="products"
          title={messages.admin.products.title}
        >
          <ProductTable
            {...{ lang, messages }}
            categories={categories.ok ? categories.value.items : []}
            filter={asked}
            nextCursor={found.value.nextCursor}
            products={found.value.items}
          />
        </AdminFrame>
      );
    },
  });
}
