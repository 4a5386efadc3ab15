/** `/api/members/me/cart`: the caller's own cart, read and replaced whole under its version. */
import { type Cart, CartInput } from "@edgemart/contracts/cart";
import { problem } from "@edgemart/worker-kit/create-app";
import { requireIdentity } from "@edgemart/worker-kit/require-identity";
import { strictJson, validJson } from "@edgemart/worker-kit/validate";
import type { Context } from "hono";
import { depsOf } from "../deps.ts";
import { factory } from "./member-env.ts";
import { BODY_BYTES_MAX, refused, writeOf } from "./write.ts";

export const getCart = factory.createHandlers(requireIdentity, async (c) =>
  send(c, await depsOf(c.var.config).carts.read(c.var.identity.memberId)),
);

export const putCart = factory.createHandlers(
  requireIdentity,
  strictJson(BODY_BYTES_MAX),
  validJson(CartInput),
  async (c) => {
    const input = c.req.valid("json");
    const write = writeOf(c, input, "versioned");
    if (!write.ok) return problem(c, write.error);
    const { carts } = depsOf(c.var.config);
    const changed = await carts.replace(c.var.identity.memberId, input.items, write.value);
    return changed.kind === "done" ? send(c, changed.value) : refused(c, changed);
  },
);

function send(c: Context, cart: Cart): Response {
  c.header("etag", `"${cart.version}"`);
  return c.json(cart);
}
