/** Withdraws a return whose units have not arrived, from a posted form. */
import { ChangeId } from "@edgemart/contracts/ids";
import { withdrawReturn } from "#api/order-changes.ts";
import type { WebConfig } from "#env.ts";
import { keyOf } from "#forms/posted/form-values.ts";
import { done, refused } from "#forms/posted/submission.ts";
import { readOrderForm } from "./posted-order.ts";

/** Answers 303 to the order's page, which says what became of it. */
export async function withdrawFromForm(request: Request, config: WebConfig): Promise<Response> {
  const read = await readOrderForm(request, config, "withdraw", []);
  if ("refused" in read) return read.refused;
  const { posted, id, shopper, place } = read;
  const change = ChangeId.safeParse(posted.form.text("change")).data;
  if (!change) return refused(posted, place, { code: "not_found" });
  const withdrawn = await withdrawReturn(shopper, id, change, keyOf(posted.form));
  if (!withdrawn.ok) return refused(posted, place, withdrawn.error);
  return done(posted, place, "return_withdrawn");
}
