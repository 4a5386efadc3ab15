/** `POST /api/order/cancel`: the form that cancels an order. */
import { webConfig } from "#config.ts";
import { cancelFromForm } from "#domains/orders/cancel-order.ts";

export function POST(request: Request): Promise<Response> {
  return cancelFromForm(request, webConfig());
}
