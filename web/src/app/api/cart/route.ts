/** `/api/cart`: the cart of the browser that asks, read and changed. */
import { webConfig } from "#config.ts";
import { answerCart, postCart } from "#domains/cart/answer-cart.ts";
import { chosenSku } from "#domains/catalog/chosen-sku.ts";

export function GET(request: Request): Promise<Response> {
  return answerCart(request, webConfig());
}

export function POST(request: Request): Promise<Response> {
  return postCart(request, webConfig(), chosenSku);
}
