/** Shapes of the demo shop's orders: what was bought, and what happened to it; no behaviour. */
import type { Carrier, ReturnReason } from "@edgemart/contracts/order-fulfilment";
import type { Bilingual } from "./types.ts";

/** Units of a line, the first is 1. */
export interface SeedUnits {
  readonly line: number;
  readonly quantity: number;
}

/** Something that happened to an order after it was paid; `daysAgo` counts from the load, and only falls. */
export type SeedAct = { readonly daysAgo: number } & (
  | { readonly kind: "prepare" | "ship" | "deliver"; readonly parcel: SeedParcel }
  /** Units not sent; all that is left without `lines`. `fails`: the refund waits for the owner's account. */
  | {
      readonly kind: "cancel";
      readonly lines: readonly SeedUnits[] | null;
      readonly reason: string;
      readonly fails?: true;
    }
  | {
      readonly kind: "ask_return";
      readonly lines: readonly SeedUnits[];
      readonly reason: ReturnReason;
      readonly note: string;
    }
  | { readonly kind: "approve_return" }
  /** What arrived, and how many of it can be sold again; the refund follows at once. */
  | { readonly kind: "receive_return"; readonly lines: readonly SeedReceived[] }
  /** By the owner's word, or by time. */
  | { readonly kind: "complete"; readonly by: "shopper" | "saga" }
);

/** Lines of a returned parcel. */
export interface SeedReceived {
  readonly line: number;
  readonly received: number;
  readonly restocked: number;
}

/** A parcel of an order; the name is unique within it. All that is not sent yet without `lines`. */
export interface SeedParcel {
  readonly name: string;
  readonly lines: readonly SeedUnits[] | null;
  readonly carrier: Carrier;
  readonly trackingNumber: string;
}

/** How an order was paid, or was not. */
export type SeedPayment =
  | { readonly by: "card" | "easy_pay" | "transfer"; readonly points?: number }
  | { readonly by: "points" }
  /** An account; the deposit came so many days ago, or is still awaited. */
  | { readonly by: "virtual_account"; readonly depositDaysAgo: number | null }
  /** The page was opened and left. */
  | { readonly by: "nothing" };

/** Who bought: the demo member of the start table, a member of the demo data by number, or a guest. */
export type SeedBuyer =
  | "demo"
  | { readonly member: number }
  | { readonly guest: { readonly name: string; readonly email: string } };

/** An order of the demo shop. */
export interface SeedOrder {
  /** Unique; ids and number are made from it. */
  readonly name: string;
  readonly buyer: SeedBuyer;
  readonly placedDaysAgo: number;
  readonly items: readonly { readonly sku: string; readonly quantity: number }[];
  readonly coupon?: string;
  readonly memo?: string;
  readonly payment: SeedPayment;
  readonly acts: readonly SeedAct[];
}

/** A coupon of the demo shop; amounts in won. Days count from the load, into the past where they are negative. */
export interface SeedCoupon {
  readonly code: string;
  readonly name: Bilingual;
  readonly kind: "percent" | "amount";
  readonly value: number;
  readonly discountMaxMinor: number | null;
  readonly minimumMinor: number;
  readonly startsInDays: number;
  readonly endsInDays: number | null;
  readonly usesMax: number | null;
  readonly membersOnly: boolean;
}

/** Points that the demo member was given; they expire a year after. */
export interface SeedGrant {
  readonly daysAgo: number;
  readonly amount: number;
  readonly reason: string;
}
