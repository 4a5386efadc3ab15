/** Differences between the payment gateway's books and the shop's, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchDifferences } from "#api/payments-admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { deskOf } from "#domains/admin/parts/desk.ts";
import { fromCursor, listFilter } from "#domains/admin/parts/list-filter.ts";
import { closingPart, DifferenceDesk } from "#domains/admin/payments/difference-desk.tsx";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const LIST = listFilter("/admin/payments/differences", {
  status: (text) => (text === "closed" ? text : undefined),
});

export const generateMetadata = personalMetadata(({ admin }) => admin.payments.differences);

export default async function AdminDifferences({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const filter = { ...LIST.read(await searchParams), q: "" };
  return adminPage({
    lang,
    path: LIST.path(filter, filter.cursor),
    forms: ["adminPayment"],
    async render(visit, messages) {
      const found = await fromCursor(filter, (asked) =>
        fetchDifferences(visit.token, LIST.query(asked)),
      );
      if (!found.ok) return null;
      const { items, nextCursor } = found.value;
      const texts = messages.admin.payments;
      const parts = [...items.map(({ id }) => closingPart(id)), "compare"];
      const desk = deskOf({
        ...{ lang, messages, visit, action: "payment", parts },
        texts: { ...texts, refused: {} },
      });
      const today = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Seoul" }).format(new Date());
      return (
        <AdminFrame {...{ lang, messages }} current="sales" title={texts.differences}>
          <DifferenceDesk
            {...{ desk, items, nextCursor, today }}
            isFirstPage={!filter.cursor}
            status={filter.status === "closed" ? "closed" : "open"}
          />
        </AdminFrame>
      );
    },
  });
}
