/** Compares, each hour, what is paid here with what payment calls paid: our half of its books. @see specs/payments.md 37 */
import type { CallContext } from "@edgemart/contracts/call";
import type { Deps } from "../ports/deps.ts";

/** What was compared, and what did not agree. */
export interface Compared {
  payments: number;
  orders: number;
  withoutMoney: number;
  withoutOrder: number;
  /** Paid for what is no order. */
  unknown: number;
  /** False when there was more than one run takes. */
  isComplete: boolean;
}

/** Hours that one run looks back: each payment is compared twice. */
const HOURS = 2;
/** By then an order has heard of its money. @see specs/orders.md 29 */
const T_SECONDS = 90;
/** Of the 24 calls that the sweeps of the same minute share. */
const PAGES_MAX = 10;
const LOOK_MAX = 100;
const ORDERS_MAX = 10_000;

/** Compares. @param at when the clock struck */
export async function comparePayments(
  { comparison, payment }: Deps,
  at: Date,
  call: CallContext,
): Promise<Compared> {
  const since = new Date(at.getTime() - HOURS * 3_600_000).toISOString();
  const until = new Date(at.getTime() - T_SECONDS * 1_000).toISOString();
  const there = new Set<string>();
  const suspects: string[] = [];
  let unknown = 0;
  let payments = 0;
  let cursor: string | null = null;
  for (let pages = 0; pages === 0 || (cursor !== null && pages < PAGES_MAX); pages++) {
    const page: Awaited<ReturnType<typeof payment.settled>> = await payment.settled(
      { purpose: "order", since, cursor },
      call,
    );
    // What was given back entirely is no one's.
    const paid = page.items.filter(({ state }) => state === "PAID");
    for (const { paymentId } of paid) there.add(paymentId);
    const kept = paid.filter(
      (each) => each.refundedCard < each.cardMinor || each.refundedPoints < each.pointAmount,
    );
    const found = await comparison.unpaidHere(
      kept.map(({ reference, paymentId }) => ({ reference, paymentId })),
    );
    suspects.push(...found.orders);
    unknown += found.unknown;
    payments += page.items.length;
    cursor = page.nextCursor;
  }
  const here = await comparison.paidHere(since, until, ORDERS_MAX);
  const missing = here.filter(({ paymentId }) => !there.has(paymentId)).slice(0, LOOK_MAX);
  const paymentIds = missing.map(({ paymentId }) => paymentId);
  const facts =
    paymentIds.length === 0 ? [] : await payment.look({ purpose: "order", paymentIds }, call);
  const isPaid = new Set(
    facts.filter(({ state }) => state === "PAID").map((each) => each.paymentId),
  );
  const bare = missing.filter(({ paymentId }) => !isPaid.has(paymentId)).map(({ id }) => id);
  return {
    payments,
    orders: here.length,
    withoutMoney: await comparison.mark(bare, "order_without_money"),
    withoutOrder: await comparison.mark([...new Set(suspects)], "money_without_order"),
    unknown,
    isComplete: cursor === null && here.length < ORDERS_MAX && missing.length < LOOK_MAX,
  };
}
