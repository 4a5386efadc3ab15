/** `POST /api/admin/payment`: the small forms of payments, refunds and differences. */
import { webConfig } from "#config.ts";
import { actOnPaymentFromForm } from "#domains/admin/payments/act-on-payment.ts";

export function POST(request: Request): Promise<Response> {
  return actOnPaymentFromForm(request, webConfig());
}
