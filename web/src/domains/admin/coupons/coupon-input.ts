/** What a coupon's form says, as the API takes it. Pure. */
import { CouponCreate, CouponPatch } from "@edgemart/contracts/order-terms";
import type { Result } from "@edgemart/contracts/result";
import { checked } from "#forms/posted/checked.ts";
import type { PostedForm } from "#forms/posted/form-request.ts";
import { countOf } from "#forms/posted/typed-number.ts";
import { minorIn, wholeIn } from "../parts/amount-in.ts";
import { localTextOf } from "../parts/answer-write.ts";
import { fromSeoulField } from "../parts/seoul-time.ts";

/** Fields of a coupon's form. */
export const COUPON_FIELDS = [
  ...["code", "name.ko", "name.en", "kind", "value", "currency", "discountMaxMinor"],
  ...["minimumMinor", "startsAt", "endsAt", "usesMax", "usesPerMember", "membersOnly", "active"],
] as const;

/** Reads a new coupon. */
export function newCoupon(form: PostedForm): Result<CouponCreate> {
  const kind = form.text("kind");
  const value = form.text("value");
  return checked(CouponCreate, {
    ...termsIn(form),
    code: form.text("code").trim(),
    kind,
    currency: form.text("currency"),
    value: kind === "amount" ? minorIn(form, "value") : countOf(value.replace(/\s*%$/, "")),
    discountMaxMinor: kind === "percent" ? minorIn(form, "discountMaxMinor") : null,
  });
}

/** Reads what can be changed of a coupon. */
export function changedCoupon(form: PostedForm): Result<CouponPatch> {
  return checked(CouponPatch, termsIn(form));
}

function termsIn(form: PostedForm) {
  return {
    name: localTextOf(form, "name"),
    minimumMinor: minorIn(form, "minimumMinor") ?? 0,
    startsAt: fromSeoulField(form.text("startsAt")),
    endsAt: fromSeoulField(form.text("endsAt")),
    usesMax: wholeIn(form, "usesMax"),
    usesPerMember: wholeIn(form, "usesPerMember"),
    membersOnly: form.text("membersOnly") === "on",
    active: form.text("active") === "on",
  };
}
