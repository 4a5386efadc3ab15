/** Opens a charge of points: a payment that names itself, paid at the payment gateway's page. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Payment } from "@edgemart/contracts/payment";
import { CHARGE_MAX, CHARGE_MIN } from "@edgemart/contracts/points";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Work } from "../ports/deps.ts";

/** As long as an attempt to pay an order. */
const READY_SECONDS = 1_200;
const ORDER_NAME: Record<Locale, (amount: string) => string> = {
  ko: (amount) => `포인트 ${amount}점`,
  en: (amount) => `${amount} points`,
};

/**
 * Opens a charge.
 *
 * @returns the payment with the way to its page · `not_found`: points are not sold here · `points_limit` ·
 *          `payment_method_unavailable`: no gateway takes cards
 */
export async function openCharge(
  { memberId, amount, locale }: { memberId: string; amount: number; locale: Locale },
  work: Work,
): Promise<Result<Payment, "not_found" | "payment_method_unavailable" | "points_limit">> {
  const { gateway, charges, charging, reads } = work;
  if (!charging.isOn) return err("not_found");
  if (amount < CHARGE_MIN || amount > CHARGE_MAX) return err("points_limit", { detail: BETWEEN });
  if (!gateway.can.instruments.includes("card")) return err("payment_method_unavailable");
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
  );
  if (!("row" in opened)) {
    const detail = `A balance and its open charges are at most ${charging.balanceMax} points.`;
    return err("points_limit", { detail });
  }
  work.later(work.events.send(opened.events));
  const payment = await reads.one(memberId, id);
  return payment ? ok(payment) : err("not_found");
}

const BETWEEN = `A charge is ${CHARGE_MIN} to ${CHARGE_MAX} points.`;
