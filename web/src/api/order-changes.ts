/** What owners change of an order after placing: cancel, send back, receive, give an account, take over. */
import { type CancelInput, type ClaimInput, Order, OrderCard } from "@edgemart/contracts/order";
import type { ReturnInput } from "@edgemart/contracts/order-fulfilment";
import type { RefundAccount } from "@edgemart/contracts/payment";
import type { Result } from "@edgemart/contracts/result";
import { z } from "zod";
import { bearer } from "./credential.ts";
import { askGateway } from "./gateway.ts";
import { orderCall, type Shopper } from "./orders.ts";

/** Cancels an order, or units of it. @param key makes posting twice one cancellation */
export function cancelOrder(
  shopper: Shopper,
  id: string,
  body: z.input<typeof CancelInput>,
  key: string | undefined,
): Promise<Result<Order>> {
  return change(shopper, id, "/cancel", body, key);
}

/** Names the account that a refund of a deposit waits for. */
export function giveRefundAccount(
  shopper: Shopper,
  id: string,
  changeId: string,
  body: RefundAccount,
  key: string | undefined,
): Promise<Result<Order>> {
  return change(shopper, id, `/changes/${encodeURIComponent(changeId)}/account`, body, key);
}

/** Asks to send units back. */
export function returnLines(
  shopper: Shopper,
  id: string,
  body: z.input<typeof ReturnInput>,
  key: string | undefined,
): Promise<Result<Order>> {
  return change(shopper, id, "/returns", body, key);
}

/** Withdraws a return whose units have not arrived. */
export function withdrawReturn(
  shopper: Shopper,
  id: string,
  changeId: string,
  key: string | undefined,
): Promise<Result<Order>> {
  return change(shopper, id, `/returns/${encodeURIComponent(changeId)}/withdraw`, undefined, key);
}

/** Says that everything arrived. */
export function confirmReceived(
  shopper: Shopper,
  id: string,
  key: string | undefined,
): Promise<Result<Order>> {
  return change(shopper, id, "/received", undefined, key);
}

const Claimed = z.object({ items: z.array(OrderCard) });

/** Makes guests' orders the member's, all of them or none. */
export function claimOrders(
  accessToken: string,
  body: z.input<typeof ClaimInput>,
): Promise<Result<z.infer<typeof Claimed>>> {
  const call = { method: "POST", path: "/api/orders/claim", body } as const;
  return askGateway(Claimed, { ...call, credential: bearer(accessToken) });
}

function change(
  shopper: Shopper,
  id: string,
  below: `/${string}`,
  body: object | undefined,
  idempotencyKey: string | undefined,
): Promise<Result<Order>> {
  const call = { ...orderCall(shopper, id, below), ...(body && { body }), idempotencyKey };
  return askGateway(Order, { ...call, method: "POST" });
}
