/** An order, for the member or the browser that placed it. */
import type { Locale } from "@edgemart/contracts/locale";
import type { PushDevices } from "@edgemart/contracts/push";
import { headers } from "next/headers";
import { fetchPushOffer } from "#api/notifications.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { webConfig } from "#config.ts";
import { orderFormState } from "#domains/orders/order-form-state.ts";
import { OrderView } from "#domains/orders/order-view.tsx";
import { stageOf } from "#domains/orders/pay-stage.ts";
import { type VisitedOrder, visitOrder } from "#domains/orders/visit-order.ts";
import { messagesOf } from "#messages/messages.ts";
import { readFlash } from "#session/flash.ts";
import { cookieNames } from "#session/session-cookies.ts";
import { MissingPage } from "#shell/missing-page.tsx";

/** Of a member's order that is on its way; whatever notification answers, the page is shown. */
async function pushOffer({
  order,
  shopper,
}: Exclude<VisitedOrder, string>): Promise<PushDevices | null> {
  const isUnderWay = stageOf(order) === "paid" && order.deliveredAt === null;
  if (!isUnderWay || order.memberId === null || !shopper.accessToken) return null;
  const devices = await fetchPushOffer(shopper.accessToken);
  return devices.ok ? devices.value : null;
}

interface PageProps {
  params: Promise<{ lang: Locale; order: string }>;
}

export const generateMetadata = personalMetadata(({ orders }) => orders.title);

export default async function OrderPage({ params }: PageProps) {
  const { lang, order: id } = await params;
  const messages = messagesOf(lang);
  const visited = await visitOrder(id);
  if (visited === "missing") return <MissingPage lang={lang} messages={messages} />;
  if (visited === "away") {
    return <PersonalOutage href={`/${lang}/orders/${id}`} texts={messages.mine} />;
  }
  const devices = await pushOffer(visited);
  const { flash } = cookieNames(webConfig().COOKIES_WITHOUT_PREFIX);
  const message = readFlash((await headers()).get("cookie"), flash, "order");
  return (
    <OrderView
      {...{ lang, messages }}
      formKey={crypto.randomUUID()}
      order={visited.order}
      push={devices}
      shown={orderFormState(message, messages)}
    />
  );
}
