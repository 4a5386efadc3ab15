/** The message a refused form left for its page. */
import type { WebConfig } from "../../env.ts";
import { type Flash, readFlash } from "../../session/flash.ts";
import { cookieNames } from "../../session/session-cookies.ts";

export function shownFlash(cookie: string, config: WebConfig, form: Flash["form"]): Flash | null {
  return readFlash(cookie, cookieNames(config.COOKIES_WITHOUT_PREFIX).flash, form);
}
