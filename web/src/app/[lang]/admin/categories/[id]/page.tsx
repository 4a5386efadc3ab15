/** One category, for administrators. */
import { CategoryId } from "@edgemart/contracts/ids";
import type { Locale } from "@edgemart/contracts/locale";
import { fetchAdminCategories } from "#api/catalog-structure.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { CategoryView } from "#domains/admin/catalog/categories/category-view.tsx";
import { inLang } from "#domains/admin/parts/in-lang.ts";
import { messagesOf } from "#messages/messages.ts";
import { MissingPage } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale; id: string }>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.catalog.parts.categories);

export default async function EditCategory({ params }: PageProps) {
  const { lang, id } = await params;
  if (!CategoryId.safeParse(id).success)
    return <MissingPage {...{ lang, messages: messagesOf(lang) }} />;
  return adminPage({
    lang,
    path: `/admin/categories/${id}`,
    forms: ["category"],
    async render(visit, messages) {
      const listed = await fetchAdminCategories(visit.token);
      if (!listed.ok) return null;
      const categories = listed.value.items;
      const category = categories.find((each) => each.id === id);
      if (!category) return <MissingPage {...{ lang, messages }} />;
      return (
        <AdminFrame {...{ lang, messages }} current="catalog" title={inLang(category.name, lang)}>
          <CategoryView {...{ lang, messages, visit, category, categories }} />
        </AdminFrame>
      );
    },
  });
}
