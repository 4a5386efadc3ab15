/** `POST /api/order/withdraw`: the form that withdraws a return. */
import { webConfig } from "#config.ts";
import { withdrawFromForm } from "#domains/orders/withdraw-return.ts";

export function POST(request: Request): Promise<Response> {
  return withdrawFromForm(request, webConfig());
}
