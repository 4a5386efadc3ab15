/** Calls of tests that have a system of their own: signing in, and asking as a trusted server. */
import type { Constellation } from "../../tools/constellation.ts";

interface Account {
  email: string;
  password: string;
}

/** Asks the API with the service key, as the storefront's server does. @param json the body */
export function askAsServer(up: Constellation, path: string, json: unknown): Promise<Response> {
  return fetch(`${up.urls.api}${path}`, {
    method: "POST",
    headers: {
      authorization: `Basic ${up.credentials?.serviceKey}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(json),
    signal: AbortSignal.timeout(20_000),
  });
}

/** Signs a demo account in; gives the answer as it came. */
export function signInAt(up: Constellation, as: "member" | "admin"): Promise<Response> {
  const account: Account | undefined = up.credentials?.[as];
  return askAsServer(up, "/api/auth/login", account);
}

/** Gives an access token of a demo account. @throws Error when signing in is refused */
export async function tokenAt(up: Constellation, as: "member" | "admin"): Promise<string> {
  const answer = await signInAt(up, as);
  if (answer.status !== 200) throw new Error(`signing in answered ${answer.status}`);
  return ((await answer.json()) as { accessToken: string }).accessToken;
}
