/** Everything that is chosen in `deps.ts`. */
import type { EventSender } from "@edgemart/postgres/outbox";
import type { OutboxQuestion } from "@edgemart/worker-kit/outbox-question";
import type { Books } from "./books.ts";
import type { ChargeStore } from "./charge-store.ts";
import type { OfficeReads, OfficeWrites } from "./office.ts";
import type { PaymentGateway } from "./payment-gateway.ts";
import type { PaymentReads } from "./payment-reads.ts";
import type { PaymentStore } from "./payment-store.ts";
import type { PointDeps } from "./points.ts";
import type { RefundStore } from "./refund-store.ts";
import type { SagaReads } from "./saga-reads.ts";
import type { Sealer } from "./sealer.ts";
import type { Upkeep } from "./upkeep.ts";
import type { WebhookStore } from "./webhook-store.ts";

/** What decides whether and how points are bought. */
export interface Charging {
  isOn: boolean;
  /** Days that bought points live. */
  lotDays: number;
  /** What a balance may reach with its open charges. */
  balanceMax: number;
}

/** What routes, verbs and RPC questions work with. */
export interface Deps extends PointDeps {
  reads: PaymentReads;
  saga: SagaReads;
  payments: PaymentStore;
  refunds: RefundStore;
  office: OfficeWrites;
  officeReads: OfficeReads;
  books: Books;
  charges: ChargeStore;
  charging: Charging;
  newPaymentId(): string;
  newRefundId(): string;
  webhooks: WebhookStore;
  gateway: PaymentGateway;
  sealer: Sealer;
  events: EventSender;
  outbox: OutboxQuestion;
  upkeep: Upkeep;
  /** How much shorter every wait of the saga is; 1 outside tests. */
  pace: number;
  /** Notes something that people should know of. */
  note(event: string, facts: Record<string, unknown>): void;
}

/** What a verb works with: the dependencies, and a way to let work go on after the answer. */
export interface Work extends Deps {
  later(work: Promise<unknown>): void;
}
