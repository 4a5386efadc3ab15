/** `POST /api/order/received`: the form that says that everything arrived. */
import { webConfig } from "#config.ts";
import { receivedFromForm } from "#domains/orders/confirm-received.ts";

export function POST(request: Request): Promise<Response> {
  return receivedFromForm(request, webConfig());
}
