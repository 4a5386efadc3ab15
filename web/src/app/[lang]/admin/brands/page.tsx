/** Brands, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchBrands } from "#api/catalog-structure.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { BrandList } from "#domains/admin/catalog/brands/brand-list.tsx";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.catalog.parts.brands);

export default async function Brands({ params }: PageProps) {
  const { lang } = await params;
  return adminPage({
    lang,
    path: "/admin/brands",
    forms: ["brand"],
    async render(visit, messages) {
      const listed = await fetchBrands(visit.token);
      if (!listed.ok) return null;
      return (
        <AdminFrame
          {...{ lang, messages }}
          current="catalog"
          title={messages.admin.catalog.parts.brands}
        >
          <BrandList {...{ lang, messages, visit }} brands={listed.value.items} />
        </AdminFrame>
      );
    },
  });
}
