/** Messages of orders that could not be handled, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchMemberNames } from "#api/admin.ts";
import { fetchDeadMessages } from "#api/terms-admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { DeadMessageList } from "#domains/admin/dead-messages/dead-message-list.tsx";
import { deskOf } from "#domains/admin/parts/desk.ts";
import { fromCursor, listFilter } from "#domains/admin/parts/list-filter.ts";
import { partOf } from "#domains/admin/parts/part-of.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const LIST = listFilter("/admin/orders/dead-messages", {
  settled: (text) => (text === "yes" ? text : undefined),
});

export const generateMetadata = personalMetadata(({ admin }) => admin.terms.dead.title);

export default async function AdminDeadMessages({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const filter = { ...LIST.read(await searchParams), q: "" };
  return adminPage({
    lang,
    path: LIST.path(filter, filter.cursor),
    forms: ["deadMessage"],
    async render(visit, messages) {
      const found = await fromCursor(filter, (asked) =>
        fetchDeadMessages(visit.token, LIST.query(asked)),
      );
      if (!found.ok) return null;
      const { items, nextCursor } = found.value;
      const names = await fetchMemberNames(
        visit.token,
        items.map(({ settledBy }) => settledBy),
      );
      const texts = messages.admin.terms.dead;
      const parts = items.flatMap(({ id }) => [partOf(id, "replay"), partOf(id, "ignore")]);
      const desk = deskOf({
        ...{ lang, messages, visit, action: "dead-message", parts },
        texts: { ...texts, errors: {} },
      });
      return (
        <AdminFrame {...{ lang, messages }} current="sales" title={texts.title}>
          <DeadMessageList
            {...{ desk, items, nextCursor, names }}
            isFirstPage={!filter.cursor}
            settled={filter.settled === "yes" ? "yes" : "no"}
          />
        </AdminFrame>
      );
    },
  });
}
