/** `GET /:lang/account/points/return` with what a payment page adds: the front door leads it here. */
import { webConfig } from "#config.ts";
import { answerChargeReturn } from "#domains/points/answer-charge-return.ts";

export function GET(request: Request): Promise<Response> {
  return answerChargeReturn(request, webConfig());
}
