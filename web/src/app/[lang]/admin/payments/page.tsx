/** Payments, for administrators. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchPaymentCounts, fetchPayments } from "#api/payments-admin.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { AdminFrame } from "#domains/admin/admin-frame.tsx";
import { adminPage } from "#domains/admin/admin-page.tsx";
import { fromCursor } from "#domains/admin/parts/list-filter.ts";
import { PAYMENT_FILTER, paymentQuery } from "#domains/admin/payments/payment-filter.ts";
import { PaymentTable } from "#domains/admin/payments/payment-table.tsx";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = personalMetadata(({ admin }) => admin.payments.title);

export default async function AdminPayments({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const filter = PAYMENT_FILTER.read(await searchParams);
  return adminPage({
    lang,
    path: PAYMENT_FILTER.path(filter, filter.cursor),
    async render({ token }, messages) {
      const [found, counts] = await Promise.all([
        fromCursor(filter, (asked) => fetchPayments(token, paymentQuery(asked))),
        fetchPaymentCounts(token),
      ]);
      if (!found.ok) return null;
      return (
        <AdminFrame {...{ lang, messages }} current="sales" title={messages.admin.payments.title}>
          <PaymentTable
            {...{ lang, messages, filter }}
            counts={counts.ok ? counts.value : null}
            nextCursor={found.value.nextCursor}
            payments={found.value.items}
          />
        </AdminFrame>
      );
    },
  });
}
