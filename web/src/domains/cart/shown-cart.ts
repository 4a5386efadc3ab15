/** A cart as it travels to the browser and is changed there. Pure, and free of the contracts' schemas. */
import type { Currency } from "@edgemart/contracts/money";
import type { PictureSource } from "#components/picture-source.ts";
import type { PricedLine } from "./totals.ts";

/** A line with all that is shown of it. */
export interface CartLineView extends PricedLine {
  sku: string;
  /** Null for what is not sold any more. */
  title: string | null;
  brand: string;
  /** "White / Large"; empty without options. */
  options: string;
  href: string | null;
  picture: PictureSource | null;
}

/** A cart with all that is shown of it. */
export interface CartView {
  lines: CartLineView[];
  /** The browser's copy of this very cart, by which a page that shows an old one is known. */
  stamp: string;
  currency: Currency;
  /** True when the catalog could not be asked: lines are kept, prices are not known. */
  away: boolean;
}

/** A line that was removed, and its place. */
export interface RemovedLine {
  line: CartLineView;
  at: number;
}

/** The view as another copy of the cart says it is, as far as its lines are known here. */
export function withCopy(
  view: CartView,
  copy: readonly { sku: string; quantity: number }[],
): CartView {
  const known = new Map(view.lines.map((line) => [line.sku, line]));
  const lines = copy.flatMap(({ sku, quantity }) => {
    const line = known.get(sku);
    return line ? [{ ...line, quantity }] : [];
  });
  return { ...view, lines };
}

/** The view with a line put back at its place. */
export function withLine(view: CartView, { line, at }: RemovedLine): CartView {
  if (view.lines.some(({ sku }) => sku === line.sku)) return view;
  return { ...view, lines: view.lines.toSpliced(at, 0, line) };
}

/** The view with names and pictures of lines that are not known any more, as they were known before. */
export function withNames(view: CartView, before: CartView | null): CartView {
  const known = new Map(before?.lines.map((line) => [line.sku, line]));
  const lines = view.lines.map((line) => {
    const { title, brand, options, picture } = (line.title === null && known.get(line.sku)) || line;
    return { ...line, title, brand, options, picture };
  });
  return { ...view, lines };
}

/** The view with one quantity changed, for showing it before the server has answered. */
export function withQuantity(view: CartView, sku: string, quantity: number): CartView {
  const lines =
    quantity < 1
      ? view.lines.filter((line) => line.sku !== sku)
      : view.lines.map((line) => (line.sku === sku ? { ...line, quantity } : line));
  return { ...view, lines };
}
