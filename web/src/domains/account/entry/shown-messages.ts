/** The message a posted form left for a page that guests see. */
import { headers } from "next/headers";
import { webConfig } from "#config.ts";
import type { FormMessage } from "#forms/shown/form-message.ts";
import { readCookie } from "#session/cookies.ts";
import { type FormName, readFlash } from "#session/flash.ts";
import { readResetToken } from "#session/reset-link.ts";
import { cookieNames } from "#session/session-cookies.ts";

/** What such a page shows in addition to its form. */
export interface Shown {
  message: FormMessage | null;
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
    message: readFlash(cookie, names.flash, form),
    hasDraft: readCookie(cookie, names.draft) !== null,
    hasResetLink: readResetToken(cookie, names.reset) !== null,
  };
}
