/** Makes a coupon, or changes one, from a posted form. */
import { CouponCode } from "@edgemart/contracts/order";
import { err } from "@edgemart/contracts/result";
import { changeCoupon, createCoupon } from "#api/terms-admin.ts";
import { answerWrite, saying } from "#domains/admin/parts/answer-write.ts";
import { keptPart } from "#domains/admin/parts/kept-part.ts";
import { typedWithKey } from "#domains/admin/parts/typed-with-key.ts";
import type { WebConfig } from "#env.ts";
import { COUPON_FIELDS, changedCoupon, newCoupon } from "./coupon-input.ts";

/** Answers 303 to the coupon's page, or to the list for a new one. */
export function editCoupon(request: Request, config: WebConfig): Promise<Response> {
  return answerWrite(request, config, {
    placeOf: (form) => {
      const code = CouponCode.safeParse(form.text("id")).data;
      return {
        name: "coupon",
        path: code ? `/admin/coupons/${code}` : "/admin/coupons",
        part: keptPart(form),
        typed: typedWithKey(form, COUPON_FIELDS),
      };
    },
    async act(form, by) {
      if (form.text("act") === "create") {
        const input = newCoupon(form);
        return input.ok ? saying("create", await createCoupon(by, input.value)) : input;
      }
      const code = CouponCode.safeParse(form.text("id")).data;
      if (!code || form.text("act") !== "change") return err("not_found");
      const input = changedCoupon(form);
      return input.ok ? saying("change", await changeCoupon(by, code, input.value)) : input;
    },
    fieldOf: { slug_taken: "code" },
  });
}
