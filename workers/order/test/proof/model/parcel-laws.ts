/** What parcels and lines of an order must say together, and when the last unit was delivered. Pure. */
import type { OrderRow } from "../../../src/core/rows.ts";

/** Counts the units of a line in the parcels of some states. */
export function unitsIn(
  { shipments }: Pick<OrderRow, "shipments">,
  line: number,
  states: readonly string[],
): number {
  return shipments
    .filter(({ state }) => states.includes(state))
    .flatMap(({ lines }) => lines)
    .filter((each) => each.line === line)
    .reduce((sum, { quantity }) => sum + quantity, 0);
}

/** Gives the time at which the last unit was delivered; null while one is neither delivered nor cancelled. */
export function deliveredOf(row: OrderRow): string | null {
  if (row.shipments.length === 0) return null;
  const isAll = row.lines.every(
    ({ line, quantity, cancelled }) => quantity === cancelled + unitsIn(row, line, ["DELIVERED"]),
  );
  if (!isAll) return null;
  const times = row.shipments
    .filter(({ state }) => state === "DELIVERED")
    .map(({ deliveredAt }) => deliveredAt ?? "");
  return times.sort().at(-1) ?? null;
}

/** Lists lines whose counts contradict each other or the parcels. */
export function lineLaws(row: OrderRow): string[] {
  return row.lines.flatMap(({ line, quantity, cancelled, shipped, returned }) => {
    const isOver = cancelled + shipped > quantity || returned > shipped;
    const packed = unitsIn(row, line, ["PREPARING", "SHIPPED", "DELIVERED"]);
    const about = `${row.id} line ${line} of ${quantity}: ${cancelled} cancelled, ${shipped} shipped, ${returned} returned`;
    if (isOver) return [`g: ${about}`];
    return packed === shipped ? [] : [`g: ${about}, ${packed} in parcels`];
  });
}

const ENDED = ["DONE", "REJECTED", "WITHDRAWN"];

/** Lists what keeps an order from being complete: a unit that is under way, or a change that is open. */
export function notDelivered(row: OrderRow): string[] {
  const about = `f: ${row.id} COMPLETED`;
  const units = row.lines.flatMap(({ line, quantity, cancelled }) =>
    quantity === cancelled + unitsIn(row, line, ["DELIVERED"])
      ? []
      : [`${about}, line ${line} is not delivered`],
  );
  const changes = row.changes.flatMap(({ id, state }) =>
    ENDED.includes(state) ? [] : [`${about}, ${id} is ${state}`],
  );
  return [...units, ...changes];
}
