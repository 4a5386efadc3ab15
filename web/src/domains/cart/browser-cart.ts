/** The copy of the cart that this browser holds, and how a change by someone else is noticed. */
import type { CartLine } from "@edgemart/contracts/cart-lines";
import { readCookie } from "#session/cookies.ts";
import { cartIn } from "./cart-cookie.ts";

const NAME = "cart";

/** The cookie's text, empty without one. Both names: a page does not know which one this browser takes. */
export function cartText(): string {
  const { cookie } = document;
  return readCookie(cookie, `__Host-${NAME}`) ?? readCookie(cookie, NAME) ?? "";
}

/** Lines of such a text. */
export function linesIn(text: string): CartLine[] {
  return cartIn(text).lines;
}

/** Tells the browser's other tabs that the cart was asked about and may be another. */
export function tellTabs(): void {
  try {
    // The storage event reaches other tabs alone, and an old browser too; the value only has to differ.
    localStorage.setItem(NAME, `${Date.now()}`);
  } catch {
    // Storage is off: other tabs see it when someone comes back to them.
  }
}

/** @param changed `isBack`: someone came back to this tab, and other devices may have been used meanwhile */
export function watchCart(changed: (isBack: boolean) => void): () => void {
  const given = new AbortController();
  const { signal } = given;
  const other = () => changed(false);
  const back = () => document.visibilityState === "visible" && changed(true);
  // Forms without script and sign-ins change the cookie as well; not every browser tells (Cookie Store API).
  const cookies = (window as { cookieStore?: EventTarget }).cookieStore;
  cookies?.addEventListener("change", other, { signal });
  window.addEventListener("storage", ({ key }) => key === NAME && other(), { signal });
  window.addEventListener("pageshow", ({ persisted }) => persisted && back(), { signal });
  window.addEventListener("focus", back, { signal });
  document.addEventListener("visibilitychange", back, { signal });
  return () => given.abort();
}
