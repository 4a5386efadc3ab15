/** One payment, for administrators. */
import { PaymentId } from "@edgemart/contracts/ids";
import type { Locale } from "@edgemart/contracts/locale";
import { fetchPayment } from "#api/payments-admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { deskOf } from "#domains/admin/parts/desk.ts";
import { PaymentDesk } from "#domains/admin/payments/payment-desk.tsx";
import { paymentParts } from "#domains/admin/payments/payment-parts.ts";
import { messagesOf } from "#messages/messages.ts";
import { MissingPage } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale; id: string }>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.payments.paymentTitle);

export default async function AdminOnePayment({ params }: PageProps) {
  const { lang, id } = await params;
  if (!PaymentId.safeParse(id).success)
    return <MissingPage {...{ lang, messages: messagesOf(lang) }} />;
  return adminPage({
    lang,
    path: `/admin/payments/${id}`,
    forms: ["adminPayment"],
    async render(visit, messages) {
      const found = await fetchPayment(visit.token, id);
      if (!found.ok && found.error.code === "not_found")
        return <MissingPage {...{ lang, messages }} />;
      if (!found.ok) return null;
      const payment = found.value;
      const texts = messages.admin.payments;
      const desk = deskOf({
        ...{ lang, messages, visit, action: "payment", parts: paymentParts(payment) },
        subject: { id: payment.id, version: payment.version },
        texts: { ...texts, refused: {} },
      });
      return (
        <AdminFrame {...{ lang, messages }} current="sales" title={texts.paymentTitle}>
          <PaymentDesk desk={desk} payment={payment} />
        </AdminFrame>
      );
    },
  });
}
