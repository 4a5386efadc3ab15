/** Asks `/api/cart`, one request at a time over all tabs: each answer's cookie is the state the next request changes. */
import type { CartAnswer } from "./answer-cart.ts";
import { tellTabs } from "./browser-cart.ts";

const WAIT_MS = 12_000;
/** As long as one request of another tab may take, and a little more. */
const TURN_MS = 15_000;

/**
 * Sends a form, or reads the cart.
 *
 * @param formOf what to send, asked when it is this request's turn; null reads
 * @returns null when there was no answer
 */
export async function askCart(formOf: () => URLSearchParams | null): Promise<CartAnswer | null> {
  try {
    return await inTurn(() => send(formOf()));
  } catch {
    // Offline, unavailable, or another tab holds the lock: what was asked for is undone, and this is said.
    return null;
  }
}

async function send(form: URLSearchParams | null): Promise<CartAnswer | null> {
  const { lang } = document.documentElement;
  form?.set("lang", lang);
  const response = await fetch(form ? "/api/cart" : `/api/cart?lang=${lang}`, {
    // A change outlives the page it was made on.
    ...(form && { method: "POST", body: form, keepalive: true }),
    headers: { accept: "application/json", "x-bff": "1" },
    signal: AbortSignal.timeout(WAIT_MS),
  });
  // Our own route answers `CartAnswer`.
  const answer = response.ok ? ((await response.json()) as CartAnswer) : null;
  if (form && answer) tellTabs();
  return answer;
}

/** Two tabs that change the same cookie at once would lose one change; an old browser has no locks and takes that risk. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const locks = navigator.locks as LockManager | undefined;
  return locks ? locks.request("cart", { signal: AbortSignal.timeout(TURN_MS) }, work) : work();
}
