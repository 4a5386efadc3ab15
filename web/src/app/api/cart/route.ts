/** `/api/cart`: the cart of the browser that asks, read and changed. */
import { webConfig } from "#config.ts";
import { answerCart, postCart } from "#domains/cart/answer-cart.ts";
import { chosenSku } from "#domains/catalog/chosen-sku.ts";
import { heldBy } from "#domains/checkout/replaced-order.ts";

export function GET(request: Request): Promise<Response> {
  return answerCart(request, webConfig(), heldBy);
}

export function POST(request: Request): Promise<Response> {
  return postCart(request, webConfig(), chosenSku, heldBy);
}
