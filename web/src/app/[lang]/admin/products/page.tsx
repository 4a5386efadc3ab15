/** Products of every state, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import { fetchAdminProducts } from "#api/catalog-admin.ts";
import { fetchAdminCategories } from "#api/catalog-structure.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import {
  productListPath,
  productQuery,
  readProductFilter,
} from "#domains/admin/products/product-filter.ts";
import { ProductTable } from "#domains/admin/products/product-table.tsx";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { admin, brand } = messagesOf((await params).lang);
  return personalMetadata(admin.products.title, brand.name);
}

export default async function Products({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const asked = readProductFilter(await searchParams);
  return adminPage({
    lang,
    path: productListPath(asked, asked.cursor),
    async render({ token }, messages) {
      const list = (filter: typeof asked) => fetchAdminProducts(token, productQuery(filter));
      const [listed, categories] = await Promise.all([list(asked), fetchAdminCategories(token)]);
      // A cursor that leads nowhere is an old bookmark: the list begins anew.
      const found = listed.ok || !asked.cursor ? listed : await list({ ...asked, cursor: "" });
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
