/** `POST /api/session/login`: the sign-in form. */
import { webConfig } from "#config.ts";
import { signIn } from "#domains/account/entry/sign-in.ts";
import { keepCart } from "#domains/cart/keep-cart.ts";

export async function POST(request: Request): Promise<Response> {
  const config = webConfig();
  return keepCart(request, await signIn(request, config), config);
}
