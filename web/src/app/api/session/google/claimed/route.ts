/** `POST /api/session/google/claimed`: uses that link in the browser that asked for it. */
import { webConfig } from "#config.ts";
import { finishClaim } from "#domains/account/google/claim-account.ts";
import { keepCart } from "#domains/cart/keep-cart.ts";

export async function POST(request: Request): Promise<Response> {
  const config = webConfig();
  return keepCart(request, await finishClaim(request, config), config);
}
