/** `POST /api/points/refund`: the form that pays bought points back. */
import { webConfig } from "#config.ts";
import { refundChargeFromForm } from "#domains/points/refund-charge.ts";

export function POST(request: Request): Promise<Response> {
  return refundChargeFromForm(request, webConfig());
}
