/** Ends an attempt without money, or tells that there is some. */
import type { PaymentSagaRpc } from "@edgemart/contracts/payment-saga";
import type { PaymentRow } from "../core/payment-row.ts";
import type { Work } from "../ports/deps.ts";
import type { Abandoned } from "../ports/payment-store.ts";
import { cancelAttempt } from "./cancel-attempt.ts";
import { drivePayment } from "./drive-payment.ts";

type Ended = Awaited<ReturnType<PaymentSagaRpc["abandon"]>>;

/** Ends what can be ended. What is under way at the gateway is asked there first: nothing is guessed. */
export async function abandonAttempt(
  input: Omit<Abandoned, "gateway">,
  work: Work,
): Promise<Ended> {
  const ended = await work.payments.abandon({ ...input, gateway: work.gateway.name });
  if (!("row" in ended)) return { state: "abandoned" };
  work.later(work.events.send(ended.events));
  switch (ended.did) {
    case "abandoned":
    case "paid":
      return { state: ended.did };
    case "wait":
      return { state: "pending" };
    case "look": {
      const row = await drivePayment(ended, work);
      // The key was unknown: now nothing is under way, and the attempt can be ended.
      return row.state === "READY" ? abandonAttempt(input, work) : answerOf(row);
    }
    case "cancel":
      return answerOf(await cancelAttempt(ended.row, work));
  }
}

function answerOf({ state }: PaymentRow): Ended {
  if (state === "PAID") return { state: "paid" };
  const isOpen = state === "READY" || state === "CONFIRMING" || state === "AWAITING_DEPOSIT";
  return { state: isOpen ? "pending" : "abandoned" };
}
