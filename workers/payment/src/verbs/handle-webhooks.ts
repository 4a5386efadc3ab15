/** Looks up the payment that a webhook names, and applies what the gateway's API says of it. @see specs/payments.md 24 */
import { attemptOf } from "../core/attempt.ts";
import type { Work } from "../ports/deps.ts";
import { settle } from "./settle.ts";

/**
 * Handles what waits for one payment.
 *
 * @returns true when it is handled; false when the gateway was asked a moment ago and the clock comes back to it
 */
export async function handleWebhooks(paymentId: string, work: Work): Promise<boolean> {
  const taken = await work.webhooks.take(paymentId);
  if (taken.dropped > 0) work.note("payment.webhook_dropped", { paymentId, count: taken.dropped });
  if (!("row" in taken)) return taken.did === "nothing";
  const { row } = taken;
  // An ended attempt may have been paid under another key than the one it ended with.
  const isEnded = row.state === "FAILED" || row.state === "EXPIRED";
  const seen = await work.gateway.look({
    ...attemptOf(row),
    paymentKey: isEnded ? null : row.paymentKey,
  });
  // That nothing was found is no outcome of a request that may be under way.
  const told = seen.told.kind === "not_found" ? ({ kind: "unknown" } as const) : seen.told;
  await settle(row, { told, calls: seen.calls }, work);
  if (told.kind !== "unknown" && told.kind !== "unavailable")
    await work.webhooks.handled(paymentId);
  return true;
}
