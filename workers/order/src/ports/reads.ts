/** Lists and look-ups of orders, and what owners change of them besides money. */
import type { Position } from "@edgemart/contracts/position";
import type { OrderRow } from "../core/rows.ts";

/** Which of a member's orders are asked for. */
export interface OwnFilter {
  memberId: string;
  status: string | null;
  from: string | null;
  to: string | null;
}

/** What an owner changes of the delivery. Absent fields stay. */
export interface DeliveryChange {
  recipient?: string | undefined;
  phone?: string | null | undefined;
  postcode?: string | undefined;
  line1?: string | undefined;
  line2?: string | null | undefined;
  memo?: string | undefined;
}

/** Orders besides the saga. */
export interface OrderReads {
  /** Newest first. */
  list(filter: OwnFilter, after: Position | null, limit: number): Promise<OrderRow[]>;
  /** By number and normalised e-mail; null for every miss alike. */
  lookUp(number: string, emailNorm: string): Promise<OrderRow | null>;
  findAll(orderIds: readonly string[]): Promise<OrderRow[]>;
  /** Makes orders of guests a member's: their tokens are revoked. @returns how many were still a guest's of that generation */
  claim(memberId: string, orders: readonly { id: string; accessGen: number }[]): Promise<number>;
  /** Changes the delivery of an order that no parcel is prepared for; null when it is no longer so, or another version. */
  changeDelivery(order: OrderRow, change: DeliveryChange): Promise<OrderRow | null>;
}

/** Counts misses of look-ups: a caller who guesses is stopped. */
export interface LookupLimit {
  /** Takes one try of the number's and of the address's. @returns false when one of them has none left */
  take(number: string, client: string): Promise<boolean>;
  /** The look-up found its order: it was no guess. */
  giveBack(number: string, client: string): Promise<void>;
}
