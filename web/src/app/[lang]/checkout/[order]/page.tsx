/** Where a placed order is paid. */
import type { Locale } from "@edgemart/contracts/locale";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { fetchPoints } from "#api/points.ts";
import { BlankPage } from "#components/notice.tsx";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { webConfig } from "#config.ts";
import { payState } from "#domains/checkout/checkout-state.ts";
import { PayView } from "#domains/checkout/pay-view.tsx";
import { refusalOf, stageOf } from "#domains/orders/pay-stage.ts";
import { visitOrder } from "#domains/orders/visit-order.ts";
import { messagesOf } from "#messages/messages.ts";
import { readFlash } from "#session/flash.ts";
import { cookieNames } from "#session/session-cookies.ts";
import { MissingPage } from "#shell/missing-page.tsx";

interface PageProps {
  params: Promise<{ lang: Locale; order: string }>;
  searchParams: Promise<{ refused?: string | string[] }>;
}

export const generateMetadata = personalMetadata(({ checkout }) => checkout.pay.title);

export default async function Pay({ params, searchParams }: PageProps) {
  const { lang, order: id } = await params;
  const messages = messagesOf(lang);
  const texts = messages.checkout.pay;
  const path = `/${lang}/checkout/${id}`;
  const visited = await visitOrder(id);
  if (visited === "missing") return <MissingPage lang={lang} messages={messages} />;
  if (visited === "away") return <PersonalOutage href={path} texts={messages.mine} />;
  const { order, shopper } = visited;
  const toOrder = `/${lang}/orders/${order.id}`;
  const stage = stageOf(order);
  if (stage === "checking") redirect(toOrder);
  if (stage !== "open") {
    const isPaid = stage === "paid";
    const why = order.reason
      ? (messages.orders.reasons as Record<string, string>)[order.reason]
      : undefined;
    return (
      <BlankPage
        sign={order.number}
        text={isPaid ? texts.alreadyPaidText : (why ?? texts.endedText)}
        title={isPaid ? texts.alreadyPaid : texts.ended}
      >
        <a className="button" href={toOrder}>
          {texts.toOrder}
        </a>
        {!isPaid && (
          <a className="button quiet" href={`/${lang}/cart`}>
            {messages.orders.toCart}
          </a>
        )}
      </BlankPage>
    );
  }
  const { flash } = cookieNames(webConfig().COOKIES_WITHOUT_PREFIX);
  const message = readFlash((await headers()).get("cookie"), flash, "pay");
  const points =
    shopper.accessToken && order.memberId && order.total.currency === "KRW"
      ? await fetchPoints(shopper.accessToken)
      : null;
  return (
    <PayView
      {...{ lang, messages, order }}
      formKey={crypto.randomUUID()}
      now={Date.now()}
      points={points && (points.ok ? points.value.available : "away")}
      refused={refusalOf(order, (await searchParams).refused, texts.declines)}
      state={payState(message, messages)}
      value={(name, otherwise = "") => message?.typed[name] ?? otherwise}
    />
  );
}
