/** What owners change of an order after placing: cancel, give an account, take over. */
import { type CancelInput, type ClaimInput, Order, OrderCard } from "@edgemart/contracts/order";
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
  const call = { ...orderCall(shopper, id, below), method: "POST", body, idempotencyKey } as const;
  return askGateway(Order, call);
}
