/** `POST /api/account/delete`: the form that deletes an account. */
import { webConfig } from "#config.ts";
import { deleteAccount } from "#domains/account/data/delete-account.ts";
import { forgetCart } from "#domains/cart/keep-cart.ts";

export async function POST(request: Request): Promise<Response> {
  const config = webConfig();
  const answer = await deleteAccount(request, config);
  // Only an account that is gone clears the browser; a refused form keeps the cart.
  return answer.headers.has("clear-site-data") ? forgetCart(answer, config) : answer;
}
