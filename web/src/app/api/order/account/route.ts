/** `POST /api/order/account`: the form that names the account a refund waits for. */
import { webConfig } from "#config.ts";
import { giveAccountFromForm } from "#domains/orders/give-account.ts";

export function POST(request: Request): Promise<Response> {
  return giveAccountFromForm(request, webConfig());
}
