/** Turns the posted payment form into what begins a payment. Pure. */
import type { Order } from "@edgemart/contracts/order";
import { PayInput } from "@edgemart/contracts/payment";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { z } from "zod";
import type { PostedForm } from "#forms/posted/form-request.ts";
import type { Typed } from "#session/flash.ts";
import { POINTS_MIN } from "./points-split.ts";

/** The fields of the form that are typed. */
const PAY_FIELDS = ["pointUsed", "instrument", "receipt", "receiptNumber"] as const;

/** What was typed, to show it again. */
export function typedPayment(form: PostedForm): Typed {
  return Object.fromEntries(PAY_FIELDS.map((name) => [name, form.text(name)]));
}

/**
 * Makes the payment's body: what points do not pay is paid by card or cash.
 *
 * @returns the body · `validation_failed` naming each wrong field of the form
 */
export function payInput(
  form: PostedForm,
  { id, total }: Pick<Order, "id" | "total">,
): Result<z.input<typeof PayInput>> {
  const text = (name: string) => form.text(name).trim();
  const points = /^\d{1,12}$/.test(text("pointUsed") || "0") ? Number(text("pointUsed")) : null;
  const wrong: { path: string; code: string; message: string }[] = [];
  const isWrong = (path: string, code: string) => wrong.push({ path, code, message: code });
  const isTooMany = points === null || points > total.amountMinor;
  const isTooFew =
    points !== null && points > 0 && points < POINTS_MIN && points < total.amountMinor;
  if (isTooMany || isTooFew) isWrong("pointUsed", "invalid");
  if (text("agree") !== "on") isWrong("agree", "missing");
  const pointUsed = points ?? 0;
  const cardMinor = total.amountMinor - pointUsed;
  const purpose = text("receipt") || "none";
  const isCash = text("instrument") === "transfer" || text("instrument") === "virtual_account";
  const body = {
    orderId: id,
    paymentMethod: cardMinor <= 0 ? "POINT" : pointUsed > 0 ? "MIXED" : "CARD",
    pointUsed,
    cardAmount: { amountMinor: Math.max(0, cardMinor), currency: total.currency },
    amount: total,
    instrument: text("instrument") || "card",
    cashReceipt:
      isCash && purpose !== "none"
        ? { purpose, number: text("receiptNumber").replaceAll(/[ -]/g, "") }
        : { purpose: "none" },
    again: text("again") === "1",
  };
  const parsed = PayInput.safeParse(body);
  for (const { path } of parsed.success ? [] : parsed.error.issues) {
    if (path[0] === "cashReceipt") isWrong("receiptNumber", "invalid");
    if (path[0] === "instrument") isWrong("instrument", "invalid");
  }
  // Guarantee of the cast: the schema has just taken it.
  if (parsed.success && wrong.length === 0) return ok(body as z.input<typeof PayInput>);
  return err("validation_failed", { errors: wrong });
}
