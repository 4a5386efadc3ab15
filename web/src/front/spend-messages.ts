/** Takes away what a page has just shown: a form's message, and the draft it was waiting for. */
import type { WebConfig } from "../env.ts";
import { readCookie } from "../session/cookies.ts";
import { clearedDraft } from "../session/draft.ts";
import { clearedFlash } from "../session/flash.ts";
import { cookieNames } from "../session/session-cookies.ts";

const SHOWS_FLASH = /^\/(ko|en)\/(login|register|reset|account|admin)(\/|$)/;
const SHOWS_DRAFT = /^\/(ko|en)\/(account|admin)(\/|$)/;

/** Deletes both on a page that shows them; a redirect to the sign-in form leaves the draft for afterwards. */
export function spendMessages(request: Request, response: Response, config: WebConfig): Response {
  const path = new URL(request.url).pathname;
  const shown = request.method === "GET" && response.status === 200 && !request.headers.has("rsc");
  if (!shown || !SHOWS_FLASH.test(path)) return response;
  const cookie = request.headers.get("cookie");
  const { draft, flash } = cookieNames(config.COOKIES_WITHOUT_PREFIX);
  if (readCookie(cookie, flash)) response.headers.append("set-cookie", clearedFlash(flash));
  if (SHOWS_DRAFT.test(path) && readCookie(cookie, draft)) {
    response.headers.append("set-cookie", clearedDraft(draft));
  }
  return response;
}
