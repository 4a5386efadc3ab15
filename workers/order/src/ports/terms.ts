/** Coupons, ways of delivery and remote areas as staff keep them: each method is one statement. @see specs/orders.md 6, 7 */
import type {
  AdminCoupon,
  AdminShippingMethod,
  CouponCreate,
  CouponPatch,
  RemoteArea,
  ShippingMethodCreate,
  ShippingMethodPatch,
} from "@edgemart/contracts/order-terms";
import type { Outcome } from "@edgemart/worker-kit/keyed-write";
import type { Acting } from "./changes.ts";

/** Coupons, newest first, and their writes. */
export interface CouponAdmin {
  /** Gives the newest 500. */
  list(): Promise<AdminCoupon[]>;
  find(code: string): Promise<AdminCoupon | null>;
  insert(input: CouponCreate, who: Acting): Promise<Outcome>;
  update(code: string, version: number, patch: CouponPatch, who: Acting): Promise<Outcome>;
}

/** Ways of delivery and areas that cost more. */
export interface ShippingAdmin {
  list(): Promise<{ methods: AdminShippingMethod[]; areas: RemoteArea[] }>;
  find(id: string): Promise<AdminShippingMethod | null>;
  insert(input: ShippingMethodCreate, who: Acting): Promise<Outcome>;
  update(id: string, version: number, patch: ShippingMethodPatch, who: Acting): Promise<Outcome>;
  findArea(from: string, to: string): Promise<RemoteArea | null>;
  putArea(area: RemoteArea, who: Acting): Promise<Outcome>;
  removeArea(from: string, to: string, who: Acting): Promise<Outcome>;
}
