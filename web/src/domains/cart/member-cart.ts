/** A member's cart behind the browser's copy of it: read, merged and written under its version. */
import type { Cart } from "@edgemart/contracts/cart";
import type { MemberRow } from "#api/cart.ts";
import { type Changed, type Step, sameLines } from "./cart-change.ts";
import type { CookieCart } from "./cart-cookie.ts";
import { mergedInto } from "./merged-cart.ts";

/** Other tabs and devices may write in between; more than this is an outage. */
const TRIES_MAX = 4;

type Known = Pick<Cart, "items" | "version">;

/** The row after a change, and what became of the change; null when the member service could not be asked. */
export type Settled = (Known & Pick<Changed, "problem" | "removed">) | null;

/**
 * Brings the member's cart to what the browser's copy and one change make of it.
 *
 * Lines a guest put together (or that could not be sent) are merged in first. Posting the same form twice changes
 * once: the second finds another version, reads again, and sees that the cart already is as it would make it.
 */
export async function settleMemberCart(
  row: MemberRow,
  copy: CookieCart,
  step: Step,
): Promise<Settled> {
  const { base, lines } = copy;
  let known: Known | null =
    base.kind === "mirror" ? { items: [...lines], version: base.version } : null;
  let isRead = false;
  let tried: Changed | null = null;
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    if (!known) {
      const read = await row.read();
      if (!read.ok) return null;
      known = read.value;
      isRead = true;
      if (tried && sameLines(tried.lines, known.items)) return settled(known, tried);
    }
    tried = step(mergedInto(known.items, copy));
    if (sameLines(tried.lines, known.items)) {
      if (isRead) return settled(known, tried);
      // By the browser's copy there is nothing to do; that copy may be old.
      known = null;
      tried = null;
      continue;
    }
    const put = await row.write(tried.lines, known.version);
    if (put.ok) return settled(put.value, tried);
    if (put.error.code !== "precondition_failed") return null;
    known = null;
  }
  return null;
}

function settled({ items, version }: Known, { problem, removed }: Changed): Settled {
  return { items, version, problem, removed };
}
