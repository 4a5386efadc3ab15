/** Which webhooks a change of a payment makes, with the faults that were planted on them. Pure but for random names. */
import { randomUUID } from "node:crypto";
import type { Webhook } from "./book.ts";
import { type Fault, facingPlace, numberOf } from "./faults.ts";
import { randomName } from "./names.ts";
import type { PaymentRecord } from "./record.ts";
import { koreanTime, tossPayment } from "./toss-payment.ts";

/** Statuses that the shop is notified of. */
const TOLD: ReadonlySet<string> = new Set([
  ...["WAITING_FOR_DEPOSIT", "DONE", "CANCELED", "PARTIAL_CANCELED", "ABORTED", "EXPIRED"],
]);
const HELD_MS = 5 * 60_000;

/**
 * Makes the webhooks of a change, and the faults that stay armed.
 *
 * Of a virtual account come two, as at Toss when both kinds are registered; the first deposit callback is of its deposit.
 *
 * @param before null for a payment that is new
 */
export function announce(
  before: PaymentRecord | null,
  after: PaymentRecord,
  faults: readonly Fault[],
  now: number,
  origin: string,
): { webhooks: Webhook[]; faults: readonly Fault[] } {
  const isNews = before?.status !== after.status || before.cancels.length !== after.cancels.length;
  if (!TOLD.has(after.status) || !isNews) return { webhooks: [], faults };
  const told = [statusChanged(after, now, origin)];
  if (after.account && before?.account && before.status !== "IN_PROGRESS") {
    told.unshift(depositCallback(after, after.secret, now));
  }
  const { met, left } = facingPlace(faults, "webhook", after.orderId);
  return { webhooks: spoiled(told, after, met, now, origin), faults: left };
}

function spoiled(
  told: string[],
  after: PaymentRecord,
  met: ReadonlyMap<string, Fault>,
  now: number,
  origin: string,
): Webhook[] {
  if (met.has("webhook_drop")) return [];
  const late = met.get("webhook_late");
  const at = now + (late ? numberOf(late, 60) * 1_000 : 0);
  const duplicate = met.get("webhook_duplicate");
  const copies = duplicate ? 1 + numberOf(duplicate, 1) : 1;
  const webhooks = told.flatMap((body) => {
    const transmissionId = randomUUID();
    return Array.from({ length: copies }, () =>
      webhookOf(after.orderId, body, transmissionId, now, at),
    );
  });
  const forged = met.has("webhook_forged") ? forgeries(after, now, origin) : [];
  const all = [
    ...webhooks,
    ...forged.map((body) => webhookOf(after.orderId, body, randomUUID(), now, at)),
  ];
  const [first, ...others] = all;
  if (!met.has("webhook_reorder") || !first) return all;
  return [...others, { ...first, nextAt: now + HELD_MS, held: true }];
}

/** What someone would send who knows the form of a webhook and neither the truth nor the secret. */
function forgeries(after: PaymentRecord, now: number, origin: string): string[] {
  const status = after.status === "DONE" ? "CANCELED" : "DONE";
  const lie: PaymentRecord = { ...after, status };
  return [
    statusChanged(lie, now, origin),
    ...(after.account ? [depositCallback(lie, randomName("ps_", 24), now)] : []),
  ];
}

function statusChanged(record: PaymentRecord, now: number, origin: string): string {
  return JSON.stringify({
    eventType: "PAYMENT_STATUS_CHANGED",
    createdAt: koreanTime(now),
    data: tossPayment(record, now, origin),
  });
}

function depositCallback(record: PaymentRecord, secret: string | null, now: number): string {
  return JSON.stringify({
    createdAt: koreanTime(now),
    secret,
    status: record.status,
    transactionKey: record.transactions.at(-1)?.key ?? null,
    orderId: record.orderId,
  });
}

function webhookOf(
  orderId: string,
  body: string,
  transmissionId: string,
  createdAt: number,
  nextAt: number,
): Webhook {
  const id = randomUUID();
  return {
    id,
    transmissionId,
    orderId,
    body,
    createdAt,
    nextAt,
    tries: 0,
    outcome: "waiting",
    held: false,
  };
}
