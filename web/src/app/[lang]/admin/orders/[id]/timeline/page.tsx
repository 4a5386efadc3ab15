/** All that happened to one order, for administrators. */
import { OrderId } from "@edgemart/contracts/ids";
import type { Locale } from "@edgemart/contracts/locale";
import { fetchMemberNames } from "#api/admin.ts";
import { fetchOrder, fetchTimeline } from "#api/orders-admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { TimelineView } from "#domains/admin/orders/timeline-view.tsx";
import { deskOf } from "#domains/admin/parts/desk.ts";
import { fill, messagesOf } from "#messages/messages.ts";
import { MissingPage } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale; id: string }>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.order.timeline);

export default async function AdminOrderTimeline({ params }: PageProps) {
  const { lang, id } = await params;
  if (!OrderId.safeParse(id).success)
    return <MissingPage {...{ lang, messages: messagesOf(lang) }} />;
  return adminPage({
    lang,
    path: `/admin/orders/${id}/timeline`,
    async render(visit, messages) {
      const [order, timeline] = await Promise.all([
        fetchOrder(visit.token, id),
        fetchTimeline(visit.token, id),
      ]);
      if (!order.ok && order.error.code === "not_found")
        return <MissingPage {...{ lang, messages }} />;
      if (!order.ok || !timeline.ok) return null;
      const actors = timeline.value.items.map(({ actor }) => actor);
      const names = await fetchMemberNames(visit.token, actors);
      const desk = deskOf({
        ...{ lang, messages, visit, action: "order", parts: [] },
        texts: messages.admin.order,
      });
      return (
        <AdminFrame
          {...{ lang, messages }}
          current="sales"
          title={fill(messages.admin.timeline.title, { number: order.value.number })}
        >
          <TimelineView {...{ desk, names, ...timeline.value }} order={order.value} />
        </AdminFrame>
      );
    },
  });
}
