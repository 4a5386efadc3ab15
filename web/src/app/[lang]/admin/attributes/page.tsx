/** Attributes, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import { fetchAttributes } from "#api/catalog-structure.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { AttributeList } from "#domains/admin/catalogue/attributes/attribute-list.tsx";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { admin, brand } = messagesOf((await params).lang);
  return personalMetadata(admin.catalogue.parts.attributes, brand.name);
}

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
          current="catalogue"
          title={messages.admin.catalogue.parts.attributes}
        >
          <AttributeList {...{ lang, messages, visit }} attributes={listed.value.items} />
        </AdminFrame>
      );
    },
  });
}
