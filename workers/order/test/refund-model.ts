/** What an order gives back, as plain arithmetic: the same rules as the schema's functions, for laws and for comparison. Pure. */
import { splitParts, unitsShare } from "../src/core/divide.ts";

/** A line and what became of its units. */
export interface ModelLine {
  line: number;
  quantity: number;
  card: number;
  points: number;
  cancelled: number;
  shipped: number;
  returned: number;
}

/** An order and what it gave back. */
export interface ModelOrder {
  lines: ModelLine[];
  card: number;
  points: number;
  backCard: number;
  backPoints: number;
  fees: number;
}

/** Units of lines. */
export type Units = readonly { line: number; quantity: number }[];

/** Makes a paid order. @param pointAmount points of the entire order */
export function modelOrder(
  lines: readonly { line: number; quantity: number; netMinor: number }[],
  shippingMinor: number,
  pointAmount: number,
): ModelOrder {
  const total = lines.reduce((sum, { netMinor }) => sum + netMinor, 0) + shippingMinor;
  const parts = splitParts({ lines, shippingMinor }, pointAmount).lines;
  return {
    lines: lines.map(({ line, quantity }, index) => ({
      ...{ line, quantity, cancelled: 0, shipped: 0, returned: 0 },
      ...{ card: parts[index]?.cardMinor ?? 0, points: parts[index]?.pointAmount ?? 0 },
    })),
    ...{ card: total - pointAmount, points: pointAmount, backCard: 0, backPoints: 0, fees: 0 },
  };
}

/** Sends units, as many as are neither cancelled nor sent. */
export function ship(order: ModelOrder, units: Units): void {
  for (const { of, k } of bounded(order, units, (l) => l.quantity - l.cancelled - l.shipped)) {
    of.shipped += k;
  }
}

/** Cancels units that were not sent; with the last of an order of which nothing was sent, the delivery too. */
export function cancel(order: ModelOrder, units: Units): Units {
  const taken = bounded(order, units, (l) => l.quantity - l.cancelled - l.shipped);
  const shares = sharesOf(taken);
  for (const { of, k } of taken) of.cancelled += k;
  const isWhole = order.lines.every((l) => l.cancelled === l.quantity);
  give(order, shares, taken.length > 0 && isWhole, 0);
  return taken.map(({ of: { line }, k }) => ({ line, quantity: k }));
}

/** Receives units that were sent. @param feeMinor null: the shop is at fault, and the last unit brings the delivery back */
export function receive(order: ModelOrder, units: Units, feeMinor: number | null): Units {
  const taken = bounded(order, units, (l) => l.shipped - l.returned);
  const shares = sharesOf(taken);
  for (const { of, k } of taken) of.returned += k;
  const isWhole = order.lines.every((l) => l.cancelled + l.returned === l.quantity);
  give(order, shares, taken.length > 0 && isWhole && feeMinor === null, feeMinor ?? 0);
  return taken.map(({ of: { line }, k }) => ({ line, quantity: k }));
}

function bounded(order: ModelOrder, units: Units, left: (line: ModelLine) => number) {
  return units.flatMap(({ line, quantity }) => {
    const of = order.lines.find((each) => each.line === line);
    const k = of ? Math.min(quantity, left(of)) : 0;
    return of && k > 0 ? [{ of, k }] : [];
  });
}

function sharesOf(taken: readonly { of: ModelLine; k: number }[]) {
  const sum = (share: (line: ModelLine) => number) =>
    taken.reduce(
      (total, { of, k }) =>
        total + unitsShare(share(of), of.quantity, of.cancelled + of.returned, k),
      0,
    );
  return { card: sum((l) => l.card), points: sum((l) => l.points) };
}

function give(
  order: ModelOrder,
  shares: { card: number; points: number },
  withDelivery: boolean,
  feeMinor: number,
): void {
  const rest = (all: number, of: (line: ModelLine) => number) =>
    withDelivery ? all - order.lines.reduce((sum, line) => sum + of(line), 0) : 0;
  const card = Math.min(shares.card + rest(order.card, (l) => l.card), order.card - order.backCard);
  const points = Math.min(
    shares.points + rest(order.points, (l) => l.points),
    order.points - order.backPoints,
  );
  const fee = Math.min(feeMinor, card + points);
  order.backCard += Math.max(0, card - fee);
  order.backPoints += points - Math.max(0, fee - card);
  order.fees += fee;
}
