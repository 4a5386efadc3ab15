/** The cookies a signed-in browser holds. Pure. @see specs/auth.md item 71 */
import type { SessionTokens } from "@edgemart/contracts/auth";
import { setCookie } from "./cookies.ts";

/** Names of the shop's cookies, with or without their prefix. */
export interface CookieNames {
  access: string;
  refresh: string;
  /** Readable by scripts and holds no credential: `remember` or `session` while someone is signed in. */
  hint: string;
  /** Stays after signing out: this browser may try passwords while strangers have to wait. */
  device: string;
  flash: string;
  /** What was typed into a form whose session had ended. */
  draft: string;
  /** Sign-ins at Google that this browser began. */
  oidc: string;
  /** Token of a mailed link that was opened here, with its page. */
  link: string;
  /** A registration that waits for its mail's link. */
  registration: string;
  /** Tokens of a guest's orders. */
  orders: string;
  /** A sign-in that waits for a second factor. */
  mfa: string;
}

/** @param withoutPrefix local only, for browsers that refuse Secure cookies on http */
export function cookieNames(withoutPrefix: boolean): CookieNames {
  if (withoutPrefix) {
    return {
      access: "at",
      refresh: "rt",
      hint: "member",
      device: "dev",
      flash: "flash",
      draft: "draft",
      oidc: "oidc",
      link: "link",
      registration: "reg",
      orders: "orders",
      mfa: "mfa",
    };
  }
  return {
    access: "__Host-Http-at",
    refresh: "__Host-Http-rt",
    hint: "__Host-member",
    device: "__Host-Http-dev",
    flash: "__Host-Http-flash",
    draft: "__Host-Http-draft",
    oidc: "__Host-Http-oidc",
    link: "__Host-Http-link",
    registration: "__Host-Http-reg",
    orders: "__Host-Http-orders",
    mfa: "__Host-Http-mfa",
  };
}

/** What a token answer gives the browser: lives as long as the tokens, the refresh token only with `remember`. */
export function sessionCookies(
  names: CookieNames,
  tokens: Pick<SessionTokens, "accessToken" | "expiresIn" | "refreshToken" | "refreshExpiresIn">,
  remember: boolean,
): string[] {
  const life = remember ? { maxAge: tokens.refreshExpiresIn } : {};
  return [
    setCookie(names.access, tokens.accessToken, { maxAge: tokens.expiresIn, httpOnly: true }),
    setCookie(names.refresh, tokens.refreshToken, { ...life, httpOnly: true }),
    setCookie(names.hint, remember ? "remember" : "session", { ...life, httpOnly: false }),
  ];
}

/** As long as auth takes a device token. @see specs/auth.md item 26 */
const DEVICE_SECONDS = 180 * 86_400;

/** Keeps a new device token; nothing when the one the browser has still serves. */
export function deviceCookie(names: CookieNames, deviceToken: string | null): string[] {
  if (deviceToken === null) return [];
  return [setCookie(names.device, deviceToken, { maxAge: DEVICE_SECONDS, httpOnly: true })];
}

/** Deletes them, with the attributes they were set with. */
export function clearedCookies(names: CookieNames): string[] {
  return [
    setCookie(names.access, "", { maxAge: 0, httpOnly: true }),
    setCookie(names.refresh, "", { maxAge: 0, httpOnly: true }),
    setCookie(names.hint, "", { maxAge: 0, httpOnly: false }),
  ];
}
