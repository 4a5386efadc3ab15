/** `POST /api/checkout/pay`: the form that pays an order. */
import { webConfig } from "#config.ts";
import { payFromForm } from "#domains/checkout/pay-order.ts";

export function POST(request: Request): Promise<Response> {
  return payFromForm(request, webConfig());
}
