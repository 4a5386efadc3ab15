/** Orders, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { countWaiting, fetchOrders, WAITING_COUNTED_MAX } from "#api/orders-admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { ORDER_FILTER, orderQuery } from "#domains/admin/orders/order-filter.ts";
import { OrderTable } from "#domains/admin/orders/order-table.tsx";
import { fromCursor } from "#domains/admin/parts/list-filter.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.orders.title);

export default async function AdminOrders({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const filter = ORDER_FILTER.read(await searchParams);
  return adminPage({
    lang,
    path: ORDER_FILTER.path(filter, filter.cursor),
    async render({ token }, messages) {
      const [found, waiting] = await Promise.all([
        fromCursor(filter, (asked) => fetchOrders(token, orderQuery(asked))),
        countWaiting(token),
      ]);
      if (!found.ok) return null;
      return (
        <AdminFrame {...{ lang, messages }} current="sales" title={messages.admin.orders.title}>
          <OrderTable
            {...{ lang, messages, filter, waiting }}
            nextCursor={found.value.nextCursor}
            orders={found.value.items}
            waitingMax={WAITING_COUNTED_MAX}
          />
        </AdminFrame>
      );
    },
  });
}
