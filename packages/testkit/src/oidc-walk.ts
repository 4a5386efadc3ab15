/** Walks through the local stand-in of Google as a browser does: follows its redirects, keeps its cookies, chooses a person. */

/** What is chosen on its page: one of the people, an address, or `do=cancel` and `do=wrong`. */
export type Choice = { person: string } | { email: string } | { do: "cancel" | "wrong" };

const STEPS_MAX = 10;

/**
 * Goes from the shop's redirect to the address that the provider sends the browser back to.
 *
 * @returns that address, with its `code` and `state`; it is not asked
 */
export async function walkOidc(authorizationUrl: string, choice: Choice): Promise<URL> {
  const { origin } = new URL(authorizationUrl);
  const cookies = new Map<string, string>();
  let url = new URL(authorizationUrl);
  let form: Choice | null = null;
  for (let step = 0; step < STEPS_MAX; step++) {
    const response = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...cookies].map((pair) => pair.join("=")).join("; ") },
      ...(form && { method: "POST", body: new URLSearchParams({ ...form }) }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [pair = ""] = set.split(";");
      const at = pair.indexOf("=");
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    await response.body?.cancel();
    const location = response.headers.get("location");
    form = null;
    if (location) {
      url = new URL(location, url);
      if (url.origin !== origin) return url;
    } else if (response.status === 200) form = choice;
    else throw new Error(`the stand-in answered ${response.status} at ${url.pathname}`);
  }
  throw new Error("the stand-in leads nowhere");
}
