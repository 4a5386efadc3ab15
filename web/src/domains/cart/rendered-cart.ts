/** The cart a page is rendered with. A page cannot set cookies: what has to be merged is shown merged, and kept by `/api/cart`. */
import { mergedLines } from "@edgemart/contracts/cart-lines";
import type { Locale } from "@edgemart/contracts/locale";
import { fetchMemberCart } from "#api/cart.ts";
import type { WebConfig } from "#env.ts";
import { readCookie } from "#session/cookies.ts";
import { cookieNames } from "#session/session-cookies.ts";
import { cartCookieName, readCartCookie, textOf } from "./cart-cookie.ts";
import { cartView } from "./cart-view.ts";
import { cardsOf } from "./change-cart.ts";
import type { CartView } from "./shown-cart.ts";

export interface RenderedCart {
  /** Its stamp is not the browser's copy when that is an old one: the page's script then asks `/api/cart` once. */
  view: CartView;
  isMember: boolean;
}

export async function renderedCart(
  cookies: string | null,
  lang: Locale,
  config: WebConfig,
): Promise<RenderedCart> {
  const { COOKIES_WITHOUT_PREFIX: plain, NEXT_PUBLIC_CDN_DOMAIN: cdn } = config;
  const token = readCookie(cookies, cookieNames(plain).access);
  const copy = readCartCookie(cookies, cartCookieName(plain));
  const known = token ? await fetchMemberCart(token) : null;
  const mine = known?.ok ? known.value : null;
  const isMirror = copy.base.kind === "mirror";
  const lines = mine ? (isMirror ? mine.items : mergedLines(mine.items, copy.lines)) : copy.lines;
  const cards = await cardsOf(
    lines.map(({ sku }) => sku),
    lang,
  );
  const base = mine ? { kind: "mirror" as const, version: mine.version } : copy.base;
  const isNothing = base.kind === "guest" && lines.length === 0;
  const stamp = isNothing ? "" : textOf({ base, lines: [...lines] });
  return { view: cartView({ lines, stamp }, cards, lang, cdn), isMember: token !== null };
}
