/** The checkout: from the cart to an order. */
import type { Locale } from "@edgemart/contracts/locale";
import { headers } from "next/headers";
import { fetchQuote } from "#api/orders.ts";
import { BlankPage } from "#components/notice.tsx";
import { PageSignal } from "#components/page-signal.tsx";
import { personalMetadata } from "#components/personal-metadata.ts";
import { webConfig } from "#config.ts";
import { renderedCart } from "#domains/cart/rendered-cart.ts";
import { checkoutState } from "#domains/checkout/checkout-state.ts";
import { NEW_ADDRESS, quoteInput } from "#domains/checkout/checkout-values.ts";
import { CheckoutView } from "#domains/checkout/checkout-view.tsx";
import { findReplaced, heldBy } from "#domains/checkout/replaced-order.ts";
import { ordererOf } from "#domains/checkout/visit-checkout.ts";
import { shopperOf } from "#domains/orders/shopper.ts";
import { messagesOf } from "#messages/messages.ts";
import { readFlash } from "#session/flash.ts";
import { cookieNames } from "#session/session-cookies.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
}

export const generateMetadata = personalMetadata(({ checkout }) => checkout.title);

export default async function Checkout({ params }: PageProps) {
  const { lang } = await params;
  const messages = messagesOf(lang);
  const texts = messages.checkout;
  const config = webConfig();
  const cookie = (await headers()).get("cookie");
  const { view } = await renderedCart(cookie, lang, config, heldBy(cookie, config));
  if (view.lines.length === 0) {
    return (
      <BlankPage sign={texts.title} text={texts.emptyText} title={texts.empty}>
        <a className="button" href={`/${lang}/products`}>
          {texts.emptyAction}
        </a>
      </BlankPage>
    );
  }
  const { accessToken } = shopperOf(cookie, config, null);
  const [{ member, saved }, { shopper, replaces }] = await Promise.all([
    ordererOf(accessToken),
    findReplaced(
      cookie,
      config,
      view.lines.map(({ sku }) => sku),
    ),
  ]);
  const message = readFlash(cookie, cookieNames(config.COOKIES_WITHOUT_PREFIX).flash, "checkout");
  const known: Record<string, string> = member
    ? { name: member.name, email: member.email, phone: saved[0]?.phone ?? "" }
    : {};
  const value = (name: string, otherwise = "") => message?.typed[name] ?? known[name] ?? otherwise;
  const chosen = saved.find(({ id }) => id === value("address", saved[0]?.id ?? NEW_ADDRESS));
  const postcode = chosen?.postcode ?? value("postcode");
  const lines = view.lines.map(({ sku, quantity }) => ({ sku, quantity, priceSeenMinor: null }));
  const asked = quoteInput(lines, message?.typed ?? {}, postcode);
  const quote = await fetchQuote(shopper, {
    ...asked,
    ...(replaces !== undefined && { replaces }),
  });
  if (!quote.ok) {
    return (
      <>
        <PageSignal kind="outage" />
        <BlankPage sign="503" text={texts.awayText} title={texts.away}>
          <a className="button" href={`/${lang}/checkout`}>
            {texts.retry}
          </a>
          <a className="button quiet" href={`/${lang}/cart`}>
            {messages.cart.view}
          </a>
        </BlankPage>
      </>
    );
  }
  return (
    <CheckoutView
      {...{ lang, messages, saved, value }}
      formKey={crypto.randomUUID()}
      isMember={member !== null}
      quote={quote.value}
      replaces={replaces}
      state={checkoutState(message, messages)}
    />
  );
}
