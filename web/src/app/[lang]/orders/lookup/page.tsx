/** Finding a guest's order. */
import type { Locale } from "@edgemart/contracts/locale";
import { headers } from "next/headers";
import { lookUpOrder } from "#api/orders.ts";
import { personalMetadata } from "#components/personal-metadata.ts";
import { webConfig } from "#config.ts";
import { LookupForm, MaskedOrderView } from "#domains/orders/lookup-view.tsx";
import { formState } from "#forms/shown/form-state.ts";
import { messagesOf } from "#messages/messages.ts";
import { readFlash } from "#session/flash.ts";
import { cookieNames } from "#session/session-cookies.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ orders }) => orders.lookup.title);

export default async function Lookup({ params }: PageProps) {
  const { lang } = await params;
  const messages = messagesOf(lang);
  const { orders, checkout, mine } = messages;
  const config = webConfig();
  const { flash } = cookieNames(config.COOKIES_WITHOUT_PREFIX);
  const message = readFlash((await headers()).get("cookie"), flash, "lookup");
  const typed = message?.typed ?? {};
  const found =
    message?.code === "asked"
      ? await lookUpOrder({ number: typed.number ?? "", email: typed.email ?? "" })
      : null;
  if (found?.ok) {
    const seller = { phone: config.SHOP_LEGAL_PHONE, email: config.SHOP_LEGAL_EMAIL };
    return <MaskedOrderView {...{ lang, messages, seller }} order={found.value} />;
  }
  const missed = found && {
    ...{ form: "lookup" as const, code: found.error.code, fields: {}, typed },
    retryAfterSeconds: found.error.retryAfterSeconds ?? null,
  };
  const state = formState(
    missed ?? message,
    mine,
    {},
    { not_found: orders.lookup.none },
    {
      ...{ number: orders.lookup.numberWrong, email: checkout.errors.email },
      ...{ "number:missing": orders.lookup.numberWrong, "email:missing": checkout.errors.email },
    },
  );
  return <LookupForm {...{ lang, messages, state, typed }} />;
}
