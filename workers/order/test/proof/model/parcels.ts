/** The statements of parcels as a small state machine: each method is one statement, and decides as its SQL does. */
import { mayMove } from "@edgemart/contracts/transitions";
import type { LineRow, OrderRow } from "../../../src/core/rows.ts";
import type { ParcelStore } from "../../../src/ports/parcels.ts";
import { timeOf } from "./clock.ts";
import { passDays } from "./days.ts";
import type { ModelOrder, OrdersTable } from "./orders-table.ts";

type Lines = readonly { line: number; quantity: number }[];
type Parcel = OrderRow["shipments"][number];

/** Makes the store. */
export function modelParcels(table: OrdersTable, newShipmentId: () => string): ParcelStore {
  return {
    async prepare(orderId, lines, { key }) {
      const id = newShipmentId();
      const earlier = table.before(key);
      if (earlier) return { kind: earlier };
      const order = table.orders.get(orderId);
      if (!order || !mayShip(order.row)) return { kind: "conflict" };
      const packed = unitsOf(table, order.row, lines);
      if ("kind" in packed) return packed;
      const parcel: Parcel = {
        ...{ id, state: "PREPARING", version: 1, carrier: null, trackingNumber: null },
        ...{ shippedAt: null, deliveredAt: null, lines: packed.lines },
      };
      const shipments = [...order.row.shipments, parcel];
      table.write(order, { shipments, lines: counted(order.row.lines, packed.lines, 1) });
      table.claim(key, orderId);
      return { kind: "done", order: table.read(order), held: null };
    },
    async move({ orderId, shipmentId }, move, { key }) {
      const earlier = table.before(key);
      if (earlier) return { kind: earlier };
      const order = table.orders.get(orderId);
      const parcel = order?.row.shipments.find(({ id }) => id === shipmentId);
      if (!order || !parcel) return { kind: "unknown" };
      const isStopped = move.to === "SHIPPED" && order.row.attention === "deposit_reversed";
      if (!mayMove("shipment", parcel.state, move.to) || isStopped) return { kind: "conflict" };
      const lines =
        move.to === "VOID" ? counted(order.row.lines, parcel.lines, -1) : order.row.lines;
      const now = timeOf(table.clock.now);
      const sent = move.to === "SHIPPED" ? { shippedAt: now, carrier: move.carrier } : {};
      const set = { ...sent, deliveredAt: move.to === "DELIVERED" ? now : null };
      writeParcels(table, order, [shipmentId], { ...set, state: move.to }, lines);
      table.claim(key, orderId);
      return { kind: "done", order: table.read(order), held: null };
    },
    passDays: async (most) => passDays(table, most),
  };
}

/** Moves parcels of an order, which counts one version with them. */
export function writeParcels(
  table: OrdersTable,
  order: ModelOrder,
  ids: readonly string[],
  set: Partial<Parcel>,
  lines = order.row.lines,
): void {
  const shipments = order.row.shipments.map((each) => {
    if (!ids.includes(each.id)) return each;
    const { state = each.state } = set;
    if (!mayMove("shipment", each.state, state)) {
      table.broken.push(`e: ${each.id} went from ${each.state} to ${state}`);
    }
    return { ...each, ...set, version: each.version + 1 };
  });
  table.write(order, { shipments, lines });
}

function mayShip({ state, committed, cancelRequested, attention }: OrderRow): boolean {
  return state === "PAID" && committed && !cancelRequested && attention !== "deposit_reversed";
}

/** Units of a parcel, line by line; or why it is not packed. */
function unitsOf(
  { rules }: OrdersTable,
  { lines }: OrderRow,
  asked: Lines | null,
): { lines: { line: number; quantity: number }[] } | { kind: "too_many" | "conflict" } {
  const leftOf = ({ quantity, cancelled, shipped }: LineRow) =>
    quantity - (rules.shipsWhatIsLeft ? cancelled : 0) - shipped;
  if (asked === null) {
    const left = lines.flatMap((line) =>
      leftOf(line) > 0 ? [{ line: line.line, quantity: leftOf(line) }] : [],
    );
    return left.length === 0 ? { kind: "conflict" } : { lines: left };
  }
  const wanted = summed(asked);
  for (const { line, quantity } of wanted) {
    const there = lines.find((each) => each.line === line);
    const isKept = there && quantity <= leftOf(there) + there.shipped;
    if (!isKept) return { kind: "too_many" };
    if (quantity > leftOf(there)) return { kind: "conflict" };
  }
  return { lines: wanted };
}

/** Entries of one line added up, in the order of lines. */
export function summed(asked: Lines): { line: number; quantity: number }[] {
  const units = new Map<number, number>();
  for (const { line, quantity } of asked) units.set(line, (units.get(line) ?? 0) + quantity);
  return [...units].sort(([a], [b]) => a - b).map(([line, quantity]) => ({ line, quantity }));
}

function counted(lines: readonly LineRow[], packed: Lines, sign: 1 | -1): LineRow[] {
  return lines.map((line) => {
    const units = packed.find((each) => each.line === line.line)?.quantity ?? 0;
    return { ...line, shipped: line.shipped + sign * units };
  });
}
