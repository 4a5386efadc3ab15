/** A new product. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchAdminCategories, fetchBrands } from "#api/catalog-structure.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { NewProduct } from "#domains/admin/products/new-product.tsx";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.product.newTitle);

export default async function CreateProduct({ params }: PageProps) {
  const { lang } = await params;
  return adminPage({
    lang,
    path: "/admin/products/new",
    forms: ["product"],
    async render(visit, messages) {
      const [categories, brands] = await Promise.all([
        fetchAdminCategories(visit.token),
        fetchBrands(visit.token),
      ]);
      if (!categories.ok || !brands.ok) return null;
      const { newTitle } = messages.admin.product;
      return (
        <AdminFrame {...{ lang, messages }} current="products" title={newTitle}>
          <NewProduct
            {...{ lang, messages, visit }}
            brands={brands.value.items}
            categories={categories.value.items}
          />
        </AdminFrame>
      );
    },
  });
}
