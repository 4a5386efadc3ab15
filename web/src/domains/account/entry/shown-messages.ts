/** What a page for guests shows of its request: the message a posted form left, and what the browser holds. */
import { headers } from "next/headers";
import { webConfig } from "#config.ts";
import type { FormMessage } from "#forms/shown/form-message.ts";
import { readCookie } from "#session/cookies.ts";
import { type FormName, readFlash } from "#session/flash.ts";
import { type LinkPage, readLinkToken } from "#session/one-time-link.ts";
import { type Registration, readRegistration } from "#session/registration.ts";
import { cookieNames } from "#session/session-cookies.ts";

/** What such a page shows in addition to its form. */
export interface Shown {
  message: FormMessage | null;
  /** A form waits for its member to sign in. */
  hasDraft: boolean;
  /** Somebody is signed in; who, the Workers say. */
  isSignedIn: boolean;
  /** A registration that this browser began. */
  registration: Registration | null;
  /** The token of a link that was opened on this page; never shown. */
  token(page: LinkPage): string | null;
}

/** Reads it from the request being rendered. */
export async function shownMessages(form: FormName): Promise<Shown> {
  const names = cookieNames(webConfig().COOKIES_WITHOUT_PREFIX);
  const cookie = (await headers()).get("cookie");
  return {
    message: readFlash(cookie, names.flash, form),
    hasDraft: readCookie(cookie, names.draft) !== null,
    isSignedIn: readCookie(cookie, names.access) !== null,
    registration: readRegistration(cookie, names.registration),
    token: (page) => readLinkToken(cookie, names.link, page),
  };
}
