/** What the form that buys needs to know of a product, which is all of it that reaches the browser. Pure. */
import type { StockState } from "@edgemart/contracts/catalog";
import type { Money } from "@edgemart/contracts/money";
import type { Choosable, ChoosableVariant } from "./variant-choice.ts";

/** A variant with what it costs and whether there is any. */
export interface BuyableVariant extends ChoosableVariant {
  price: Money;
  compareAtPrice: Money | null;
  stock: StockState;
}

/** A product with its variants. */
export interface Buyable extends Choosable {
  slug: string;
  title: string;
  variants: BuyableVariant[];
}
