/** `POST /api/account/address`: the address form and the list's buttons. */
import { webConfig } from "#config.ts";
import { saveAddress } from "#domains/account/addresses/save-address.ts";

export function POST(request: Request): Promise<Response> {
  return saveAddress(request, webConfig());
}
