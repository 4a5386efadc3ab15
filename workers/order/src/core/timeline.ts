/** The time machine of an order: what three Workers tell, sorted into one list. Pure. @see specs/orders.md 43 */
import type { TimelineEntry } from "@edgemart/contracts/order-administration";
import type { PaymentTimelineEntry } from "@edgemart/contracts/payment-saga";
import type { CatalogStockRpc } from "@edgemart/contracts/stock-hold";

/** The most entries of one timeline. */
export const ENTRIES_MAX = 2_000;

type Stock = Awaited<ReturnType<CatalogStockRpc["timeline"]>>;
type Data = TimelineEntry["data"];

const SOURCES = [
  "order",
  "step",
  "administration",
  "payment",
  "webhook",
  "gateway_call",
  "refund",
  "ledger",
  "hold",
  "stock",
  "message",
  "dead_message",
] as const satisfies readonly TimelineEntry["source"][];

/** What happened inside order, as its rows say; `data` is whatever they hold. */
export interface OwnEntry extends Omit<TimelineEntry, "data"> {
  data: Record<string, unknown>;
}

/** Sorts by time, source and number; of too many the newest are kept. */
export function timelineOf(
  own: readonly OwnEntry[],
  payments: readonly PaymentTimelineEntry[],
  stock: Stock,
): TimelineEntry[] {
  const all = [
    ...own.map((entry) => ({ ...entry, data: flat(entry.data) })),
    ...payments.map(paymentEntry),
    ...stock.holds.flatMap(holdEntries),
    ...stock.movements.map(movementEntry),
  ];
  return all.toSorted(inOrder).slice(-ENTRIES_MAX);
}

function inOrder(a: TimelineEntry, b: TimelineEntry): number {
  const byTime = a.at < b.at ? -1 : a.at > b.at ? 1 : 0;
  const bySource = SOURCES.indexOf(a.source) - SOURCES.indexOf(b.source);
  return byTime || bySource || a.number - b.number;
}

/** Payment gives its entries in the order they happened. */
function paymentEntry(entry: PaymentTimelineEntry, number: number): TimelineEntry {
  const { at, source, paymentId, name, data } = entry;
  const { refundId } = data;
  return {
    at: new Date(at).toISOString(),
    source: source === "event" ? "payment" : source,
    number,
    name,
    subject: typeof refundId === "string" ? refundId : paymentId,
    actor: null,
    data,
  };
}

function holdEntries(hold: Stock["holds"][number], number: number): TimelineEntry[] {
  const { holdId: subject, createdAt, changedAt, state, attempt, expiresAt, lines } = hold;
  const entry = { source: "hold", subject, actor: null } as const;
  const units = lines.map(({ sku, quantity }) => `${sku} × ${quantity}`).join(", ");
  return [
    { ...entry, at: utc(createdAt), number: 2 * number, name: "made", data: { units } },
    {
      ...entry,
      at: utc(changedAt),
      number: 2 * number + 1,
      name: state,
      data: { attempt, expiresAt },
    },
  ];
}

function movementEntry(movement: Stock["movements"][number], number: number): TimelineEntry {
  const { at, holdId: subject, reason: name, sku, delta, reference } = movement;
  const data = { sku, delta, reference };
  return { at: utc(at), source: "stock", number, name, subject, actor: null, data };
}

function utc(at: string): string {
  return new Date(at).toISOString();
}

/** Values of a row's JSON as the wire takes them: a list is one text, and what is deeper is its JSON. */
function flat(data: Record<string, unknown>): Data {
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, plain(value)]));
}

function plain(value: unknown): Data[string] {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  const isList = Array.isArray(value) && value.every((each) => typeof each !== "object");
  return isList ? value.join(", ") : JSON.stringify(value);
}
