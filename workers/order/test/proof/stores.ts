/** What a world keeps its rows in: the model, or PostgreSQL behind the Workers' own adapters. */
import type { CatalogStockRpc } from "@edgemart/contracts/stock-hold";
import type { PaymentStore } from "../../../payment/src/ports/payment-store.ts";
import type { PointWrites } from "../../../payment/src/ports/points.ts";
import type { RefundStore } from "../../../payment/src/ports/refund-store.ts";
import type { WebhookStore } from "../../../payment/src/ports/webhook-store.ts";
import type { ShopTerms } from "../../src/core/price.ts";
import type { OrderRow } from "../../src/core/rows.ts";
import type { AdminActs } from "../../src/ports/administration.ts";
import type { ChangeStore } from "../../src/ports/changes.ts";
import type { OrderStore } from "../../src/ports/orders.ts";
import type { ParcelStore } from "../../src/ports/parcels.ts";
import type { ReturnStore } from "../../src/ports/returns.ts";
import type { RefundOffice } from "./model/office.ts";

/** The stores of three Workers; every method is one statement. */
export interface Stores {
  orders: OrderStore;
  changes: ChangeStore;
  returns: ReturnStore;
  parcels: ParcelStore;
  adminActs: AdminActs;
  office: RefundOffice;
  stock: CatalogStockRpc;
  /** Catalog's clock: takes expired lines out of what is reserved. */
  uncount(): Promise<unknown>;
  payments: PaymentStore;
  refunds: RefundStore;
  webhooks: WebhookStore;
  points: Pick<PointWrites, "earn" | "settleEarn">;
  /** What else decides a price, with the coupon of the shop. */
  terms(couponCode: string | null): Promise<ShopTerms>;
  /** Orders as they are now, for those who choose what to do next: no effect of any process. */
  peek(orderIds: readonly string[]): Promise<OrderRow[]>;
  /** The second at which something is owed next; null when nothing is. */
  nextDue(): Promise<number | null>;
}
