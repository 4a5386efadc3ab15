/** Leads the way back from a payment page to the route that can act and set cookies. Pure. */

/** What only a payment page adds to the address. */
const ADDED = ["paymentKey", "code"];

/** Gives the inner address of a return that brings something; null for every other address. */
export function paymentReturn(url: URL): URL | null {
  const [, lang, order] =
    /^\/(ko|en)\/checkout\/([a-z0-9_]{1,40})\/return$/.exec(url.pathname) ?? [];
  if (!lang || !order || !ADDED.some((name) => url.searchParams.has(name))) return null;
  const inner = new URL("/api/checkout/return", url);
  for (const name of ["paymentKey", "orderId", "amount", "code", "round"]) {
    const value = url.searchParams.get(name);
    if (value !== null) inner.searchParams.set(name, value);
  }
  inner.searchParams.set("lang", lang);
  inner.searchParams.set("order", order);
  return inner;
}
