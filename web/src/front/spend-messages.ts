/** Takes away what a page has just shown: a form's message, and the draft it was waiting for. */
import type { WebConfig } from "../env.ts";
import { readCookie } from "../session/cookies.ts";
import { clearedDraft } from "../session/draft.ts";
import { clearedFlash } from "../session/flash.ts";
import { cookieNames } from "../session/session-cookies.ts";

const SHOWS_FLASH = /^\/(ko|en)\/(login|register|reset|account|admin)(\/|$)/;
/** Pages whose forms are posted in place. */
const IS_RENEWED = /^\/(ko|en)\/admin(\/|$)/;
const SHOWS_DRAFT = /^\/(ko|en)\/(account|admin)(\/|$)/;

/** Deletes both on a page that shows them; a redirect to the sign-in form leaves the draft for afterwards. */
export function spendMessages(request: Request, response: Response, config: WebConfig): Response {
  const path = new URL(request.url).pathname;
  const shown = request.method === "GET" && response.status === 200 && isShown(request, path);
  if (!shown || !SHOWS_FLASH.test(path)) return response;
  const cookie = request.headers.get("cookie");
  const { draft, flash } = cookieNames(config.COOKIES_WITHOUT_PREFIX);
  if (readCookie(cookie, flash)) response.headers.append("set-cookie", clearedFlash(flash));
  if (SHOWS_DRAFT.test(path) && readCookie(cookie, draft)) {
    response.headers.append("set-cookie", clearedDraft(draft));
  }
  return response;
}

/** A payload is fetched beforehand, or to renew the page of a form that was posted in place: only that one is looked at. */
function isShown({ headers }: Request, path: string): boolean {
  if (!headers.has("rsc")) return true;
  return IS_RENEWED.test(path) && !headers.has("next-router-prefetch");
}
