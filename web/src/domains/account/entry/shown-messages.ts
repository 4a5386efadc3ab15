/** The message a posted form left for a page that needs nobody signed in. */
import { headers } from "next/headers";
import { webConfig } from "#config.ts";
import { readCookie } from "#session/cookies.ts";
import { type Flash, type FormName, readFlash } from "#session/flash.ts";
import { readResetToken } from "#session/reset-link.ts";
import { cookieNames } from "#session/session-cookies.ts";

export interface Shown {
  flash: Flash | null;
  /** A form waits for its member to sign in. */
  hasDraft: boolean;
  /** A one-time password link was opened here. */
  hasResetLink: boolean;
}

/** Reads it from the request being rendered. */
export async function shownMessages(form: FormName): Promise<Shown> {
  const names = cookieNames(webConfig().COOKIES_WITHOUT_PREFIX);
  const cookie = (await headers()).get("cookie");
  return {
    flash: readFlash(cookie, names.flash, form),
    hasDraft: readCookie(cookie, names.draft) !== null,
    hasResetLink: readResetToken(cookie, names.reset) !== null,
  };
}
