/** A member's orders, and the guest orders this browser holds. */
import type { Locale } from "@edgemart/contracts/locale";
import { headers } from "next/headers";
import { fetchOrders } from "#api/orders.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { PersonalOutage } from "#components/personal-outage.tsx";
import { webConfig } from "#config.ts";
import { AccountFrame } from "#domains/account/account-frame.tsx";
import { visit } from "#domains/account/visit.ts";
import { ClaimPanel } from "#domains/orders/claim-panel.tsx";
import { askedOrders, filterOf } from "#domains/orders/order-filter.ts";
import { OrderList } from "#domains/orders/order-list.tsx";
import { FormNotice } from "#forms/shown/form-notice.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { messagesOf } from "#messages/messages.ts";
import { readOrderRights } from "#session/order-tokens.ts";
import { cookieNames } from "#session/session-cookies.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export const generateMetadata = personalMetadata(({ orders }) => orders.title);

export default async function Orders({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const query = await searchParams;
  const filter = filterOf(query);
  const cursor = typeof query.cursor === "string" ? query.cursor : null;
  const messages = messagesOf(lang);
  const { claim } = messages.orders;
  const path = "/account/orders";
  const visited = await visit(lang, path, "orders");
  const wanted = askedOrders(filter, Date.now());
  const ask = (token: string, after: object) => fetchOrders(token, { ...wanted, ...after });
  const asked = visited && (await ask(visited.token, cursor ? { cursor } : {}));
  // A cursor that is none of ours is as the first page.
  const isForged = asked && !asked.ok && asked.error.code === "invalid_query";
  const found = visited && isForged ? await ask(visited.token, {}) : asked;
  if (!visited || !found?.ok) {
    return <PersonalOutage href={`/${lang}${path}`} texts={messages.mine} />;
  }
  const { orders: held } = cookieNames(webConfig().COOKIES_WITHOUT_PREFIX);
  const rights = readOrderRights((await headers()).get("cookie"), held);
  return (
    <AccountFrame
      current="orders"
      intro={messages.orders.intro}
      lang={lang}
      member={visited.member}
      messages={messages}
      title={messages.orders.title}
    >
      <FormNotice state={formState(visited.message, messages.mine, claim)} />
      <ClaimPanel {...{ lang, messages }} count={rights.length} owner={visited.member.id} />
      <OrderList
        {...{ lang, messages, filter }}
        isLater={cursor !== null && !isForged}
        nextCursor={found.value.nextCursor}
        orders={found.value.items}
      />
    </AccountFrame>
  );
}
