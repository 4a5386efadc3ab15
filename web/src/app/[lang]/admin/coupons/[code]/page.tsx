/** One coupon, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { CouponCode } from "@edgemart/contracts/order";
import { fetchCoupons } from "#api/terms-admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { CouponDesk } from "#domains/admin/coupons/coupon-desk.tsx";
import { deskOf } from "#domains/admin/parts/desk.ts";
import { fill, messagesOf } from "#messages/messages.ts";
import { MissingPage } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale; code: string }>;
}

export const generateMetadata = personalMetadata<{ lang: Locale; code: string }>(
  ({ admin }, { code }) => fill(admin.terms.coupons.couponTitle, { code }),
);

export default async function AdminCouponPage({ params }: PageProps) {
  const { lang, code } = await params;
  const known = CouponCode.safeParse(code).data;
  if (!known) return <MissingPage {...{ lang, messages: messagesOf(lang) }} />;
  return adminPage({
    lang,
    path: `/admin/coupons/${known}`,
    forms: ["coupon"],
    async render(visit, messages) {
      // A shop has few of them: the list is one page.
      const found = await fetchCoupons(visit.token);
      if (!found.ok) return null;
      const coupon = found.value.items.find((each) => each.code === known);
      if (!coupon) return <MissingPage {...{ lang, messages }} />;
      const texts = messages.admin.terms.coupons;
      const desk = deskOf({
        ...{ lang, messages, visit, texts, action: "coupon", parts: ["change"] },
        subject: { id: coupon.code, version: coupon.version },
      });
      return (
        <AdminFrame
          {...{ lang, messages }}
          current="sales"
          title={fill(texts.couponTitle, { code: coupon.code })}
        >
          <CouponDesk coupon={coupon} desk={desk} />
        </AdminFrame>
      );
    },
  });
}
