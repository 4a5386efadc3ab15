/** Everything the local gateway knows, in memory and in its journal; a change is one line, so it is kept completely or not at all. */

import { openJournal, readJournal } from "../journal.ts";
import type { ApiAnswer } from "./error-codes.ts";
import type { Fault } from "./faults.ts";
import type { PaymentRecord } from "./record.ts";

/** An answer that is repeated under its idempotency key. */
export interface StoredAnswer extends ApiAnswer {
  /** Key, API key, address and method. */
  scope: string;
  at: number;
}

/** A webhook to be sent. Times are epoch milliseconds. */
export interface Webhook {
  id: string;
  /** The same for every try, and for a planted duplicate. */
  transmissionId: string;
  orderId: string;
  body: string;
  createdAt: number;
  /** Tries that failed. */
  tries: number;
  /** Null: no more tries. */
  nextAt: number | null;
  outcome: "waiting" | "delivered" | "given_up";
  /** Waits until another webhook of the order was delivered. */
  held: boolean;
}

/** What one event changes; a list replaces the entries with the same key, `faults` all of them. */
export interface Change {
  payments?: PaymentRecord[];
  answers?: StoredAnswer[];
  webhooks?: Webhook[];
  faults?: readonly Fault[];
  clockOffsetMs?: number;
}

/** What the gateway knows. Its maps are read by everyone and changed by `commit` alone. */
export interface Book {
  payments: ReadonlyMap<string, PaymentRecord>;
  answers: ReadonlyMap<string, StoredAnswer>;
  webhooks: ReadonlyMap<string, Webhook>;
  readonly faults: readonly Fault[];
  readonly clockOffsetMs: number;
  /** The gateway's time, epoch milliseconds. */
  now(): number;
  /** Payments with an order id, oldest first. */
  ofOrder(orderId: string): PaymentRecord[];
  /** Changes memory at once; resolves when the change is on the disk. */
  commit(change: Change): Promise<void>;
  /** Resolves when all that can be read is on the disk. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

const DAY_MS = 86_400_000;
/** How long an idempotency key is valid. */
export const IDEMPOTENCY_MS = 15 * DAY_MS;
const WEBHOOK_KEPT_MS = 7 * DAY_MS;

/** Opens the book of a folder, as its journal tells it; answers and webhooks of long ago are left out. */
export async function openBook(folder: string): Promise<Book> {
  const payments = new Map<string, PaymentRecord>();
  const byOrder = new Map<string, string[]>();
  const answers = new Map<string, StoredAnswer>();
  const webhooks = new Map<string, Webhook>();
  let faults: readonly Fault[] = [];
  let clockOffsetMs = 0;
  const now = () => Date.now() + clockOffsetMs;

  const enter = (change: Change) => {
    for (const payment of change.payments ?? []) {
      const before = payments.get(payment.paymentKey);
      if (before?.orderId !== payment.orderId) {
        byOrder.set(payment.orderId, [...(byOrder.get(payment.orderId) ?? []), payment.paymentKey]);
      }
      payments.set(payment.paymentKey, payment);
    }
    for (const answer of change.answers ?? []) answers.set(answer.scope, answer);
    for (const webhook of change.webhooks ?? []) webhooks.set(webhook.id, webhook);
    faults = change.faults ?? faults;
    clockOffsetMs = change.clockOffsetMs ?? clockOffsetMs;
  };

  // Guarantee of the cast: the file holds what this function wrote.
  for (const line of (await readJournal(folder)) as Change[]) enter(line);
  for (const [scope, { at }] of answers) if (at < now() - IDEMPOTENCY_MS) answers.delete(scope);
  for (const [id, each] of webhooks) {
    if (each.nextAt === null && each.createdAt < now() - WEBHOOK_KEPT_MS) webhooks.delete(id);
  }
  const journal = await openJournal(folder, [
    { clockOffsetMs, faults },
    ...[...payments.values()].map((payment) => ({ payments: [payment] })),
    ...[...answers.values()].map((answer) => ({ answers: [answer] })),
    ...[...webhooks.values()].map((webhook) => ({ webhooks: [webhook] })),
  ]);

  return {
    payments,
    answers,
    webhooks,
    get faults() {
      return faults;
    },
    get clockOffsetMs() {
      return clockOffsetMs;
    },
    now,
    ofOrder: (orderId) =>
      (byOrder.get(orderId) ?? []).flatMap((key) => {
        const record = payments.get(key);
        return record?.orderId === orderId ? [record] : [];
      }),
    commit(change) {
      enter(change);
      return journal.append(change);
    },
    settled: journal.settled,
    close: journal.close,
  };
}
