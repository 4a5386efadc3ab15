/** Everything that is chosen in `deps.ts`. */

import type { PaymentGateway } from "./payment-gateway.ts";
import type { PaymentReads } from "./payment-reads.ts";
import type { OutboxEvent, PaymentStore } from "./payment-store.ts";
import type { Sealer } from "./sealer.ts";

/** What routes, verbs and RPC questions work with. */
export interface Deps {
  reads: PaymentReads;
  payments: PaymentStore;
  gateway: PaymentGateway;
  sealer: Sealer;
  events: EventSender;
  /** How much shorter every wait of the saga is; 1 outside tests. */
  pace: number;
}

/** Sends what was written with a change; a failure costs no caller anything, the clock sends again. */
export interface EventSender {
  send(events: readonly OutboxEvent[]): Promise<void>;
  /** Sends what is still unsent. @returns how many */
  sendUnsent(most: number): Promise<number>;
}

/** What a verb works with: the dependencies, and a way to let work go on after the answer. */
export interface Work extends Deps {
  later(work: Promise<unknown>): void;
}
