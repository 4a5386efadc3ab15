/** Delivery methods and their fees, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchShipping } from "#api/terms-admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { deskOf } from "#domains/admin/parts/desk.ts";
import { ShippingDesk } from "#domains/admin/shipping/shipping-desk.tsx";
import { shippingParts } from "#domains/admin/shipping/shipping-parts.ts";

export const generateMetadata = personalMetadata(({ admin }) => admin.terms.shipping.title);

export default async function AdminShipping({ params }: { params: Promise<{ lang: Locale }> }) {
  const { lang } = await params;
  return adminPage({
    lang,
    path: "/admin/shipping",
    forms: ["shipping"],
    async render(visit, messages) {
      const found = await fetchShipping(visit.token);
      if (!found.ok) return null;
      const { methods, areas } = found.value;
      const texts = messages.admin.terms.shipping;
      const parts = shippingParts(methods, areas);
      const desk = deskOf({ ...{ lang, messages, visit, texts, action: "shipping", parts } });
      return (
        <AdminFrame {...{ lang, messages }} current="sales" title={texts.title}>
          <ShippingDesk {...{ desk, methods, areas }} />
        </AdminFrame>
      );
    },
  });
}
