/** The question of `OrderContactRpc`. Input is parsed here, types vanish between Workers. */
import type { CallContext } from "@edgemart/contracts/call";
import { type OrderMail, OrderMailsInput } from "@edgemart/contracts/order-contact";
import type { Deps } from "../ports/deps.ts";
import { readMails } from "../verbs/read-mails.ts";

/** Gives what mails of orders say. @throws for an input of another shape: two deployments that do not fit */
export async function mailsOf(input: unknown, deps: Deps, call: CallContext): Promise<OrderMail[]> {
  return readMails(deps, OrderMailsInput.parse(input).orderIds, call);
}
