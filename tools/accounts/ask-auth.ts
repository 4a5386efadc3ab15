/** Asks auth at the API's door, as tools do. */

/** Where the shop runs. */
export interface Shop {
  /** Connection string of the database's owner. */
  adminUrl: string;
  /** The API of the running system. */
  api: string;
  serviceKey: string;
}

const ANSWER_MS = 15_000;

/** Posts to an operation of auth. @param authorization of the service by default */
export function askAuth(
  { api, serviceKey }: Shop,
  operation: string,
  body: object,
  authorization = `Basic ${serviceKey}`,
): Promise<Response> {
  return fetch(`${api}/api/auth/${operation}`, {
    method: "POST",
    headers: {
      authorization,
      "content-type": "application/json",
      // A documentation address of its own (RFC 5737): starts do not use up the limits of real local clients.
      "cf-connecting-ip": `192.0.2.${Math.ceil(Math.random() * 254)}`,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER_MS),
  });
}

/** The code of a refusal; null for success. */
export async function refusalIn(answer: Response): Promise<string | null> {
  if (answer.ok) return null;
  const problem = (await answer.json().catch(() => null)) as { code?: string } | null;
  return problem?.code ?? `HTTP ${answer.status}`;
}
