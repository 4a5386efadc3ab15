/** Opens a charge of points from a posted form and sends the browser where it is paid. */
import { CHARGE_MAX, CHARGE_MIN } from "@edgemart/contracts/points";
import { openCharge } from "#api/points.ts";
import { paymentPage } from "#domains/checkout/payment-page.ts";
import type { WebConfig } from "#env.ts";
import { seeOther } from "#forms/posted/form-request.ts";
import { keyOf } from "#forms/posted/form-values.ts";
import { done, refused, submission } from "#forms/posted/submission.ts";
import { amountOf } from "#forms/posted/typed-number.ts";

/** Answers 303: to the payment page, or back to the form. */
export function chargeFromForm(request: Request, config: WebConfig): Promise<Response> {
  return submission(
    request,
    config,
    (form) => ({
      ...{ name: "points", path: "/account/points" },
      typed: { amount: form.text("amount").trim() },
    }),
    async (posted, place) => {
      const { form, caller } = posted;
      const amount = amountOf(form.text("amount"), "KRW", 0);
      if (amount === null || amount < CHARGE_MIN || amount > CHARGE_MAX) {
        const code = form.text("amount").trim() === "" ? "missing" : "invalid";
        const errors = [{ path: "amount", code, message: code }];
        return refused(posted, place, { code: "validation_failed", errors });
      }
      const opened = await openCharge(caller.token, amount, form.lang, keyOf(form));
      if (!opened.ok) return refused(posted, place, opened.error, { points_limit: "amount" });
      const page = paymentPage(opened.value, config);
      if (page) return seeOther(page, []);
      // There is a page and no way to it: neither paid nor under way.
      if (opened.value.next) return refused(posted, place, { code: "payment_method_unavailable" });
      return done(posted, place, opened.value.status === "PAID" ? "charged" : "charge_unknown");
    },
  );
}
