/** A member's cart behind the browser's copy of it: read, merged and written under its version. */
import type { Cart } from "@edgemart/contracts/cart";
import { type CartLine, mergedLines, sameLines } from "@edgemart/contracts/cart-lines";
import { fetchMemberCart, putMemberCart } from "#api/cart.ts";
import type { CookieCart } from "./cart-cookie.ts";

/** Other tabs and devices may write in between; more than this is an outage. */
const TRIES_MAX = 4;

export type Step = (lines: readonly CartLine[]) => CartLine[] | null;
type Known = Pick<Cart, "items" | "version">;

/** `isFull`: the change did not fit and was left out. Null: the member service could not be asked. */
export type Settled = (Known & { isFull: boolean }) | null;

/**
 * Brings the member's cart to what the browser's copy and one change make of it.
 *
 * Lines a guest put together (or that could not be sent) are merged in first. Posting the same form twice changes
 * once: the second finds the version gone, reads again, and sees that the cart already is as it would make it.
 *
 * @param change null only merges
 */
export async function settleMemberCart(
  accessToken: string,
  copy: CookieCart,
  change: Step | null,
): Promise<Settled> {
  const { base } = copy;
  const isMirror = base.kind === "mirror";
  let known: Known | null =
    isMirror && change ? { items: copy.lines, version: base.version } : null;
  let isRead = false;
  let wanted: CartLine[] | null = null;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    if (!known) {
      const read = await fetchMemberCart(accessToken);
      if (!read.ok) return null;
      known = read.value;
      isRead = true;
      if (wanted && sameLines(wanted, known.items)) return { ...known, isFull: false };
    }
    const before: readonly CartLine[] = isMirror
      ? known.items
      : mergedLines(known.items, copy.lines);
    const after: readonly CartLine[] | null = change ? change(before) : before;
    const next: CartLine[] = [...(after ?? before)];
    const isFull = after === null;
    if (sameLines(next, known.items)) {
      if (isRead) return { ...known, isFull };
      // By the browser's copy there is nothing to do; that copy may be old.
      known = null;
      continue;
    }
    const put = await putMemberCart(accessToken, next, known.version);
    if (put.ok) return { ...put.value, isFull };
    if (put.error.code !== "precondition_failed") return null;
    wanted = next;
    known = null;
  }
  return null;
}
