/** What the list of orders is narrowed by, and how that is asked of the API. Pure. */

import { Fulfilment, OrderStatus } from "@edgemart/contracts/order";
import { ATTENTIONS, OrderMoney } from "@edgemart/contracts/order-administration";
import { Instrument } from "@edgemart/contracts/payment";
import { type Filter, listFilter } from "../parts/list-filter.ts";

/** Words, states, means, and the days an order was placed on. */
export type OrderFilter = Filter<
  "status" | "fulfilment" | "money" | "attention" | "instrument" | "from" | "to"
>;

const day = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
const one = (options: readonly string[]) => (text: string) =>
  options.includes(text) ? text : undefined;

/** The address of the list of orders; days are of Seoul, both ends included. */
export const ORDER_FILTER = listFilter("/admin/orders", {
  status: one(OrderStatus.options),
  fulfilment: one(Fulfilment.options),
  money: one(OrderMoney.options),
  attention: one(["any", ...ATTENTIONS]),
  instrument: one([...Instrument.options, "points"]),
  from: day,
  to: day,
});

/** Gives the query of the API: a day begins and ends at midnight in Seoul. */
export function orderQuery(filter: OrderFilter): Record<string, string> {
  const query = ORDER_FILTER.query(filter);
  if (query.from) query.from = midnight(query.from, 0);
  if (query.to) query.to = midnight(query.to, 1);
  // One letter finds everything and is refused by the API.
  if ((query.q ?? "").length < 2) delete query.q;
  return query;
}

const DAY_MS = 86_400_000;

function midnight(text: string, days: number): string {
  return new Date(Date.parse(`${text}T00:00:00+09:00`) + days * DAY_MS).toISOString();
}

/** Tells whether anything is chosen. */
export function isNarrowed(filter: OrderFilter): boolean {
  return Object.values({ ...filter, cursor: "" }).some((value) => value !== "");
}

/** Tells whether something of the second row of fields is chosen. */
export function hasMore({ money, fulfilment, instrument, from, to }: OrderFilter): boolean {
  return [money, fulfilment, instrument, from, to].some((value) => value !== "");
}
