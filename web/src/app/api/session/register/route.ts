/** `POST /api/session/register`: the form that opens an account. */
import { webConfig } from "#config.ts";
import { signUp } from "#domains/account/entry/sign-up.ts";
import { keepCart } from "#domains/cart/keep-cart.ts";

export async function POST(request: Request): Promise<Response> {
  const config = webConfig();
  return keepCart(request, await signUp(request, config), config);
}
