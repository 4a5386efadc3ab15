/** What can be bought on a product page. */
import type { StockState } from "@edgemart/contracts/catalog";
import type { Money } from "@edgemart/contracts/money";
import type { Choosable, ChoosableVariant } from "../cart/variant-choice.ts";

/** A variant with what it costs and whether it is there. */
export interface BuyableVariant extends ChoosableVariant {
  price: Money;
  compareAtPrice: Money | null;
  stock: StockState;
}

/** A product and its variants. */
export interface Buyable extends Choosable {
  slug: string;
  title: string;
  variants: BuyableVariant[];
}
