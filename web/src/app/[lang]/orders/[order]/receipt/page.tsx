/** The receipt of an order, for the member or the browser that placed it. */
import type { Locale } from "@edgemart/contracts/locale";
import { BlankPage } from "#components/notice.tsx";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { webConfig } from "#config.ts";
import { ReceiptView } from "#domains/orders/receipt-view.tsx";
import { visitOrder } from "#domains/orders/visit-order.ts";
import { messagesOf } from "#messages/messages.ts";
import { MissingPage } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale; order: string }>;
}

export const generateMetadata = personalMetadata(({ orders }) => orders.receipt.title);

export default async function Receipt({ params }: PageProps) {
  const { lang, order: id } = await params;
  const messages = messagesOf(lang);
  const { receipt } = messages.orders;
  const visited = await visitOrder(id);
  if (visited === "missing") return <MissingPage lang={lang} messages={messages} />;
  const to = `/${lang}/orders/${id}`;
  if (visited === "away") return <PersonalOutage href={`${to}/receipt`} texts={messages.mine} />;
  const { order } = visited;
  if (order.paidAt === null) {
    return (
      <BlankPage sign={order.number} text={receipt.noneText} title={receipt.none}>
        <a className="button" href={to}>
          {receipt.back}
        </a>
      </BlankPage>
    );
  }
  return <ReceiptView {...{ lang, messages, order }} config={webConfig()} />;
}
