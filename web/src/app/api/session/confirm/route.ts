/** `POST /api/session/confirm`: the form behind the link of a registration. */
import { webConfig } from "#config.ts";
import { finishRegistration } from "#domains/account/entry/finish-registration.ts";
import { keepCart } from "#domains/cart/keep-cart.ts";

export async function POST(request: Request): Promise<Response> {
  const config = webConfig();
  return keepCart(request, await finishRegistration(request, config), config);
}
