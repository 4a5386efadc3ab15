/** What the price of an order is made of besides its goods, as staff keep it: coupons, delivery fees. @see specs/orders.md 6, 7 */
import { z } from "zod";
import { LocalText } from "./locale.ts";
import { Currency } from "./money.ts";
import { CouponCode, ORDER_TOTAL_MAX } from "./order.ts";
import { line } from "./text.ts";
import { Timestamp } from "./time.ts";

const minor = z.int().min(0).max(ORDER_TOTAL_MAX);
const count = z.int().min(1).max(1_000_000);
const name = z.strictObject({ ko: line(80), en: line(80) });

const couponFields = {
  name,
  kind: z.enum(["percent", "amount"]),
  value: z.int().min(1).max(ORDER_TOTAL_MAX).describe("Percent 1–100, or minor units"),
  currency: Currency,
  discountMaxMinor: minor.nullable().describe("The most that a percentage takes off"),
  minimumMinor: minor.describe("Of the goods, before the discount"),
  startsAt: Timestamp.nullable(),
  endsAt: Timestamp.nullable(),
  usesMax: count.nullable(),
  usesPerMember: count.nullable().describe("Makes the coupon one for members"),
  membersOnly: z.boolean(),
  active: z.boolean(),
};

/** A new coupon. */
export const CouponCreate = z
  .strictObject({
    ...couponFields,
    code: CouponCode,
    discountMaxMinor: couponFields.discountMaxMinor.default(null),
    minimumMinor: couponFields.minimumMinor.default(0),
    startsAt: couponFields.startsAt.default(null),
    endsAt: couponFields.endsAt.default(null),
    usesMax: couponFields.usesMax.default(null),
    usesPerMember: couponFields.usesPerMember.default(null),
    membersOnly: couponFields.membersOnly.default(false),
    active: couponFields.active.default(true),
  })
  .refine(({ kind, value }) => kind === "amount" || value <= 100, {
    message: "must be at most 100 percent",
    path: ["value"],
  })
  .refine(({ startsAt, endsAt }) => startsAt === null || endsAt === null || startsAt < endsAt, {
    message: "must be after the start",
    path: ["endsAt"],
  });
/** A parsed `CouponCreate`. */
export type CouponCreate = z.infer<typeof CouponCreate>;

/** Changes to a coupon; what it takes off stays as it is, because orders were placed with it. */
export const CouponPatch = z
  .strictObject({
    name: couponFields.name,
    minimumMinor: couponFields.minimumMinor,
    startsAt: couponFields.startsAt,
    endsAt: couponFields.endsAt,
    usesMax: couponFields.usesMax,
    usesPerMember: couponFields.usesPerMember,
    membersOnly: couponFields.membersOnly,
    active: couponFields.active,
  })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, "names nothing to change");
/** A parsed `CouponPatch`. */
export type CouponPatch = z.infer<typeof CouponPatch>;

/** A coupon as staff see it. */
export const AdminCoupon = z
  .object({
    ...couponFields,
    name: LocalText,
    code: z.string(),
    uses: z.int().nonnegative().describe("Reserved and confirmed"),
    version: z.int().positive(),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: "AdminCoupon" });
/** A parsed `AdminCoupon`. */
export type AdminCoupon = z.infer<typeof AdminCoupon>;

/** Names a way of delivery: `standard`. */
export const ShippingMethodId = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/, "must be a short name");

const methodFields = {
  name,
  feeMinor: minor,
  freeFromMinor: minor.nullable().describe("Of the goods, after the discount"),
  remoteMinor: minor.describe("More for remote areas, free orders too"),
  active: z.boolean(),
  position: z.int().min(0).max(999).describe("The lowest is offered first"),
};

/** A new way of delivery. */
export const ShippingMethodCreate = z.strictObject({
  ...methodFields,
  id: ShippingMethodId,
  currency: Currency,
  freeFromMinor: methodFields.freeFromMinor.default(null),
  remoteMinor: methodFields.remoteMinor.default(0),
  active: methodFields.active.default(true),
  position: methodFields.position.default(0),
});
/** A parsed `ShippingMethodCreate`. */
export type ShippingMethodCreate = z.infer<typeof ShippingMethodCreate>;

/** Changes to a way of delivery; orders that were placed keep their fee. */
export const ShippingMethodPatch = z
  .strictObject(methodFields)
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, "names nothing to change");
/** A parsed `ShippingMethodPatch`. */
export type ShippingMethodPatch = z.infer<typeof ShippingMethodPatch>;

/** A way of delivery as staff see it. */
export const AdminShippingMethod = z
  .object({
    ...methodFields,
    name: LocalText,
    id: z.string(),
    currency: Currency,
    version: z.int().positive(),
  })
  .meta({ id: "AdminShippingMethod" });
/** A parsed `AdminShippingMethod`. */
export type AdminShippingMethod = z.infer<typeof AdminShippingMethod>;

const postcode = z.string().regex(/^\d{5}$/, "must be five digits");

/** Postcodes whose delivery costs more, both ends included. */
export const RemoteArea = z
  .strictObject({ from: postcode, to: postcode, name: line(80) })
  .refine(({ from, to }) => from <= to, { message: "must not be before the first", path: ["to"] })
  .meta({ id: "RemoteArea" });
/** A parsed `RemoteArea`. */
export type RemoteArea = z.infer<typeof RemoteArea>;
