/** The cart of whoever asks, guest or member, and the cookie that keeps it. An outage of the member service costs nothing. */
import { type CartLine, sameLines } from "@edgemart/contracts/cart-lines";
import type { WebConfig } from "#env.ts";
import { readCookie } from "#session/cookies.ts";
import { cookieNames } from "#session/session-cookies.ts";
import {
  type CookieCart,
  cartCookie,
  cartCookieName,
  readCartCookie,
  textOf,
} from "./cart-cookie.ts";
import { type Step, settleMemberCart } from "./member-cart.ts";

export interface HeldCart {
  lines: readonly CartLine[];
  /** Value of the cookie that keeps them. */
  stamp: string;
  /** Set-Cookie, when the browser's copy is not what it should be. */
  cookie: string | null;
  /** The change did not fit. */
  isFull: boolean;
}

/** @param change null only reads, which for a member also merges what a guest had put together */
export async function holdCart(
  cookies: string | null,
  config: WebConfig,
  change: Step | null,
): Promise<HeldCart> {
  const token = readCookie(cookies, cookieNames(config.COOKIES_WITHOUT_PREFIX).access);
  return holdCartAs(token, cookies, config, change);
}

/** The same for a session that has only just begun and stands in no cookie yet. */
export async function holdCartAs(
  accessToken: string | null,
  cookies: string | null,
  config: WebConfig,
  change: Step | null,
): Promise<HeldCart> {
  const name = cartCookieName(config.COOKIES_WITHOUT_PREFIX);
  const copy = readCartCookie(cookies, name);
  const settled = accessToken ? await settleMemberCart(accessToken, copy, change) : null;
  const next: CookieCart = settled
    ? { base: { kind: "mirror", version: settled.version }, lines: settled.items }
    : changedCopy(copy, change);
  const isFull = settled ? settled.isFull : change?.(copy.lines) === null;
  const stamp = isNothing(next) ? "" : textOf(next);
  const isKept = (readCookie(cookies, name) ?? "") === stamp;
  return { lines: next.lines, stamp, cookie: isKept ? null : cartCookie(name, next), isFull };
}

/** Nobody else can be told: the cookie alone is changed, and is merged when somebody can. */
function changedCopy(copy: CookieCart, change: Step | null): CookieCart {
  const lines = change?.(copy.lines) ?? copy.lines;
  return sameLines(lines, copy.lines) ? copy : { base: { kind: "guest" }, lines: [...lines] };
}

function isNothing({ base, lines }: CookieCart): boolean {
  return base.kind === "guest" && lines.length === 0;
}
