/** One order, for administrators. */
import { OrderId } from "@edgemart/contracts/ids";
import type { Locale } from "@edgemart/contracts/locale";
import { fetchOrder } from "#api/orders-admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { OrderDesk } from "#domains/admin/orders/order-desk.tsx";
import { orderParts } from "#domains/admin/orders/order-parts.ts";
import { unitErrors } from "#domains/admin/orders/unit-names.ts";
import { deskOf } from "#domains/admin/parts/desk.ts";
import { fill, messagesOf } from "#messages/messages.ts";
import { MissingPage } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale; id: string }>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.orders.title);

export default async function AdminOneOrder({ params }: PageProps) {
  const { lang, id } = await params;
  if (!OrderId.safeParse(id).success)
    return <MissingPage {...{ lang, messages: messagesOf(lang) }} />;
  return adminPage({
    lang,
    path: `/admin/orders/${id}`,
    forms: ["adminOrder"],
    async render(visit, messages) {
      const found = await fetchOrder(visit.token, id);
      if (!found.ok && found.error.code === "not_found")
        return <MissingPage {...{ lang, messages }} />;
      if (!found.ok) return null;
      const order = found.value;
      const texts = messages.admin.order;
      const { units } = messages.admin.sales.errors;
      const { received, restocked } = texts.errors;
      const desk = deskOf({
        ...{ lang, messages, visit, action: "order", parts: orderParts(order) },
        texts: {
          ...texts,
          errors: { ...texts.errors, ...unitErrors({ units, received, restocked }) },
        },
        subject: { id: order.id, version: order.version },
      });
      return (
        <AdminFrame
          {...{ lang, messages }}
          current="sales"
          title={fill(texts.title, { number: order.number })}
        >
          <OrderDesk desk={desk} order={order} />
        </AdminFrame>
      );
    },
  });
}
