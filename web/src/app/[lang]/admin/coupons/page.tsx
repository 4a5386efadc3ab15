/** Coupons, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchCoupons } from "#api/terms-admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { CouponList } from "#domains/admin/coupons/coupon-list.tsx";
import { deskOf } from "#domains/admin/parts/desk.ts";

export const generateMetadata = personalMetadata(({ admin }) => admin.terms.coupons.title);

export default async function AdminCoupons({ params }: { params: Promise<{ lang: Locale }> }) {
  const { lang } = await params;
  return adminPage({
    lang,
    path: "/admin/coupons",
    forms: ["coupon"],
    async render(visit, messages) {
      const found = await fetchCoupons(visit.token);
      if (!found.ok) return null;
      const texts = messages.admin.terms.coupons;
      const desk = deskOf({
        ...{ lang, messages, visit, texts, action: "coupon", parts: ["create"] },
      });
      return (
        <AdminFrame {...{ lang, messages }} current="sales" title={texts.title}>
          <CouponList coupons={found.value.items} desk={desk} />
        </AdminFrame>
      );
    },
  });
}
