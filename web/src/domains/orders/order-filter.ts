/** Which of a member's orders are shown: by state and period, as the address says. Pure. */
import { OrderStatus } from "@edgemart/contracts/order";

/** Days a period goes back. */
export const PERIODS = ["30", "90", "365"] as const;
/** States to choose from; an order is `PLACING` for a moment only. */
export const STATUSES = OrderStatus.options.filter((status) => status !== "PLACING");

/** What is shown. */
export interface OrderFilter {
  status: (typeof OrderStatus.options)[number] | null;
  period: (typeof PERIODS)[number] | null;
}

type Query = Readonly<Record<string, string | string[] | undefined>>;

/** Reads the address; what is none of ours narrows nothing. */
export function filterOf({ status, period }: Query): OrderFilter {
  return {
    status: STATUSES.find((each) => each === status) ?? null,
    period: PERIODS.find((each) => each === period) ?? null,
  };
}

const DAY_MS = 86_400_000;

/** Gives the query of the API. @param now epoch milliseconds */
export function askedOrders({ status, period }: OrderFilter, now: number) {
  return {
    ...(status && { status }),
    ...(period && { from: new Date(now - Number(period) * DAY_MS).toISOString() }),
  };
}

/** Writes the address of the list. @param cursor of a later page */
export function listPath(lang: string, filter: OrderFilter, cursor: string | null): string {
  const query = new URLSearchParams({
    ...(filter.status && { status: filter.status }),
    ...(filter.period && { period: filter.period }),
    ...(cursor && { cursor }),
  });
  return `/${lang}/account/orders${query.size > 0 ? `?${query}` : ""}`;
}
