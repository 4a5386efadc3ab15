/** Opens a charge of points: a payment that names itself, paid at the payment gateway's page. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Payment } from "@edgemart/contracts/payment";
import { CHARGE_MAX, CHARGE_MIN } from "@edgemart/contracts/points";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Work } from "../ports/deps.ts";
import type { Write } from "../ports/points.ts";

/** Who charges how much, and where the page leads back to. */
interface Asked {
  memberId: string;
  amount: number;
  locale: Locale;
  /** Null without a key: two posts are two charges. */
  key: Write["key"];
}
/** Why a charge is not opened. */
type Refusal =
  | "idempotency_key_reused"
  | "not_found"
  | "payment_method_unavailable"
  | "points_limit"
  | "temporarily_unavailable";

/** As long as an attempt to pay an order. */
const READY_SECONDS = 1_200;
const ORDER_NAME: Record<Locale, (amount: string) => string> = {
  ko: (amount) => `포인트 ${amount}점`,
  en: (amount) => `${amount} points`,
};

/**
 * Opens a charge; the same key again gives the charge that it opened.
 *
 * @returns the payment with the way to its page · `not_found`: points are not sold here · `points_limit` ·
 *          `payment_method_unavailable`: no gateway takes cards · `idempotency_key_reused` ·
 *          `temporarily_unavailable`: the same key is being used at this moment
 */
export async function openCharge(
  { memberId, amount, locale, key }: Asked,
  work: Work,
): Promise<Result<Payment, Refusal>> {
  const { gateway, charges, charging, reads } = work;
  if (!charging.isOn) return err("not_found");
  if (amount < CHARGE_MIN || amount > CHARGE_MAX) return err("points_limit", { detail: BETWEEN });
  if (!gateway.can.instruments.includes("card")) return err("payment_method_unavailable");
  const earlier = await replayed(memberId, key, work);
  if (earlier) return earlier;
  const id = work.newPaymentId();
  const opened = await charges.open(
    {
      ...{ id, purpose: "point_charge", reference: id, memberId, attempt: 1, currency: "KRW" },
      ...{ totalMinor: amount, cardMinor: amount, pointAmount: 0, gateway: gateway.name },
      instrument: { kind: "card" },
      page: {
        orderName: ORDER_NAME[locale](amount.toLocaleString("en")),
        returnPath: `/${locale}/account/points/return`,
        locale,
        lotDays: charging.lotDays,
      },
      sealed: null,
      readySeconds: READY_SECONDS,
    },
    charging.balanceMax,
    key,
  );
  if (opened === "lost") {
    return (await replayed(memberId, key, work)) ?? err("temporarily_unavailable", AT_ONCE);
  }
  if (!("row" in opened)) {
    const detail = `A balance and its open charges are at most ${charging.balanceMax} points.`;
    return err("points_limit", { detail });
  }
  work.later(work.events.send(opened.events));
  const payment = await reads.one(memberId, id);
  return payment ? ok(payment) : err("not_found");
}

/** The charge that a key has opened; null when it opened none. */
async function replayed(
  memberId: string,
  key: Write["key"],
  { charges, reads }: Work,
): Promise<Result<Payment, Refusal> | null> {
  const before = await charges.recall(key);
  if (before === null) return null;
  if (!before.sameInput) return err("idempotency_key_reused");
  const payment = await reads.one(memberId, before.subjectId);
  return payment ? ok(payment) : err("not_found");
}

const AT_ONCE = { retryAfterSeconds: 1 };
const BETWEEN = `A charge is ${CHARGE_MIN} to ${CHARGE_MAX} points.`;
