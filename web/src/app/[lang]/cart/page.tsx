/** The cart, rendered for the browser that asks. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Metadata } from "next";
import { headers } from "next/headers";
import { pageMetadata } from "#components/metadata.ts";
import { webConfig } from "#config.ts";
import { restorable } from "#domains/cart/cart-form.ts";
import { CartPage } from "#domains/cart/cart-page.tsx";
import { renderedCart } from "#domains/cart/rendered-cart.ts";
import { PopularRail } from "#domains/catalog/popular-rail.tsx";
import { heldBy } from "#domains/checkout/replaced-order.ts";
import { messagesOf } from "#messages/messages.ts";

interface PageProps {
  params: Promise<{ lang: Locale }>;
  searchParams: Promise<Record<"notice" | "line" | "at", string | string[] | undefined>>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params;
  const { title, description } = messagesOf(lang).cart;
  return pageMetadata({ lang, path: "/cart", title, description });
}

export default async function Cart({ params, searchParams }: PageProps) {
  const { lang } = await params;
  const { notice, line, at } = await searchParams;
  const [cookie, config] = [(await headers()).get("cookie"), webConfig()];
  const cart = await renderedCart(cookie, lang, config, heldBy(cookie, config));
  return (
    <CartPage
      cart={cart}
      lang={lang}
      messages={messagesOf(lang)}
      notice={typeof notice === "string" ? notice : null}
      removed={notice === "removed" ? restorable(line, at) : null}
    >
      <PopularRail lang={lang} messages={messagesOf(lang)} />
    </CartPage>
  );
}
