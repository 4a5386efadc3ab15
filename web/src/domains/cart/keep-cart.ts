/** The cart across signing in and out: kept by the one, taken off the browser by the other. */
import type { WebConfig } from "#env.ts";
import { setCookie } from "#session/cookies.ts";
import { cartCookieName } from "./cart-cookie.ts";
import { holdCartAs } from "./held-cart.ts";

/**
 * Merges the browser's cart into the member's when a session has begun; an outage never prevents that.
 *
 * @param entry of signing in or registering
 * @returns its answer, with the merged cart's cookie
 */
export async function keepCart(
  request: Request,
  { answer, tokens }: { answer: Response; tokens: { accessToken: string } | null },
  config: WebConfig,
): Promise<Response> {
  if (!tokens) return answer;
  const held = await holdCartAs(tokens.accessToken, request.headers.get("cookie"), config);
  if (held.cookie) answer.headers.append("set-cookie", held.cookie);
  return answer;
}

/** Takes the cart off the browser: a shared computer must not show the next visitor what the last one wanted. */
export function forgetCart(answer: Response, config: WebConfig): Response {
  if (answer.status !== 303) return answer;
  const name = cartCookieName(config.COOKIES_WITHOUT_PREFIX);
  answer.headers.append("set-cookie", setCookie(name, "", { maxAge: 0, httpOnly: false }));
  return answer;
}
