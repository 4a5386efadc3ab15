/** Says that everything of an order arrived, from a posted form: the order is completed and its points are posted. */
import { confirmReceived } from "#api/order-changes.ts";
import type { WebConfig } from "#env.ts";
import { keyOf } from "#forms/posted/form-values.ts";
import { done, refused } from "#forms/posted/submission.ts";
import { readOrderForm } from "./posted-order.ts";

/** Answers 303 to the order's page, which says what became of it. */
export async function receivedFromForm(request: Request, config: WebConfig): Promise<Response> {
  const read = await readOrderForm(request, config, "received", []);
  if ("refused" in read) return read.refused;
  const { posted, id, shopper, place } = read;
  const received = await confirmReceived(shopper, id, keyOf(posted.form));
  if (!received.ok) return refused(posted, place, received.error);
  return done(posted, place, "received");
}
