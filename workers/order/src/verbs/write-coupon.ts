/** Makes and changes coupons for staff. @see specs/orders.md 7 */
import type { AdminCoupon, CouponCreate, CouponPatch } from "@edgemart/contracts/order-terms";
import type { Failure } from "@edgemart/contracts/result";
import { keyedChange, keyedCreation } from "@edgemart/worker-kit/keyed-write";
import type { Write } from "../ports/administration.ts";
import type { Deps } from "../ports/deps.ts";
import { actingOf } from "./acting-of.ts";

/** Makes a coupon. @returns `slug_taken`: the code is another coupon's */
export function createCoupon({ adminActs, coupons }: Deps, input: CouponCreate, write: Write) {
  return keyedCreation(adminActs, write, {
    write: () => coupons.insert(input, actingOf(write, "coupon.created", input)),
    read: () => coupons.find(input.code),
    broken: (constraint) =>
      constraint === "coupon_pkey" ? taken("code", "is another coupon's") : null,
  });
}

/** Changes a coupon. @returns `validation_failed`: fewer uses than there were, or an end before the start */
export function changeCoupon(
  { adminActs, coupons }: Deps,
  code: string,
  patch: CouponPatch,
  write: Write,
) {
  return keyedChange<AdminCoupon, "validation_failed">(adminActs, write, {
    write: (version) =>
      coupons.update(code, version, patch, actingOf(write, "coupon.changed", patch)),
    read: () => coupons.find(code),
    fits: (now) => {
      const { startsAt, endsAt } = { ...now, ...patch };
      const isOrdered = !startsAt || !endsAt || startsAt < endsAt;
      return isOrdered ? null : wrong("endsAt", "must be after the start");
    },
    broken: (constraint) =>
      constraint === "coupon_uses_bounded"
        ? wrong("usesMax", "must be at least the uses of now")
        : null,
  });
}

/** A name that is taken, as a failure of its field. */
export function taken(path: string, message: string): Failure<"slug_taken"> {
  return { code: "slug_taken", errors: [{ path, code: "taken", message }] };
}

function wrong(path: string, message: string): Failure<"validation_failed"> {
  return { code: "validation_failed", errors: [{ path, code: "custom", message }] };
}
