/**
 * What the browser sees between the payment page and the order: that the result is being asked for, or, in a browser
 * that does not own the order, that it is paid. The address with a key never comes here (`src/front/serve.ts`).
 */
import { OrderId } from "@edgemart/contracts/ids";
import type { Locale } from "@edgemart/contracts/locale";
import { BlankPage } from "#components/notice.tsx";
import { personalMetadata } from "#components/personal-metadata.ts";
import { askAgain } from "#domains/checkout/returned.ts";
import { messagesOf } from "#messages/messages.ts";
import { MissingPage } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale; order: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = personalMetadata(({ checkout }) => checkout.pay.checking);

export default async function PaymentReturn({ params, searchParams }: PageProps) {
  const { lang, order } = await params;
  const messages = messagesOf(lang);
  const texts = messages.checkout.pay;
  const query = await searchParams;
  const at = `/${lang}/checkout/${order}`;
  const isOrder = OrderId.safeParse(order).success;
  if (isOrder && (query.outcome === "paid" || query.outcome === "deposit")) {
    const isPaid = query.outcome === "paid";
    return (
      <BlankPage
        sign={isPaid ? texts.title : "…"}
        text={isPaid ? texts.paidElsewhereText : texts.depositElsewhereText}
        title={isPaid ? texts.paidElsewhere : texts.depositElsewhere}
      >
        <a className="button" href={`/${lang}/orders/lookup`}>
          {texts.lookup}
        </a>
        <a className="button quiet" href={`/${lang}/account/orders`}>
          {messages.orders.lookup.otherLink}
        </a>
      </BlankPage>
    );
  }
  const next = isOrder ? askAgain(at, query) : null;
  if (!next) return <MissingPage lang={lang} messages={messages} />;
  const isLong = next.seconds === null;
  return (
    <>
      {!isLong && <meta content={`${next.seconds};url=${next.href}`} httpEquiv="refresh" />}
      <BlankPage
        sign="…"
        text={isLong ? texts.checkingLongText : texts.checkingText}
        title={isLong ? texts.checkingLong : texts.checking}
      >
        <a className="button quiet" href={next.href}>
          {texts.reload}
        </a>
        <a className="button quiet" href={`/${lang}/orders/${order}`}>
          {texts.toOrder}
        </a>
      </BlankPage>
    </>
  );
}
