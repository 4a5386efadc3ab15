/** Pays a charge of points back, from a posted form. */
import { PaymentId } from "@edgemart/contracts/ids";
import { cancelCharge } from "#api/points.ts";
import type { WebConfig } from "#env.ts";
import { done, refused, submission } from "#forms/posted/submission.ts";

/** Answers 303 to the page of points, which says what became of it. */
export function refundChargeFromForm(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    () => ({ name: "points", path: "/account/points", typed: {} }),
    async (posted, place) => {
      const id = PaymentId.safeParse(posted.form.text("payment")).data;
      if (!id) return refused(posted, place, { code: "not_found" });
      const paidBack = await cancelCharge(posted.caller.token, id);
      if (!paidBack.ok) return refused(posted, place, paidBack.error);
      return done(posted, place, paidBack.value.status === "DONE" ? "paid_back" : "paying_back");
    },
  );
}
