/** `POST /api/orders`. */
import { UNKNOWN_PREFIX } from "@edgemart/contracts/client-address";
import { HEADER } from "@edgemart/contracts/headers";
import { ANONYMOUS_KEY_CHARS_MIN } from "@edgemart/contracts/idempotency-key";
import type { OrderInput } from "@edgemart/contracts/order";
import type { orderGroups } from "@edgemart/contracts/order-operations";
import { ok, type Result } from "@edgemart/contracts/result";
import { readBearer } from "@edgemart/worker-kit/bearer";
import { problem } from "@edgemart/worker-kit/create-app";
import { presentedKey } from "@edgemart/worker-kit/presented-key";
import { versioned } from "@edgemart/worker-kit/reply";
import type { Context } from "hono";
import type { Orderer } from "../core/placement.ts";
import { placeOrder as place } from "../verbs/place-order.ts";
import { isTokenOf } from "./own-order.ts";
import { callOf, goOnLater, type OrderAppEnv, type Route, refuse } from "./route.ts";
import { shownOrder } from "./shown-order.ts";

/** Places an order. */
export const placeOrder: Route<typeof orderGroups.placing.placeOrder> = async (c, { body }) => {
  const { deps, viewer } = c.var;
  const named = presentedKey(c.req, viewer ? 1 : ANONYMOUS_KEY_CHARS_MIN);
  if (!named.ok) return named;
  const account = await accountOf(c, body);
  if (!account.ok) return refuse(c, account.error);
  const input = JSON.stringify([c.req.method, c.req.path, body]);
  const prefix = c.req.header(HEADER.clientPrefix) ?? UNKNOWN_PREFIX;
  const placed = await place(
    deps,
    body,
    {
      memberId: viewer?.memberId ?? null,
      account: account.value,
      clientDigest: await deps.tokens.clientDigest(prefix),
      key: named.value === null ? null : { key: named.value, input },
      // Only an order that no one has claimed is a guest's, and those are of the first generation.
      ownsReplaced:
        viewer !== null || (body.replaces !== undefined && (await isTokenOf(c, body.replaces, 1))),
    },
    callOf(c),
  );
  if (!placed.ok) {
    goOnLater(c, placed.rest ?? null);
    return placed.mayRunAgain ? refuse(c, placed.error) : problem(c, placed.error);
  }
  const { order } = placed;
  const token =
    order.memberId === null ? { token: await deps.tokens.make(order.id, order.accessGen) } : {};
  const location = `/api/${order.memberId === null ? "guest/" : ""}orders/${order.id}`;
  return versioned(201, { ...(await shownOrder(c, order)), ...token }, { location });
};

/** Asks member who orders, where a member left the contact out. */
async function accountOf(
  c: Context<OrderAppEnv>,
  { contact }: OrderInput,
): Promise<Result<Orderer | null>> {
  const bearer = readBearer(c.req.header("authorization"));
  if (contact !== undefined || c.var.viewer === null || bearer.kind !== "token") return ok(null);
  const me = await c.var.deps.member.me(bearer.token, callOf(c));
  if (!me.ok) return me;
  return ok({ name: me.value.name, email: me.value.email, phone: null });
}
