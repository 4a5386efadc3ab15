/** Leads the way back from a payment page to the route that can act and set cookies. Pure. */

/** What only a payment page adds to the address. */
const ADDED = ["paymentKey", "code"];

const PASSED = ["paymentKey", "orderId", "amount", "code", "round"];

/** Gives the inner address of a return that brings something; null for every other address. */
export function paymentReturn(url: URL): URL | null {
  if (!ADDED.some((name) => url.searchParams.has(name))) return null;
  const paid = PAID.exec(url.pathname);
  const [, lang, order] = paid ?? CHARGED.exec(url.pathname) ?? [];
  if (!lang) return null;
  const inner = new URL(paid ? "/api/checkout/return" : "/api/points/return", url);
  inner.search = "";
  for (const name of PASSED) {
    const value = url.searchParams.get(name);
    if (value !== null) inner.searchParams.set(name, value);
  }
  inner.searchParams.set("lang", lang);
  if (order) inner.searchParams.set("order", order);
  return inner;
}

/** An order's page, and the one where points are bought. */
const PAID = /^\/(ko|en)\/checkout\/([a-z0-9_]{1,40})\/return$/;
const CHARGED = /^\/(ko|en)\/account\/points\/return$/;
