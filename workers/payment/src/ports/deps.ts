/** Everything that is chosen in `deps.ts`. */
import type { PaymentReads } from "./payment-reads.ts";

/** What routes, verbs and RPC questions work with. */
export interface Deps {
  reads: PaymentReads;
}
