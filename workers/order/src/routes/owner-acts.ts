/** Who acts on an own order and under which key: read in one place for members and guests. */
import { ok } from "@edgemart/contracts/result";
import { presentedKey } from "@edgemart/worker-kit/presented-key";
import type { Context } from "hono";
import type { OrderRow } from "../core/rows.ts";
import type { Acting } from "../ports/changes.ts";
import type { OrderAppEnv } from "./route.ts";

/**
 * Reads the terms of an owner's act.
 *
 * @param body the validated body, null for none
 * @returns `idempotency_key_malformed` · `idempotency_key_ambiguous`
 */
export function ownerActs(c: Context<OrderAppEnv>, order: OrderRow, body: unknown) {
  const named = presentedKey(c.req);
  if (!named.ok) return named;
  // A guest's keys are the order's: what one token names another cannot.
  const principal = order.memberId ?? `guest ${order.id}`;
  const input = JSON.stringify([c.req.method, c.req.path, body]);
  const key = named.value === null ? null : { principal, key: named.value, input };
  return ok<Acting>({ actor: "shopper", key, audit: null });
}
