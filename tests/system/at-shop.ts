/** Calls of tests that have a system of their own: signing in, and asking as a trusted server. */
import { freshCode } from "@edgemart/testkit/second-factor";
import type { Constellation } from "../../tools/constellation.ts";

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

/** Posts a demo account's password; gives the answer as it came. */
export function signInAt(up: Constellation, as: "member" | "admin"): Promise<Response> {
  const { email, password } = up.credentials?.[as] ?? {};
  return askAsServer(up, "/api/auth/login", { email, password });
}

/** Gives an access token of a demo account. @throws Error when signing in is refused */
export async function tokenAt(up: Constellation, as: "member" | "admin"): Promise<string> {
  const entered = await entering(await signInAt(up, as));
  if (entered.accessToken) return entered.accessToken;
  if (!up.credentials) throw new Error("a constellation with a gateway has demo accounts");
  const code = await freshCode(up.credentials.admin, up.stores.adminUrl);
  const { challenge } = entered;
  const { accessToken } = await entering(
    await askAsServer(up, "/api/auth/mfa", { challenge, code }),
  );
  return accessToken ?? "";
}

async function entering(answer: Response): Promise<{ accessToken?: string; challenge?: string }> {
  if (answer.status !== 200) throw new Error(`signing in answered ${answer.status}`);
  return (await answer.json()) as { accessToken?: string; challenge?: string };
}
