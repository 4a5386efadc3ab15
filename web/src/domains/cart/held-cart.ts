/** The cart of the browser that asks, guest's or member's, and the cookie that keeps it. An outage of the member service loses nothing. */
import type { CartLine } from "@edgemart/contracts/cart-lines";
import { memberRow } from "#api/cart.ts";
import type { WebConfig } from "#env.ts";
import { readCookie } from "#session/cookies.ts";
import { cookieNames } from "#session/session-cookies.ts";
import { type Changed, type Step, sameLines, unchanged } from "./cart-change.ts";
import {
  type CookieCart,
  cartCookie,
  cartCookieName,
  readCartCookie,
  textOf,
} from "./cart-cookie.ts";
import { settleMemberCart } from "./member-cart.ts";

/** A cart as it is kept now, and what became of the change that was asked for. */
export interface HeldCart extends Pick<Changed, "problem" | "removed"> {
  lines: readonly CartLine[];
  /** Value of the cookie that keeps them. */
  stamp: string;
  /** Set-Cookie, when the browser's copy is not what it should be. */
  cookie: string | null;
}

/** Changes the cart of the session in `cookies`; without `step` it is read, which for a member also merges a guest's lines. */
export async function holdCart(
  cookies: string | null,
  config: WebConfig,
  step: Step = unchanged,
): Promise<HeldCart> {
  const token = readCookie(cookies, cookieNames(config.COOKIES_WITHOUT_PREFIX).access);
  return holdCartAs(token, cookies, config, step);
}

/** Does the same for a session that has only just begun and is in no cookie yet. */
export async function holdCartAs(
  accessToken: string | null,
  cookies: string | null,
  config: WebConfig,
  step: Step = unchanged,
): Promise<HeldCart> {
  const name = cartCookieName(config.COOKIES_WITHOUT_PREFIX);
  const copy = readCartCookie(cookies, name);
  const settled = accessToken ? await settleMemberCart(memberRow(accessToken), copy, step) : null;
  if (settled) {
    const { version, items, problem, removed } = settled;
    const kept: CookieCart = { base: { kind: "mirror", version }, lines: items };
    return { ...keptIn(name, kept, cookies), problem, removed };
  }
  // The member service cannot be asked: the cookie alone is changed, and is merged later.
  const { lines, problem, removed } = step(copy.lines);
  const isSame = sameLines(lines, copy.lines);
  const kept: CookieCart = isSame ? copy : { base: { kind: "guest" }, lines: [...lines] };
  return { ...keptIn(name, kept, cookies), problem, removed };
}

function keptIn(name: string, cart: CookieCart, cookies: string | null) {
  const stamp = textOf(cart);
  const isKept = (readCookie(cookies, name) ?? "") === stamp;
  return { lines: cart.lines, stamp, cookie: isKept ? null : cartCookie(name, cart) };
}
