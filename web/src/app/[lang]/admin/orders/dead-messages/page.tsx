/** Messages that could not be handled, of the Worker that was to take them, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchMemberNames } from "#api/admin.ts";
import { fetchDeadMessages } from "#api/terms-admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { consumerIn } from "#domains/admin/dead-messages/consumer.ts";
import { DeadMessageList } from "#domains/admin/dead-messages/dead-message-list.tsx";
import { deskOf } from "#domains/admin/parts/desk.ts";
import { fromCursor, listFilter } from "#domains/admin/parts/list-filter.ts";
import { partOf } from "#domains/admin/parts/part-of.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const LIST = listFilter("/admin/orders/dead-messages", {
  of: (text) => (consumerIn(text) === "order" ? undefined : consumerIn(text)),
  settled: (text) => (text === "yes" ? text : undefined),
});

export const generateMetadata = personalMetadata(({ admin }) => admin.terms.dead.title);

export default async function AdminDeadMessages({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const filter = { ...LIST.read(await searchParams), q: "" };
  const consumer = consumerIn(filter.of);
  return adminPage({
    lang,
    path: LIST.path(filter, filter.cursor),
    forms: ["deadMessage"],
    async render(visit, messages) {
      const found = await fromCursor(filter, (asked) =>
        fetchDeadMessages(visit.token, consumer, LIST.query({ ...asked, of: "" })),
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
            {...{ consumer, desk, items, nextCursor, names }}
            isFirstPage={!filter.cursor}
            settled={filter.settled === "yes" ? "yes" : "no"}
          />
        </AdminFrame>
      );
    },
  });
}
