/**
 * The way back from the payment page of bought points: completes the charge with the key it gave.
 *
 * A GET that acts, as the checkout's: 20 times is as once, and without a key it does nothing.
 */
import { PaymentId } from "@edgemart/contracts/ids";
import { LOCALES } from "@edgemart/contracts/locale";
import { confirmCharge } from "#api/points.ts";
import { type Returned, returnedBy, waitingPath } from "#domains/checkout/returned.ts";
import { isOutcomeUnknown } from "#domains/checkout/unknown-outcome.ts";
import type { WebConfig } from "#env.ts";
import { seeOther } from "#forms/posted/form-request.ts";
import { readCookie } from "#session/cookies.ts";
import { flashCookie } from "#session/flash.ts";
import { cookieNames } from "#session/session-cookies.ts";
import { isSessionOver } from "#session/session-over.ts";

/** Answers 303, or 307 to the sign-in form: a charge is its member's alone. @param request with `lang` in its query */
export async function answerChargeReturn(request: Request, config: WebConfig): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const lang = LOCALES.find((locale) => locale === searchParams.get("lang")) ?? "ko";
  const at = `/${lang}/account/points`;
  const names = cookieNames(config.COOKIES_WITHOUT_PREFIX);
  const returned = returnedBy(searchParams);
  const say = (code: string) => {
    const flash = { form: "points", code, fields: {}, typed: {}, retryAfterSeconds: null } as const;
    return seeOther(at, [flashCookie(names.flash, flash)]);
  };
  switch (returned.kind) {
    case "nothing":
      return seeOther(at, []);
    case "refused":
      return say(returned.why === "declined" ? "payment_declined" : "charge_cancelled");
    case "paid": {
      const token = readCookie(request.headers.get("cookie"), names.access);
      const code = await complete(returned, token);
      if (code === "sign_in") return toSignIn(lang, at, returned);
      return code === "wait" ? seeOther(waitingPath(at, returned), []) : say(code);
    }
  }
}

type Paid = Extract<Returned, { kind: "paid" }>;

/** What is to be said, or done next. */
async function complete(paid: Paid, token: string | null): Promise<string> {
  const paymentId = PaymentId.safeParse(paid.paymentId).data;
  if (!paymentId) return "charge_unmatched";
  if (!token) return "sign_in";
  const { amount, paymentKey: pgToken } = paid;
  const confirmed = await confirmCharge(token, { paymentId, amount, pgToken });
  if (confirmed.ok) return confirmed.value.status === "PAID" ? "charged" : "wait";
  const { code, detail } = confirmed.error;
  if (code === "payment_declined" && detail === "key_unknown") return "charge_unmatched";
  if (isSessionOver(code)) return "sign_in";
  return isOutcomeUnknown(code) ? "wait" : code;
}

/** Leads back here after signing in: nothing is charged before. */
function toSignIn(lang: string, at: string, paid: Paid): Response {
  const { paymentKey, paymentId, amount } = paid;
  const query = new URLSearchParams({ paymentKey, orderId: paymentId, amount: String(amount) });
  const back = encodeURIComponent(`${at}/return?${query}`);
  const location = `/${lang}/login?return=${back}`;
  return new Response(null, { status: 307, headers: { location, "cache-control": "no-store" } });
}
