/** Checks how a payment is divided between card and points. Pure. @see specs/payments.md 1, 2 */
import { minorOf, type PayInput } from "@edgemart/contracts/payment";
import { POINTS_USE_MIN } from "@edgemart/contracts/points";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { OrderRow } from "./rows.ts";

/** The least a card is charged, in KRW. */
export const CARD_MINOR_MIN = 100;

/** A payment's two parts, in minor units and points. */
export interface Split {
  cardMinor: number;
  pointAmount: number;
}

/**
 * Reads the parts of a payment.
 *
 * @returns `payment_amount_mismatch` where they are not the order's total, or not what the method says; `points_limit`
 *          for fewer points than may be used at once
 */
export function splitOf(
  order: Pick<OrderRow, "totalMinor" | "currency" | "memberId">,
  input: Pick<PayInput, "paymentMethod" | "pointUsed" | "cardAmount" | "amount">,
): Result<Split> {
  const { totalMinor, currency, memberId } = order;
  const wrong = (detail: string) => err("payment_amount_mismatch", { detail });
  // A total of 0 is paid with 0 points, whatever was said.
  if (totalMinor === 0) return ok({ cardMinor: 0, pointAmount: 0 });
  const pointAmount = input.pointUsed ?? (input.paymentMethod === "POINT" ? totalMinor : 0);
  const card = input.cardAmount === undefined ? undefined : minorOf(input.cardAmount, currency);
  const amount = input.amount === undefined ? undefined : minorOf(input.amount, currency);
  if (card === null || amount === null) return wrong(`The order is in ${currency}.`);
  const cardMinor = card ?? totalMinor - pointAmount;
  if (amount !== undefined && amount !== totalMinor) return wrong("The amount is not the total.");
  if (pointAmount > totalMinor || cardMinor + pointAmount !== totalMinor) {
    return wrong("The parts do not add up to the total.");
  }
  if (!fitsMethod(input.paymentMethod, { cardMinor, pointAmount })) {
    return wrong("The parts are not those of the method.");
  }
  if (pointAmount > 0 && (memberId === null || currency !== "KRW")) {
    return wrong("Points pay orders of members in KRW.");
  }
  if (pointAmount > 0 && pointAmount < Math.min(POINTS_USE_MIN, totalMinor)) {
    return err("points_limit", { detail: `At least ${POINTS_USE_MIN} points are used at once.` });
  }
  if (currency === "KRW" && cardMinor > 0 && cardMinor < CARD_MINOR_MIN) {
    return wrong(`A card pays at least ${CARD_MINOR_MIN} KRW.`);
  }
  return ok({ cardMinor, pointAmount });
}

function fitsMethod(method: PayInput["paymentMethod"], { cardMinor, pointAmount }: Split): boolean {
  switch (method) {
    case "CARD":
      return pointAmount === 0;
    case "POINT":
      return cardMinor === 0;
    case "MIXED":
      return cardMinor > 0 && pointAmount > 0;
  }
}
