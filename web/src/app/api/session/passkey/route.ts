/** `POST /api/session/passkey`: signs in by what a browser answered for a passkey. */
import { webConfig } from "#config.ts";
import { signInByPasskey } from "#domains/account/entry/sign-in-by-passkey.ts";
import { keepCart } from "#domains/cart/keep-cart.ts";

export async function POST(request: Request): Promise<Response> {
  const config = webConfig();
  return keepCart(request, await signInByPasskey(request, config), config);
}
