/** `POST /api/session/code`: the form that finishes a sign-in by a second factor. */
import { webConfig } from "#config.ts";
import { finishSignIn } from "#domains/account/entry/finish-sign-in.ts";
import { keepCart } from "#domains/cart/keep-cart.ts";

export async function POST(request: Request): Promise<Response> {
  const config = webConfig();
  return keepCart(request, await finishSignIn(request, config), config);
}
