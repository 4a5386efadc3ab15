/** What a verb of the gateway decides; its caller writes it down before it answers. */
import type { GatewayError } from "../error-codes.ts";
import type { PaymentRecord } from "../record.ts";

/** A payment that is now so, or the code that refuses, together with what the refusal leaves behind. */
export type Outcome = { done: PaymentRecord } | { refused: GatewayError; left?: PaymentRecord };
