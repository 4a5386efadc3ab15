/** `POST /api/order/claim`: the form that takes guest orders of this browser over. */
import { webConfig } from "#config.ts";
import { claimFromForm } from "#domains/orders/claim-orders.ts";

export function POST(request: Request): Promise<Response> {
  return claimFromForm(request, webConfig());
}
