/** What is ordered, brought to one line for each SKU. Pure. @see specs/orders.md 1–4 */
import type { Money } from "@edgemart/contracts/money";
import type { OrderItemInput, QuoteLine } from "@edgemart/contracts/order";
import { minorOf } from "@edgemart/contracts/payment";
import { err, ok, type Result } from "@edgemart/contracts/result";
import type { Quotable, QuotedLine } from "@edgemart/contracts/stock-hold";

/** A priced line with its quantity. */
export interface OrderedLine {
  line: Extract<QuotedLine, { kind: "priced" }>;
  quantity: number;
}

/** The most of one SKU in one order. */
const QUANTITY_MAX = 99;

/** What catalog is asked: each SKU or product once, in the order of the items. */
export function asked(items: readonly OrderItemInput[]): Quotable[] {
  const keys = new Map(items.map((item) => [keyOf(item), quotableOf(item)]));
  return [...keys.values()];
}

/** One thing asked for, with what catalog says of it. */
export interface Judged {
  item: OrderItemInput;
  quoted: QuotedLine;
  /** All entries of this SKU or product, added up. */
  quantity: number;
  /** The price that was seen is not the price of now. */
  isRepriced: boolean;
}

/** Brings items and catalog's answers together, in the order asked. @param quoted as `asked` asked for them */
export function judge(items: readonly OrderItemInput[], quoted: readonly QuotedLine[]): Judged[] {
  const byKey = new Map<string, Judged>();
  const keys = [...new Set(items.map(keyOf))];
  for (const item of items) {
    const key = keyOf(item);
    const line = quoted[keys.indexOf(key)] ?? { kind: "gone" as const };
    const before = byKey.get(key);
    const quantity = (before?.quantity ?? 0) + item.quantity;
    const isRepriced = (before?.isRepriced ?? false) || isOtherPrice(item, line);
    byKey.set(key, { item: before?.item ?? item, quoted: line, quantity, isRepriced });
  }
  return [...byKey.values()];
}

function isOtherPrice({ price }: OrderItemInput, line: QuotedLine): boolean {
  if (price === undefined || line.kind !== "priced") return false;
  return minorOf(price, line.unit.currency) !== line.unit.amountMinor;
}

/**
 * Gives the lines of an order; entries of one SKU, also by its product, are one line.
 *
 * @returns `validation_failed` for more than 99 of one SKU, or a product that needs its SKU named ·
 *          `item_unavailable`, naming it
 */
export function orderedLines(judged: readonly Judged[]): Result<OrderedLine[]> {
  const lines = new Map<string, OrderedLine>();
  for (const { item, quoted, quantity } of judged) {
    const name = item.sku ?? item.productId ?? "";
    if (quoted.kind === "gone") return err("item_unavailable", { detail: `${name} is not sold.` });
    if (quoted.kind === "several") {
      const message = `is needed: ${name} has several variants`;
      return err("validation_failed", { errors: [{ path: "items.sku", code: "custom", message }] });
    }
    const before = lines.get(quoted.sku);
    lines.set(quoted.sku, { line: quoted, quantity: quantity + (before?.quantity ?? 0) });
  }
  const tooMany = [...lines.values()].find(({ quantity }) => quantity > QUANTITY_MAX);
  if (tooMany) {
    const message = `must be at most ${QUANTITY_MAX} of ${tooMany.line.sku}`;
    return err("validation_failed", {
      errors: [{ path: "items.quantity", code: "too_big", message }],
    });
  }
  return ok([...lines.values()]);
}

/** Shows a judged item as a line of a quote. @param currency the order's; a line of another one is named */
export function quoteLine(
  { item, quoted, quantity, isRepriced }: Judged,
  currency: Money["currency"] | null,
): QuoteLine {
  if (quoted.kind !== "priced") {
    return {
      sku: item.sku ?? null,
      productId: item.productId ?? null,
      slug: null,
      title: null,
      options: [],
      pictureId: null,
      unit: null,
      quantity,
      available: 0,
      problem: quoted.kind === "gone" ? "gone" : "several_variants",
    };
  }
  const { sku, productId, slug, title, options, pictureId, unit, available } = quoted;
  const problem =
    unit.currency !== currency
      ? "currency_mixed"
      : isRepriced
        ? "price_changed"
        : quantity > available
          ? "short"
          : null;
  return { sku, productId, slug, title, options, pictureId, unit, quantity, available, problem };
}

function keyOf({ sku, productId }: OrderItemInput): string {
  return sku === undefined ? `product ${productId}` : `sku ${sku}`;
}

function quotableOf({ sku, productId }: OrderItemInput): Quotable {
  return sku === undefined ? { productId: productId ?? "" } : { sku };
}
