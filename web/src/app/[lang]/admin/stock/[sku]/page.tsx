/** One SKU's stock, for administrators. */
import { Sku } from "@edgemart/contracts/catalog-fields";
import type { Locale } from "@edgemart/contracts/locale";
import { fetchMemberNames } from "#api/admin.ts";
import { fetchStock } from "#api/catalog-admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { StockView } from "#domains/admin/stock/stock-view.tsx";
import { fill, messagesOf } from "#messages/messages.ts";
import { MissingPage } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale; sku: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = personalMetadata<{ lang: Locale; sku: string }>(
  ({ admin }, { sku }) => fill(admin.stock.title, { sku }),
);

export default async function Stock({ params, searchParams }: PageProps) {
  const { lang, sku } = await params;
  if (!Sku.safeParse(sku).success) return <MissingPage {...{ lang, messages: messagesOf(lang) }} />;
  const asked = (await searchParams).cursor;
  const cursor = typeof asked === "string" && /^[\w-]{1,512}$/.test(asked) ? asked : "";
  return adminPage({
    lang,
    path: `/admin/stock/${sku}`,
    forms: ["stock"],
    async render(visit, messages) {
      const history = await fetchStock(visit.token, sku, {
        limit: "25",
        ...(cursor && { cursor }),
      });
      if (!history.ok && history.error.code === "not_found")
        return <MissingPage {...{ lang, messages }} />;
      if (!history.ok) return null;
      const principals = history.value.items.map(({ principal }) => principal);
      const names = await fetchMemberNames(visit.token, principals);
      const title = fill(messages.admin.stock.title, { sku });
      return (
        <AdminFrame {...{ lang, messages, title }} current="products">
          <StockView
            {...{ lang, messages, visit, names }}
            history={history.value}
            isFirstPage={!cursor}
          />
        </AdminFrame>
      );
    },
  });
}
