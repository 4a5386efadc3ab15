/** Compares days of the books one after the other, as far as the time of one request reaches. */
import type { Reconciliation } from "@edgemart/contracts/payment-books";
import type { Work } from "../ports/deps.ts";
import { reconcile } from "./reconcile.ts";

const DAY_MS = 86_400_000;

/** Compares from a day to another one, both in Seoul and included. @param isOver no new day is begun then */
export async function reconcileDays(
  { from, to }: { from: string; to: string },
  work: Work,
  isOver: () => boolean,
): Promise<Reconciliation> {
  const days: Reconciliation["days"] = [];
  for (let day = from; day <= to; day = nextDay(day)) {
    if (days.length > 0 && isOver()) return { days, next: day };
    const { isWhole: isComplete, ...found } = await reconcile(day, work, isOver);
    days.push({ day, isComplete, ...found });
  }
  return { days, next: null };
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}
