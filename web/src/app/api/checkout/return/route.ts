/** `GET /:lang/checkout/:order/return` with what a payment page adds: the front door leads it here. */
import { webConfig } from "#config.ts";
import { answerReturn } from "#domains/checkout/answer-return.ts";

export function GET(request: Request): Promise<Response> {
  return answerReturn(request, webConfig());
}
