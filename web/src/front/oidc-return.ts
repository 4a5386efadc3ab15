/** Leads the way back from Google to the route that can act and set cookies. Pure. */

/** What is read of the address; each at most once, so that none is read twice in two ways. */
const PASSED = ["code", "state", "iss", "error"];

/** Gives the inner address of a return; null for every other address. */
export function oidcReturn(url: URL): URL | null {
  if (url.pathname !== "/auth/google/callback") return null;
  const inner = new URL("/api/google/callback", url);
  for (const name of PASSED) {
    const values = url.searchParams.getAll(name);
    if (values.length === 1) inner.searchParams.set(name, values[0] ?? "");
  }
  return inner;
}
