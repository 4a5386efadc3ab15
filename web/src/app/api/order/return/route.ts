/** `POST /api/order/return`: the form that asks to send units back. */
import { webConfig } from "#config.ts";
import { returnFromForm } from "#domains/orders/return-lines.ts";

export function POST(request: Request): Promise<Response> {
  return returnFromForm(request, webConfig());
}
