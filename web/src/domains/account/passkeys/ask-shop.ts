/** Asks the shop from a script: an answer is data, the address of the next page, or a code. */

/** What the shop answers a script with. */
export type Answer<T> = { data: T } | { location: string } | { code: string };

/** Posts a form of the shop. @returns code `unavailable` for everything that is no answer of it */
export async function askShop<T extends object>(
  path: string,
  fields: Record<string, string>,
): Promise<Answer<T>> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { accept: "application/json", "x-bff": "1" },
      body: new URLSearchParams(fields),
    });
    const answer: unknown = await response.json();
    if (!isObject(answer)) return { code: "unavailable" };
    if (!response.ok) return { code: String(answer.code) };
    if (typeof answer.location === "string") return { location: answer.location };
    return { data: answer as T };
  } catch {
    return { code: "unavailable" };
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Opens a page as a browser does that posted a form: also the one that is shown is made anew. */
export function openPage(path: string): void {
  const to = new URL(path, window.location.href);
  // With a fragment the page that is shown would only scroll.
  if (to.pathname === window.location.pathname) to.hash = "";
  window.location.assign(to);
}
