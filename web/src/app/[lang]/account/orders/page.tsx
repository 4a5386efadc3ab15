/** A member's orders. */
import type { Locale } from "@edgemart/contracts/locale";
import { fetchOrders } from "#api/orders.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { AccountFrame } from "#domains/account/account-frame.tsx";
import { visit } from "#domains/account/visit.ts";
import { OrderList } from "#domains/orders/order-list.tsx";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<{ cursor?: string | string[] }>;
}

export const generateMetadata = personalMetadata(({ orders }) => orders.title);

export default async function Orders({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const { cursor } = await searchParams;
  const messages = messagesOf(lang);
  const path = "/account/orders";
  const visited = await visit(lang, path);
  const after = typeof cursor === "string" ? { cursor } : {};
  // A cursor that is none of ours is as the first page.
  const asked = visited && (await fetchOrders(visited.token, after));
  const isForged = asked && !asked.ok && asked.error.code === "invalid_query";
  const found = visited && isForged ? await fetchOrders(visited.token, {}) : asked;
  if (!visited || !found?.ok) {
    return <PersonalOutage href={`/${lang}${path}`} texts={messages.mine} />;
  }
  return (
    <AccountFrame
      current="orders"
      intro={messages.orders.intro}
      lang={lang}
      member={visited.member}
      messages={messages}
      title={messages.orders.title}
    >
      <OrderList
        {...{ lang, messages }}
        isLater={typeof cursor === "string" && !isForged}
        nextCursor={found.value.nextCursor}
        orders={found.value.items}
      />
    </AccountFrame>
  );
}
