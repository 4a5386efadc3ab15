/** One attribute, for administrators. */
import { Key } from "@edgemart/contracts/catalog-fields";
import type { Locale } from "@edgemart/contracts/locale";
import { fetchAttributes } from "#api/catalog-structure.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { AttributeView } from "#domains/admin/catalog/attributes/attribute-view.tsx";
import { inLang } from "#domains/admin/parts/in-lang.ts";
import { messagesOf } from "#messages/messages.ts";
import { MissingPage } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale; key: string }>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.catalog.parts.attributes);

export default async function EditAttribute({ params }: PageProps) {
  const { lang, key } = await params;
  if (!Key.safeParse(key).success) return <MissingPage {...{ lang, messages: messagesOf(lang) }} />;
  return adminPage({
    lang,
    path: `/admin/attributes/${key}`,
    forms: ["attribute"],
    async render(visit, messages) {
      const listed = await fetchAttributes(visit.token);
      if (!listed.ok) return null;
      const attribute = listed.value.items.find((each) => each.key === key);
      if (!attribute) return <MissingPage {...{ lang, messages }} />;
      return (
        <AdminFrame {...{ lang, messages }} current="catalog" title={inLang(attribute.name, lang)}>
          <AttributeView {...{ lang, messages, visit, attribute }} />
        </AdminFrame>
      );
    },
  });
}
