/** Takes the guest orders of this browser over into the account of the member who asks for it. @see specs/orders.md 48 */
import type { Failure } from "@edgemart/contracts/result";
import { claimOrders } from "#api/order-changes.ts";
import type { WebConfig } from "#env.ts";
import { done, refused, submission } from "#forms/posted/submission.ts";
import { type OrderRight, orderRightsCookie, readOrderRights } from "#session/order-tokens.ts";

/** Answers 303 to the list of orders. What was taken over needs no token any more, and one that opens nothing is dropped. */
export function claimFromForm(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    () => ({ name: "orders", path: "/account/orders", typed: {} }),
    async (posted, place) => {
      const { cookie, names, caller } = posted;
      const rights = readOrderRights(cookie, names.orders);
      const { open, failure, count } = await claimed(caller.token, rights);
      const kept = orderRightsCookie(names.orders, open);
      if (!failure) {
        return done(posted, place, count > 0 ? "claimed" : "none_to_claim", { cookies: [kept] });
      }
      const answer = refused(posted, place, failure);
      answer.headers.append("set-cookie", kept);
      return answer;
    },
  );
}

interface Claimed {
  /** Rights that are still needed. */
  open: readonly OrderRight[];
  /** Why they are. */
  failure: Failure | null;
  /** Orders that are the member's now. */
  count: number;
}

/** Claims all at once; where one of them opens nothing, and so is in the way of the others, one by one. */
async function claimed(token: string, rights: readonly OrderRight[]): Promise<Claimed> {
  if (rights.length === 0) return { open: [], failure: null, count: 0 };
  const all = await claimOrders(token, { orders: [...rights] });
  if (all.ok) return { open: [], failure: null, count: rights.length };
  if (all.error.code !== "not_found") return { open: rights, failure: all.error, count: 0 };
  if (rights.length === 1) return { open: [], failure: null, count: 0 };
  const each = await Promise.all(rights.map((right) => claimed(token, [right])));
  return {
    open: each.flatMap(({ open }) => open),
    failure: each.find(({ failure }) => failure)?.failure ?? null,
    count: each.reduce((sum, { count }) => sum + count, 0),
  };
}
