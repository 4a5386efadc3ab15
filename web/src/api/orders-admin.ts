/** What staff may ask and change of orders. */
import {
  type AdminAccountInput,
  type AdminCancelInput,
  AdminOrder,
  AdminOrderCard,
  type GoodwillInput,
  Timeline,
} from "@edgemart/contracts/order-administration";
import type {
  ReceiptInput,
  ReturnInput,
  ShipInput,
  ShipmentInput,
} from "@edgemart/contracts/order-fulfilment";
import { keysetPageOf } from "@edgemart/contracts/page";
import type { Result } from "@edgemart/contracts/result";
import type { z } from "zod";
import type { CatalogWrite } from "./catalog-admin.ts";
import { askOffice, writeOffice } from "./office.ts";

const OrderPage = keysetPageOf(AdminOrderCard);

/** Asks for orders, newest first. @param query parameters of `AdminOrderListQuery` as text */
export function fetchOrders(accessToken: string, query: Record<string, string>) {
  return askOffice(accessToken, OrderPage, `/orders?${new URLSearchParams(query)}`);
}

/** Most orders that are counted one by one. */
export const WAITING_COUNTED_MAX = 99;

/** Counts the orders that need a person; null when it could not be asked. */
export async function countWaiting(accessToken: string): Promise<number | null> {
  const query = { attention: "any", limit: String(WAITING_COUNTED_MAX + 1) };
  const found = await fetchOrders(accessToken, query);
  return found.ok ? found.value.items.length : null;
}

/** Asks for one order with all that staff see of it. */
export function fetchOrder(accessToken: string, id: string) {
  return askOffice(accessToken, AdminOrder, `/orders/${encodeURIComponent(id)}`);
}

/** Asks for all that happened to an order, oldest first. */
export function fetchTimeline(accessToken: string, id: string) {
  return askOffice(accessToken, Timeline, `/orders/${encodeURIComponent(id)}/timeline`);
}

/** What is written to an order, by the last part of its address. */
export interface OrderActs {
  cancel: AdminCancelInput;
  goodwill: GoodwillInput;
  clear: { reason: string };
  drive: { reason: string };
  shipments: ShipmentInput;
  returns: ReturnInput;
}

/** What is written to a parcel. */
export interface ShipmentActs {
  ship: ShipInput;
  deliver: { reason: string };
  void: { reason: string };
}

/** What is written to a change of an order. */
export interface ChangeActs {
  approve: { reason: string };
  reject: { reason: string };
  receive: ReceiptInput;
  account: z.input<typeof AdminAccountInput>;
}

/** Acts on an order; its state then is the answer. */
export function actOnOrder<A extends keyof OrderActs>(
  by: Required<CatalogWrite>,
  id: string,
  act: A,
  body: OrderActs[A],
): Promise<Result<AdminOrder>> {
  return writeOffice(by, AdminOrder, { path: `/orders/${encodeURIComponent(id)}/${act}`, body });
}

/** Acts on a parcel of an order. */
export function actOnShipment<A extends keyof ShipmentActs>(
  by: Required<CatalogWrite>,
  [id, shipmentId]: readonly [id: string, shipmentId: string],
  act: A,
  body: ShipmentActs[A],
): Promise<Result<AdminOrder>> {
  const path = `/orders/${encodeURIComponent(id)}/shipments/${encodeURIComponent(shipmentId)}/${act}`;
  return writeOffice(by, AdminOrder, { path, body });
}

/** Acts on a cancellation, a return or goodwill of an order. */
export function actOnChange<A extends keyof ChangeActs>(
  by: Required<CatalogWrite>,
  [id, changeId]: readonly [id: string, changeId: string],
  act: A,
  body: ChangeActs[A],
): Promise<Result<AdminOrder>> {
  const path = `/orders/${encodeURIComponent(id)}/changes/${encodeURIComponent(changeId)}/${act}`;
  const returns = `/orders/${encodeURIComponent(id)}/returns/${encodeURIComponent(changeId)}/${act}`;
  return writeOffice(by, AdminOrder, { path: act === "account" ? path : returns, body });
}
