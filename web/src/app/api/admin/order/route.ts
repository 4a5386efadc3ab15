/** `POST /api/admin/order`: the small forms of an order's administration page. */
import { webConfig } from "#config.ts";
import { actFromForm } from "#domains/admin/orders/act-on-order.ts";

export function POST(request: Request): Promise<Response> {
  return actFromForm(request, webConfig());
}
