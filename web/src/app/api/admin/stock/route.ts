/** `POST /api/admin/stock`: the form that moves stock. */
import { webConfig } from "#config.ts";
import { stockMovement } from "#domains/admin/stock/move-stock.ts";

export function POST(request: Request): Promise<Response> {
  return stockMovement(request, webConfig());
}
