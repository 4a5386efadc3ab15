/** Tells the browser what goes with its member's cart: cards, never the cart itself, never a token. */
import { fetchPersonalHome } from "#api/catalog.ts";
import type { WebConfig } from "#env.ts";
import { messagesOf } from "#messages/messages.ts";
import { readCookie } from "#session/cookies.ts";
import { cookieNames } from "#session/session-cookies.ts";
import { type ForYou, forYouItems } from "./for-you-view.ts";

/**
 * Answers 200 with the items, none without a cart or without a session; 401 when a token was refused, so that the
 * session is refreshed and asked again; 503 when a service was unavailable.
 */
export async function answerForYou(request: Request, config: WebConfig): Promise<Response> {
  const lang = new URL(request.url).searchParams.get("lang") === "en" ? "en" : "ko";
  const names = cookieNames(config.COOKIES_WITHOUT_PREFIX);
  const token = readCookie(request.headers.get("cookie"), names.access);
  if (!token) return personal([], 200);
  const screen = await fetchPersonalHome(token, lang);
  if (!screen.ok) return personal([], screen.error.code.startsWith("token_") ? 401 : 503);
  const { personal: rail, degraded } = screen.value;
  const texts = messagesOf(lang).product;
  const items = forYouItems(rail?.items ?? [], lang, texts, config.NEXT_PUBLIC_CDN_DOMAIN);
  return personal(items, items.length === 0 && degraded.length > 0 ? 503 : 200);
}

function personal(items: ForYou["items"], status: number): Response {
  const headers = { "cache-control": "no-store", vary: "cookie" };
  return Response.json({ items } satisfies ForYou, { status, headers });
}
