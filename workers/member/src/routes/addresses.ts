/** `/api/members/:id/addresses`: a member's own, an administrator everybody's; the rest is 404. */
import { type Address, AddressId, AddressInput } from "@edgemart/contracts/address";
import { MemberId } from "@edgemart/contracts/ids";
import { problem } from "@edgemart/worker-kit/create-app";
import { requireIdentity } from "@edgemart/worker-kit/require-identity";
import { strictJson, validJson, validParam } from "@edgemart/worker-kit/validate";
import type { Context } from "hono";
import { z } from "zod";
import { depsOf } from "../deps.ts";
import { factory } from "./member-env.ts";
import { BODY_BYTES_MAX, refused, viewerOf, writeOf } from "./write.ts";

const Params = z.object({ id: MemberId });
const OneParams = z.object({ id: MemberId, addressId: AddressId });

export const listAddresses = factory.createHandlers(
  requireIdentity,
  validParam(Params),
  async (c) => {
    const { addresses } = depsOf(c.var.config);
    const items = await addresses.list(c.req.valid("param").id, viewerOf(c));
    return items ? c.json({ items }) : problem(c, { code: "not_found" });
  },
);

export const getAddress = factory.createHandlers(
  requireIdentity,
  validParam(OneParams),
  async (c) => {
    const { id, addressId } = c.req.valid("param");
    const found = await depsOf(c.var.config).addresses.find(id, addressId, viewerOf(c));
    return found ? send(c, found, 200) : problem(c, { code: "not_found" });
  },
);

export const postAddress = factory.createHandlers(
  requireIdentity,
  validParam(Params),
  strictJson(BODY_BYTES_MAX),
  validJson(AddressInput),
  async (c) => {
    const { id } = c.req.valid("param");
    const input = c.req.valid("json");
    const write = writeOf(c, input, "absolute");
    if (!write.ok) return problem(c, write.error);
    const { addresses, newAddressId } = depsOf(c.var.config);
    const added = await addresses.add(id, newAddressId(), input, write.value);
    if (added.kind !== "done") return refused(c, added);
    c.header("location", `/api/members/${id}/addresses/${added.value.id}`);
    return send(c, added.value, 201);
  },
);

export const putAddress = factory.createHandlers(
  requireIdentity,
  validParam(OneParams),
  strictJson(BODY_BYTES_MAX),
  validJson(AddressInput),
  async (c) => {
    const { id, addressId } = c.req.valid("param");
    const input = c.req.valid("json");
    const write = writeOf(c, input, "versioned");
    if (!write.ok) return problem(c, write.error);
    const changed = await depsOf(c.var.config).addresses.replace(id, addressId, input, write.value);
    return changed.kind === "done" ? send(c, changed.value, 200) : refused(c, changed);
  },
);

export const deleteAddress = factory.createHandlers(
  requireIdentity,
  validParam(OneParams),
  async (c) => {
    const { id, addressId } = c.req.valid("param");
    const write = writeOf(c, null, "versioned");
    if (!write.ok) return problem(c, write.error);
    const gone = await depsOf(c.var.config).addresses.remove(id, addressId, write.value);
    return gone.kind === "done" ? c.body(null, 204) : refused(c, gone);
  },
);

function send(c: Context, address: Address, status: 200 | 201): Response {
  c.header("etag", `"${address.version}"`);
  return c.json(address, status);
}
