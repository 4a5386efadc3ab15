/** `POST /api/account/delete`: the form that deletes an account. */
import { webConfig } from "../../../../config.ts";
import { deleteAccount } from "../../../../domains/account/delete-account.ts";

export function POST(request: Request): Promise<Response> {
  return deleteAccount(request, webConfig());
}
