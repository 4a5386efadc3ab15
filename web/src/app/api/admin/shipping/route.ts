/** `POST /api/admin/shipping`: the forms of delivery fees. */
import { webConfig } from "#config.ts";
import { editShipping } from "#domains/admin/shipping/edit-shipping.ts";

export function POST(request: Request): Promise<Response> {
  return editShipping(request, webConfig());
}
