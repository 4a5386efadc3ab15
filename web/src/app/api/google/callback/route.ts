/** `GET /auth/google/callback`: the front door leads it here. */
import { webConfig } from "#config.ts";
import { finishGoogle } from "#domains/account/google/finish-google.ts";
import { keepCart } from "#domains/cart/keep-cart.ts";

async function answer(request: Request): Promise<Response> {
  const config = webConfig();
  return keepCart(request, await finishGoogle(request, config), config);
}

export const GET = answer;
// Next would answer it by GET, which uses the sign-in up.
export const HEAD = answer;
