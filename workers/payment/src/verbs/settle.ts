/** Applies what the gateway said, and lets the events of it go out after the answer. */
import type { PaymentRow } from "../core/payment-row.ts";
import { waitAfterRefusal, waitsAfter } from "../core/waits.ts";
import type { Work } from "../ports/deps.ts";
import type { Told } from "../ports/payment-gateway.ts";

/** Outcomes as the statement reads them. */
export type Outcome = { kind: string } & Record<string, unknown>;

/**
 * Writes an outcome, with the calls that showed it, in one statement.
 *
 * @param asked the row as it was when the gateway was asked
 * @returns the row as it is now
 */
export async function settle(
  asked: PaymentRow,
  { told, calls }: Told<Outcome>,
  work: Work,
): Promise<PaymentRow> {
  const waits = waitsAfter(asked.tries, work.pace);
  if (told.kind === "void_refused") {
    waits.again = waitAfterRefusal(asked.voidRefusals, work.pace);
  }
  const applied = await work.payments.apply(asked.id, asked.version, known(told), calls, waits);
  if (applied.did === "unknown") throw new Error("a payment that was read is gone");
  work.later(work.events.send(applied.events));
  return applied.row;
}

/** Leaves out what was not answered: what the row has stays. */
function known(told: Outcome): object {
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== null));
}
