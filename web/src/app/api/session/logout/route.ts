/** `POST /api/session/logout`: the sign-out button. */
import { webConfig } from "#config.ts";
import { signOut } from "#domains/account/entry/sign-out.ts";
import { forgetCart } from "#domains/cart/keep-cart.ts";

export async function POST(request: Request): Promise<Response> {
  const config = webConfig();
  return forgetCart(await signOut(request, config), config);
}
