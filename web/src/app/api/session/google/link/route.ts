/** `POST /api/session/google/link`: proves the account that has the address, and links Google to it. */
import { webConfig } from "#config.ts";
import { linkAccount } from "#domains/account/google/connect-google.ts";
import { keepCart } from "#domains/cart/keep-cart.ts";

export async function POST(request: Request): Promise<Response> {
  const config = webConfig();
  return keepCart(request, await linkAccount(request, config), config);
}
