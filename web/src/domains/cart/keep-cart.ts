/** The cart across signing in and out: kept by the one, taken off the browser by the other. */
import type { WebConfig } from "#env.ts";
import { setCookie } from "#session/cookies.ts";
import { cookieNames } from "#session/session-cookies.ts";
import { cartCookieName } from "./cart-cookie.ts";
import { holdCartAs } from "./held-cart.ts";

/**
 * Merges the browser's cart into the member's when `answer` signs somebody in; never stands in the way of that.
 *
 * @param answer of signing in or registering
 */
export async function keepCart(
  request: Request,
  answer: Response,
  config: WebConfig,
): Promise<Response> {
  const token = newToken(answer, config);
  if (!token) return answer;
  const held = await holdCartAs(token, request.headers.get("cookie"), config, null);
  if (held.cookie) answer.headers.append("set-cookie", held.cookie);
  return answer;
}

/** A shared computer must not show the next visitor what the last one wanted. */
export function forgetCart(answer: Response, config: WebConfig): Response {
  if (answer.status !== 303) return answer;
  const name = cartCookieName(config.COOKIES_WITHOUT_PREFIX);
  answer.headers.append("set-cookie", setCookie(name, "", { maxAge: 0, httpOnly: false }));
  return answer;
}

function newToken(answer: Response, config: WebConfig): string | null {
  const prefix = `${cookieNames(config.COOKIES_WITHOUT_PREFIX).access}=`;
  const set = answer.headers.getSetCookie().find((cookie) => cookie.startsWith(prefix));
  return set?.slice(prefix.length).split(";")[0] || null;
}
