/** How notifications fare, and those that were not sent, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchFailedDeliveries, fetchNotificationOverview } from "#api/notifications-admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { DeliveryList } from "#domains/admin/notifications/delivery-list.tsx";
import { MessagesHead } from "#domains/admin/notifications/messages-head.tsx";
import { OverviewView } from "#domains/admin/notifications/overview-view.tsx";
import { deskOf } from "#domains/admin/parts/desk.ts";
import { fromCursor, listFilter } from "#domains/admin/parts/list-filter.ts";
import { partOf } from "#domains/admin/parts/part-of.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const LIST = listFilter("/admin/notifications", {
  ignored: (text) => (text === "yes" ? text : undefined),
});

export const generateMetadata = personalMetadata(({ admin }) => admin.notifications.title);

export default async function AdminNotifications({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const filter = { ...LIST.read(await searchParams), q: "" };
  return adminPage({
    lang,
    path: LIST.path(filter, filter.cursor),
    forms: ["adminNotification"],
    async render(visit, messages) {
      const [overview, found] = await Promise.all([
        fetchNotificationOverview(visit.token),
        fromCursor(filter, (asked) => fetchFailedDeliveries(visit.token, LIST.query(asked))),
      ]);
      if (!overview.ok || !found.ok) return null;
      const { items, nextCursor } = found.value;
      const texts = messages.admin.notifications;
      const parts = items.flatMap(({ id }) => [partOf(id, "replay"), partOf(id, "ignore")]);
      const desk = deskOf({
        ...{ lang, messages, visit, action: "notification", parts },
        texts: { done: texts.done, refused: texts.refused, errors: {} },
      });
      return (
        <AdminFrame {...{ lang, messages }} current="messages" title={texts.title}>
          <MessagesHead current="overview" desk={desk} />
          <OverviewView desk={desk} overview={overview.value} />
          <DeliveryList
            {...{ desk, items, nextCursor }}
            ignored={filter.ignored === "yes" ? "yes" : "no"}
            isFirstPage={!filter.cursor}
          />
        </AdminFrame>
      );
    },
  });
}
