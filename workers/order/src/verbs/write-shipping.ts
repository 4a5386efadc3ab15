/** Makes and changes ways of delivery and remote areas for staff. @see specs/orders.md 6 */
import type {
  AdminShippingMethod,
  RemoteArea,
  ShippingMethodCreate,
  ShippingMethodPatch,
} from "@edgemart/contracts/order-terms";
import { keyedChange, keyedCreation, keyedRemoval } from "@edgemart/worker-kit/keyed-write";
import type { Write } from "../ports/administration.ts";
import type { Deps } from "../ports/deps.ts";
import { actingOf } from "./acting-of.ts";
import { taken } from "./write-coupon.ts";

/** Makes a way of delivery. @returns `slug_taken`: its short name is another's */
export function createMethod(
  { adminActs, shipping }: Deps,
  input: ShippingMethodCreate,
  write: Write,
) {
  return keyedCreation(adminActs, write, {
    write: () => shipping.insert(input, actingOf(write, "shipping_method.created", input)),
    read: () => shipping.find(input.id),
    broken: (constraint) =>
      constraint === "shipping_method_pkey" ? taken("id", "is another method's") : null,
  });
}

/** Changes a way of delivery; orders that were placed keep their fee. */
export function changeMethod(
  { adminActs, shipping }: Deps,
  id: string,
  patch: ShippingMethodPatch,
  write: Write,
) {
  return keyedChange<AdminShippingMethod, never>(adminActs, write, {
    write: (version) =>
      shipping.update(id, version, patch, actingOf(write, "shipping_method.changed", patch)),
    read: () => shipping.find(id),
    broken: () => null,
  });
}

/** Writes an area down, or names it anew. */
export function putArea({ adminActs, shipping }: Deps, area: RemoteArea, write: Write) {
  return keyedCreation<RemoteArea, never>(adminActs, write, {
    write: () => shipping.putArea(area, actingOf(write, "remote_area.written", area)),
    read: () => shipping.findArea(area.from, area.to),
    broken: () => null,
  });
}

/** Removes an area. @param range `63000-63644` @returns `not_found`: there is none */
export function removeArea({ adminActs, shipping }: Deps, range: string, write: Write) {
  const [from = "", to = ""] = range.split("-");
  return keyedRemoval(adminActs, write, () =>
    shipping.removeArea(from, to, actingOf(write, "remote_area.removed", {})),
  );
}
