/** What staff may ask and change of coupons, delivery fees and failed messages. */
import { DeadMessage } from "@edgemart/contracts/dead-messages";
import {
  AdminCoupon,
  AdminShippingMethod,
  type CouponCreate,
  type CouponPatch,
  RemoteArea,
  type ShippingMethodCreate,
  type ShippingMethodPatch,
} from "@edgemart/contracts/order-terms";
import { keysetPageOf } from "@edgemart/contracts/page";
import { z } from "zod";
import type { CatalogWrite } from "./catalog-admin.ts";
import { bearer } from "./credential.ts";
import { askGateway } from "./gateway.ts";
import { askOffice, writeOffice } from "./office.ts";

type By = Required<CatalogWrite>;

const Coupons = z.object({ items: z.array(AdminCoupon) });
const Shipping = z.object({ methods: z.array(AdminShippingMethod), areas: z.array(RemoteArea) });
const DeadMessagePage = keysetPageOf(DeadMessage);

/** Asks for every coupon, newest first. */
export function fetchCoupons(accessToken: string) {
  return askOffice(accessToken, Coupons, "/orders/coupons");
}

/** Makes a coupon; `slug_taken` when its code exists. */
export function createCoupon(by: By, body: CouponCreate) {
  return writeOffice(by, AdminCoupon, { path: "/orders/coupons", body });
}

/** Changes a coupon; `precondition_failed` when it has changed since `by.version`. */
export function changeCoupon(by: By, code: string, body: CouponPatch) {
  const path = `/orders/coupons/${encodeURIComponent(code)}`;
  return writeOffice(by, AdminCoupon, { method: "PATCH", path, body, isVersioned: true });
}

/** Asks for ways of delivery and remote areas. */
export function fetchShipping(accessToken: string) {
  return askOffice(accessToken, Shipping, "/orders/shipping");
}

/** Makes a way of delivery. */
export function createMethod(by: By, body: ShippingMethodCreate) {
  return writeOffice(by, AdminShippingMethod, { path: "/orders/shipping/methods", body });
}

/** Changes a way of delivery; `precondition_failed` when it has changed since `by.version`. */
export function changeMethod(by: By, id: string, body: ShippingMethodPatch) {
  const path = `/orders/shipping/methods/${encodeURIComponent(id)}`;
  return writeOffice(by, AdminShippingMethod, { method: "PATCH", path, body, isVersioned: true });
}

/** Adds postcodes that cost more, or names them anew. */
export function putArea(by: By, body: RemoteArea) {
  return writeOffice(by, RemoteArea, { method: "PUT", path: "/orders/shipping/areas", body });
}

/** Removes postcodes that cost more. @param range `63000-63644` */
export function removeArea(by: By, range: string) {
  const path = `/orders/shipping/areas/${encodeURIComponent(range)}`;
  return writeOffice<undefined>(by, null, { method: "DELETE", path });
}

/** Who keeps messages that could not be handled: each consumer its own. */
export type DeadConsumer = "order" | "member" | "notification";

const DEAD_PATHS: Record<DeadConsumer, string> = {
  order: "/api/admin/orders/dead-messages",
  member: "/api/members/dead-messages",
  notification: "/api/notifications/dead-messages",
};

/** Asks for messages that could not be handled, newest first. @param query `settled`, `limit`, `cursor` as text */
export function fetchDeadMessages(
  accessToken: string,
  consumer: DeadConsumer,
  query: Record<string, string>,
) {
  const path = `${DEAD_PATHS[consumer]}?${new URLSearchParams(query)}`;
  return askGateway(DeadMessagePage, { path, credential: bearer(accessToken) });
}

/** Handles a message again, or leaves it unhandled with the reason. */
export function settleDeadMessage(
  by: By,
  { consumer, id }: { consumer: DeadConsumer; id: string },
  how: "replay" | "ignore",
  because: string,
) {
  return askGateway(DeadMessage, {
    method: "POST",
    path: `${DEAD_PATHS[consumer]}/${encodeURIComponent(id)}/${how}`,
    body: { because },
    credential: bearer(by.accessToken),
    idempotencyKey: by.key,
  });
}
