/** Deletes what a page has just shown: a form's message, and the draft it was waiting for. */
import type { WebConfig } from "../env.ts";
import { type Page, pageAt } from "../pages.ts";
import { readCookie } from "../session/cookies.ts";
import { clearedDraft } from "../session/draft.ts";
import { clearedFlash } from "../session/flash.ts";
import { cookieNames } from "../session/session-cookies.ts";

/** Deletes both on a page that shows them; a redirect to the sign-in form leaves the draft for afterwards. */
export function spendMessages(request: Request, response: Response, config: WebConfig): Response {
  const page = pageAt(new URL(request.url).pathname);
  if (!page?.hasForms || request.method !== "GET" || response.status !== 200) return response;
  if (!isShown(request, page)) return response;
  const cookie = request.headers.get("cookie");
  const { draft, flash } = cookieNames(config.COOKIES_WITHOUT_PREFIX);
  if (readCookie(cookie, flash)) response.headers.append("set-cookie", clearedFlash(flash));
  if (page.identity && readCookie(cookie, draft)) {
    response.headers.append("set-cookie", clearedDraft(draft));
  }
  return response;
}

/** A payload is fetched beforehand, or to renew a page of the administration, whose forms are posted in place: only that one is looked at. */
function isShown({ headers }: Request, { kind }: Page): boolean {
  if (!headers.has("rsc")) return true;
  return kind === "admin" && !headers.has("next-router-prefetch");
}
