/** Brands, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import { fetchBrands } from "#api/catalog-structure.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { BrandList } from "#domains/admin/catalogue/brands/brand-list.tsx";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { admin, brand } = messagesOf((await params).lang);
  return personalMetadata(admin.catalogue.parts.brands, brand.name);
}

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
          current="catalogue"
          title={messages.admin.catalogue.parts.brands}
        >
          <BrandList {...{ lang, messages, visit }} brands={listed.value.items} />
        </AdminFrame>
      );
    },
  });
}
