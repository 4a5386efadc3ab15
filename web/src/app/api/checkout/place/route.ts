/** `POST /api/checkout/place`: the checkout's form. */
import { webConfig } from "#config.ts";
import { placeFromForm } from "#domains/checkout/place-order.ts";

export function POST(request: Request): Promise<Response> {
  return placeFromForm(request, webConfig());
}
