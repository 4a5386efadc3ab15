/** What the modelled statements do right. A control switches one off, and a proof that does not notice proves nothing. */

/** The rules of the schemas `orders` and `payment` that a statement alone can keep. */
export interface SqlRules {
  /** A move compares the order's state and version. */
  movesCompare: boolean;
  /** Between moves a step is replaced or deleted only under the name and version that were taken. */
  stepsCompare: boolean;
  /** A coupon's use is given back at the end of its order, once. */
  couponBackOnce: boolean;
  /** A coupon is counted where it is checked. */
  couponCountedAtOnce: boolean;
  /** A cancellation counts its units under the order's lock. */
  cancelCounts: boolean;
  /** An earning is one per order, the highest `n` counts. */
  earnOnce: boolean;
  /** An unknown attempt that is ended leaves a mark, which an `open` that comes late finds. */
  abandonLeavesMark: boolean;
  /** Points are held while an attempt is open, and spent with PAID. */
  pointsPostedAtPaid: boolean;
  /** Of one payment at most one refund is at the gateway. */
  oneRefundInFlight: boolean;
  /** A refund is reserved before the gateway is asked for it. */
  refundReserves: boolean;
  /** A message has its effect once. */
  messagesOnce: boolean;
  /** A parcel takes what is neither cancelled nor in another parcel. */
  shipsWhatIsLeft: boolean;
  /** A return is received once. */
  returnCountsOnce: boolean;
  /** Of a return what arrived and can be sold again goes back on the shelf. */
  restocksWhatArrived: boolean;
  /** An order is completed when no change of it is open and nothing of it is owed. */
  completesAtRest: boolean;
  /** Goodwill counts what other changes give back. */
  goodwillCounts: boolean;
}

/** All of them, as the migrations have them. */
export const SQL_RULES: SqlRules = {
  movesCompare: true,
  stepsCompare: true,
  couponBackOnce: true,
  couponCountedAtOnce: true,
  cancelCounts: true,
  earnOnce: true,
  abandonLeavesMark: true,
  pointsPostedAtPaid: true,
  oneRefundInFlight: true,
  refundReserves: true,
  messagesOnce: true,
  shipsWhatIsLeft: true,
  returnCountsOnce: true,
  restocksWhatArrived: true,
  completesAtRest: true,
  goodwillCounts: true,
};
