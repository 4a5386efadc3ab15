/**
 * What the browser sees between the payment page and the order: that the result is being asked for, or, in a browser
 * that does not own the order, that it is paid. The address with a key never comes here (`src/front/serve.ts`).
 */
import { OrderId } from "@edgemart/contracts/ids";
import type { Locale } from "@edgemart/contracts/locale";
import { BlankPage } from "#components/notice.tsx";
import { personalMetadata } from "#components/personal-metadata.ts";
import { askAgain } from "#domains/checkout/returned.ts";
import { WaitingView } from "#domains/checkout/waiting-view.tsx";
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
  return (
    <WaitingView
      {...{ messages, next }}
      longText={texts.checkingLongText}
      result={{ href: `/${lang}/orders/${order}`, text: texts.toOrder }}
    />
  );
}
