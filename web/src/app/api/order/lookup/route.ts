/** `POST /api/order/lookup`: the form that finds a guest's order. */
import { webConfig } from "#config.ts";
import { lookUpFromForm } from "#domains/orders/look-up.ts";

export function POST(request: Request): Promise<Response> {
  return lookUpFromForm(request, webConfig());
}
