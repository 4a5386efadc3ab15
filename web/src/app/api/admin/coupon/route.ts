/** `POST /api/admin/coupon`: the forms of coupons. */
import { webConfig } from "#config.ts";
import { editCoupon } from "#domains/admin/coupons/edit-coupon.ts";

export function POST(request: Request): Promise<Response> {
  return editCoupon(request, webConfig());
}
