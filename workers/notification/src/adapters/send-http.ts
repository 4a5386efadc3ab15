/** One HTTP call to a provider of e-mail: its deadline, and what its failures mean. */
import type { SendOutcome } from "../core/delivery.ts";

/** How long a provider is waited for, in milliseconds. @see specs/notifications.md K */
export const PROVIDER_MS = 10_000;

/** Answers longer than this are cut off. */
const ANSWER_BYTES_MAX = 16 * 1024;
const DAY_SECONDS = 86_400;

/**
 * Sends, and reads an answer of JSON.
 *
 * @returns the status and the answer, null where it is no JSON; an outcome where there is no status
 */
export async function askProvider(
  url: string,
  init: RequestInit,
): Promise<{ status: number; answer: unknown; retryAfter: string | null } | SendOutcome> {
  let response: Response;
  try {
    response = await fetch(url, {
      ...init,
      redirect: "manual",
      signal: AbortSignal.timeout(PROVIDER_MS),
    });
  } catch (thrown) {
    // A connection that was never made has carried nothing; for all else the message may have left.
    return isUnconnected(thrown)
      ? { kind: "transient", why: "provider_unreachable" }
      : { kind: "lost", why: "no_answer" };
  }
  const { status, headers } = response;
  const answer = await jsonOf(response).catch(() => null);
  return { status, answer, retryAfter: headers.get("retry-after") };
}

/** Reads `Retry-After`: seconds, or the date of HTTP to come; at most a day. Undefined for everything else. @see RFC 9110 §10.2.3 */
export function retryAfterSeconds(header: string | null, now = Date.now()): number | undefined {
  if (header === null) return undefined;
  if (/^\d{1,6}$/.test(header)) return Math.min(Number(header), DAY_SECONDS);
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(header))
    return undefined;
  const seconds = Math.ceil((Date.parse(header) - now) / 1000);
  return seconds > 0 ? Math.min(seconds, DAY_SECONDS) : undefined;
}

async function jsonOf(response: Response): Promise<unknown> {
  const text = await response.text();
  return text.length > ANSWER_BYTES_MAX ? null : JSON.parse(text);
}

/** As workerd and Node say it. */
function isUnconnected(thrown: unknown): boolean {
  const said = thrown instanceof Error ? `${thrown.message} ${String(thrown.cause)}` : "";
  return /ECONNREFUSED|ENOTFOUND|connect(ion)? refused|internal error; reference/i.test(said);
}
