/** Does one thing to an order for staff, once for each key. @see specs/orders.md 42 */
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { OrderRow } from "../core/rows.ts";
import type { Acting } from "../ports/changes.ts";
import type { Deps } from "../ports/deps.ts";

/** What an act came to; `isDone` is false while it goes on by itself. */
export type ActOutcome = Result<{ isDone: boolean }>;

/**
 * Runs an act, unless its key did it before.
 *
 * @returns `not_found` · `idempotency_key_reused` · whatever the act refuses
 */
export async function actAsStaff(
  deps: Deps,
  orderId: string,
  who: Acting,
  act: (order: OrderRow) => Promise<ActOutcome>,
): Promise<ActOutcome> {
  const earlier = await replayed(deps, who);
  if (earlier) return earlier;
  const order = await deps.orders.find(orderId);
  if (!order) return err("not_found");
  const done = await act(order);
  if (done.ok) return done;
  // The same key may have come twice at once: the refusal is then its own doing.
  return (await replayed(deps, who)) ?? done;
}

async function replayed({ adminActs }: Deps, { key }: Acting): Promise<ActOutcome | null> {
  const before = await adminActs.recall(key);
  if (!before) return null;
  return before.sameInput ? ok({ isDone: true }) : err("idempotency_key_reused");
}
