/** A cart as it travels to the browser and is changed there. Pure, and free of the contracts' schemas. */
import type { Currency } from "@edgemart/contracts/money";
import type { PictureSource } from "../../components/picture-source.ts";
import type { PricedLine } from "./totals.ts";

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

export interface CartView {
  lines: CartLineView[];
  currency: Currency;
  /** True when the catalogue could not be asked: lines are kept, prices are not known. */
  away: boolean;
}

/** The view with one quantity changed, for showing it before the server has answered. */
export function withQuantity(view: CartView, sku: string, quantity: number): CartView {
  const lines =
    quantity < 1
      ? view.lines.filter((line) => line.sku !== sku)
      : view.lines.map((line) => (line.sku === sku ? { ...line, quantity } : line));
  return { ...view, lines };
}
