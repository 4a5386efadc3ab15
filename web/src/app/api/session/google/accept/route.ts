/** `POST /api/session/google/accept`: opens the account of a new person from Google. */
import { webConfig } from "#config.ts";
import { acceptAccount } from "#domains/account/google/connect-google.ts";
import { keepCart } from "#domains/cart/keep-cart.ts";

export async function POST(request: Request): Promise<Response> {
  const config = webConfig();
  return keepCart(request, await acceptAccount(request, config), config);
}
