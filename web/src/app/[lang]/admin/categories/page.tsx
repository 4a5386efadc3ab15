/** Categories, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchAdminCategories } from "#api/catalog-structure.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { CategoryList } from "#domains/admin/catalog/categories/category-list.tsx";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.catalog.parts.categories);

export default async function Categories({ params }: PageProps) {
  const { lang } = await params;
  return adminPage({
    lang,
    path: "/admin/categories",
    forms: ["category"],
    async render(visit, messages) {
      const listed = await fetchAdminCategories(visit.token);
      if (!listed.ok) return null;
      return (
        <AdminFrame
          {...{ lang, messages }}
          current="catalog"
          title={messages.admin.catalog.parts.categories}
        >
          <CategoryList {...{ lang, messages, visit }} categories={listed.value.items} />
        </AdminFrame>
      );
    },
  });
}
