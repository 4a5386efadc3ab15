/** Compares a day of the gateway's books with ours: money of an ended attempt goes back, the rest is noted for people. */
import { attemptOf } from "../core/attempt.ts";
import {
  compareBooks,
  type Difference,
  type GatewayTransaction,
  seoulDay,
} from "../core/reconcile.ts";
import type { Work } from "../ports/deps.ts";
import { settle } from "./settle.ts";

const PAGES_MAX = 50;
/** A Worker has six connections. */
const ABREAST = 6;

/** What a comparison found. */
export interface Reconciled {
  /** False when the gateway did not tell its day in full: nothing is concluded from what is missing. */
  isWhole: boolean;
  transactions: number;
  looked: number;
  /** Differences that were not noted before. */
  differences: number;
}

const HOUR_MS = 3_600_000;

/** Compares the day of a moment; in its first hour the day before too, which is complete then. @param at epoch milliseconds */
export async function reconcileHourly(
  at: number,
  work: Work,
  isOver: () => boolean,
): Promise<Record<string, Reconciled>> {
  const days = new Set([seoulDay(at - HOUR_MS), seoulDay(at)]);
  const found: Record<string, Reconciled> = {};
  for (const day of days) found[day] = await reconcile(day, work, isOver);
  return found;
}

/**
 * Compares one day.
 *
 * @param day    in Seoul, `2026-11-30`
 * @param isOver tells that the clock's time is over
 */
export async function reconcile(
  day: string,
  work: Work,
  isOver: () => boolean,
): Promise<Reconciled> {
  const { isWhole, transactions } = await listed(day, work, isOver);
  const names = [...new Set(transactions.map(({ orderId }) => orderId))];
  const ours = new Map((await work.books.booked(names)).map((each) => [each.id, each]));
  const paid = isWhole ? await work.books.paidOn(day, work.gateway.name) : [];
  const { look, differences } = compareBooks(transactions, ours, paid);
  let looked = 0;
  const missing: Difference[] = [];
  for (let at = 0; at < look.length && !isOver(); at += ABREAST) {
    const rows = await work.books.rows(look.slice(at, at + ABREAST));
    looked += rows.length;
    await Promise.all(
      rows.map(async (row) => {
        const seen = await work.gateway.look({ ...attemptOf(row), paymentKey: null });
        const told = seen.told.kind === "not_found" ? ({ kind: "unknown" } as const) : seen.told;
        await settle(row, { told, calls: seen.calls }, work);
        if (row.state !== "PAID" || seen.told.kind === "paid" || told.kind === "unavailable")
          return;
        if (seen.told.kind === "unknown") return;
        missing.push({ kind: "not_at_gateway", paymentId: row.id, data: { told: seen.told.kind } });
      }),
    );
  }
  const found = await work.books.note(day, [...differences, ...missing]);
  if (found > 0) work.note("payment.books_differ", { day, found });
  return { isWhole, transactions: transactions.length, looked, differences: found };
}

async function listed(day: string, work: Work, isOver: () => boolean) {
  const transactions: GatewayTransaction[] = [];
  let after: string | null = null;
  for (let page = 0; page < PAGES_MAX && !isOver(); page++) {
    const { told } = await work.gateway.list(day, after);
    if (told.kind !== "page") break;
    transactions.push(...told.items);
    if (told.next === null) return { isWhole: true, transactions };
    after = told.next;
  }
  return { isWhole: false, transactions };
}
