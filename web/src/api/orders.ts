/** What the checkout and the order pages ask: quotes, orders, payments. */
import {
  type LookupInput,
  MaskedOrder,
  Order,
  OrderCard,
  type OrderInput,
  PlacedOrder,
  Quote,
  type QuoteInput,
} from "@edgemart/contracts/order";
import { keysetPageOf } from "@edgemart/contracts/page";
import {
  type PayInput,
  Payment,
  PaymentGlimpse,
  type VerifyInput,
} from "@edgemart/contracts/payment";
import type { Result } from "@edgemart/contracts/result";
import { z } from "zod";
import { bearer } from "./credential.ts";
import { askGateway } from "./gateway.ts";

/** Who asks: a member by their token, a guest by the token of the order. Null where there is none. */
export interface Shopper {
  accessToken: string | null;
  orderToken: string | null;
}

/** A body as it is sent: before the contract's defaults. */
type Sent<Schema extends z.ZodType> = z.input<Schema>;

/** Asks what an order would cost now. */
export function fetchQuote(
  shopper: Shopper,
  body: Sent<typeof QuoteInput>,
): Promise<Result<Quote>> {
  const path = "/api/orders/quote";
  return askGateway(Quote, { method: "POST", path, body, ...credentialOf(shopper) });
}

/** Places an order. @param idempotencyKey makes posting twice one order */
export function placeOrder(
  shopper: Shopper,
  body: Sent<typeof OrderInput>,
  idempotencyKey: string | undefined,
): Promise<Result<PlacedOrder>> {
  const call = { method: "POST", path: "/api/orders", body, idempotencyKey } as const;
  return askGateway(PlacedOrder, { ...call, ...credentialOf(shopper) });
}

/** Reads an order: a guest's by its token, else the member's own. */
export function fetchOrder(shopper: Shopper, id: string): Promise<Result<Order>> {
  return askGateway(Order, orderCall(shopper, id, ""));
}

const OrderPage = keysetPageOf(OrderCard);

/** Lists a member's orders, the newest first. @param query `from` is an RFC 3339 time */
export function fetchOrders(
  accessToken: string,
  query: { status?: string; from?: string; cursor?: string; limit?: string },
): Promise<Result<z.infer<typeof OrderPage>>> {
  const path = `/api/orders?${new URLSearchParams({ limit: "20", ...query })}`;
  return askGateway(OrderPage, { path, credential: bearer(accessToken) });
}

const PaymentPage = keysetPageOf(Payment);

/** Lists a member's payments, 100 at a time, the newest first. */
export function fetchPayments(
  accessToken: string,
  cursor: string | null,
): Promise<Result<z.infer<typeof PaymentPage>>> {
  const path = `/api/payments?${new URLSearchParams({ limit: "100", ...(cursor && { cursor }) })}`;
  return askGateway(PaymentPage, { path, credential: bearer(accessToken) });
}

/** Finds an order by its number and e-mail. */
export function lookUpOrder(body: Sent<typeof LookupInput>): Promise<Result<MaskedOrder>> {
  return askGateway(MaskedOrder, { method: "POST", path: "/api/guest/orders/lookup", body });
}

/** Begins to pay an order. */
export function payOrder(
  shopper: Shopper,
  body: Sent<typeof PayInput>,
  idempotencyKey: string | undefined,
): Promise<Result<Payment>> {
  const call = { method: "POST", path: "/api/payments", body, idempotencyKey } as const;
  return askGateway(Payment, { ...call, ...credentialOf(shopper) });
}

/** What completing a payment tells: all of it to its payer, its state to anyone who brings the key. */
const Verified = z.union([Payment, PaymentGlimpse]);

/** Completes a payment with the key that the payment page gave. */
export function verifyPayment(
  shopper: Shopper,
  paymentId: string,
  body: Sent<typeof VerifyInput>,
): Promise<Result<z.infer<typeof Verified>>> {
  const path = `/api/payments/${encodeURIComponent(paymentId)}/verify`;
  return askGateway(Verified, { method: "POST", path, body, ...credentialOf(shopper) });
}

/** One credential goes with one request: an order's token before a member's. */
function credentialOf({ accessToken, orderToken }: Shopper) {
  if (orderToken) return { orderToken };
  return accessToken ? { credential: bearer(accessToken) } : {};
}

/** Where an order is asked about, and with which credential. @param below the order's own address: `/cancel` */
export function orderCall(shopper: Shopper, id: string, below: "" | `/${string}`) {
  const root = shopper.orderToken ? "/api/guest/orders" : "/api/orders";
  return { path: `${root}/${encodeURIComponent(id)}${below}`, ...credentialOf(shopper) };
}
