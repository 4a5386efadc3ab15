/** Attributes, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchAttributes } from "#api/catalog-structure.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { AttributeList } from "#domains/admin/catalog/attributes/attribute-list.tsx";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.catalog.parts.attributes);

export default async function Attributes({ params }: PageProps) {
  const { lang } = await params;
  return adminPage({
    lang,
    path: "/admin/attributes",
    forms: ["attribute"],
    async render(visit, messages) {
      const listed = await fetchAttributes(visit.token);
      if (!listed.ok) return null;
      return (
        <AdminFrame
          {...{ lang, messages }}
          current="catalog"
          title={messages.admin.catalog.parts.attributes}
        >
          <AttributeList {...{ lang, messages, visit }} attributes={listed.value.items} />
        </AdminFrame>
      );
    },
  });
}
