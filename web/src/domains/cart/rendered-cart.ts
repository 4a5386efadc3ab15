/** The cart a page is rendered with. A page cannot set cookies: what has to be merged is shown merged, and kept by `/api/cart`. */
import type { Locale } from "@edgemart/contracts/locale";
import { memberRow } from "#api/cart.ts";
import type { WebConfig } from "#env.ts";
import { readCookie } from "#session/cookies.ts";
import { cookieNames } from "#session/session-cookies.ts";
import { cartCookieName, readCartCookie, textOf } from "./cart-cookie.ts";
import { cartView } from "./cart-view.ts";
import { cardsOf } from "./change-cart.ts";
import { asSeenBy } from "./merged-cart.ts";
import type { HeldOf } from "./own-held.ts";
import type { CartView } from "./shown-cart.ts";

/** What a page shows of a cart. */
export interface RenderedCart {
  /** Its stamp is not the browser's copy when that is an old one: the page's script then asks `/api/cart` once. */
  view: CartView;
  isMember: boolean;
}

/** Reads the cart of the session in `cookies`; the browser's copy alone when the member service cannot be asked. */
export async function renderedCart(
  cookies: string | null,
  lang: Locale,
  config: WebConfig,
  heldOf: HeldOf,
): Promise<RenderedCart> {
  const { COOKIES_WITHOUT_PREFIX: plain, NEXT_PUBLIC_CDN_DOMAIN: cdn } = config;
  const token = readCookie(cookies, cookieNames(plain).access);
  const copy = readCartCookie(cookies, cartCookieName(plain));
  const known = token ? await memberRow(token).read() : null;
  const cart = known?.ok ? asSeenBy(copy, known.value) : copy;
  const cards = await cardsOf(cart.lines, lang, heldOf);
  const shown = { lines: cart.lines, stamp: textOf(cart) };
  return { view: cartView(shown, cards, lang, cdn), isMember: token !== null };
}
