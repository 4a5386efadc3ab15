/** A cart as it is shown: lines joined with what the catalogue says of them now. Pure. */
import type { CartLine } from "@edgemart/contracts/cart-lines";
import type { Locale } from "@edgemart/contracts/locale";
import type { Currency } from "@edgemart/contracts/money";
import type { VariantCard } from "@edgemart/contracts/variant-card";
import { type PictureSource, pictureSource } from "../../components/picture-source.ts";
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

const PICTURE_WIDEST = 320;

/** @param cards what is known of the lines; null when nobody could be asked */
export function cartView(
  lines: readonly CartLine[],
  cards: readonly VariantCard[] | null,
  lang: Locale,
  cdn: string,
): CartView {
  const bySku = new Map(cards?.map((card) => [card.sku, card]));
  // One currency to a cart: what is sold in another cannot be added up and is shown as not sold here.
  const currency = cards?.[0]?.price.currency ?? "KRW";
  return {
    currency,
    away: cards === null,
    lines: lines.map((line) => {
      const card = bySku.get(line.sku);
      return lineView(line, card?.price.currency === currency ? card : undefined, lang, cdn);
    }),
  };
}

function lineView(
  line: CartLine,
  card: VariantCard | undefined,
  lang: Locale,
  cdn: string,
): CartLineView {
  const { sku, quantity, priceSeenMinor: seenMinor } = line;
  if (!card) {
    return {
      ...{ sku, quantity, seenMinor, title: null, brand: "", options: "", href: null },
      ...{ picture: null, unitMinor: null, compareMinor: null, availableMax: 0 },
    };
  }
  return {
    sku,
    quantity,
    seenMinor,
    title: card.title,
    brand: card.brand,
    options: card.options.join(" / "),
    href: `/${lang}/products/${card.slug}?v=${sku}`,
    picture: card.picture && pictureSource(card.picture, cdn, 1, PICTURE_WIDEST),
    unitMinor: card.price.amountMinor,
    compareMinor: card.compareAtPrice?.amountMinor ?? null,
    availableMax: card.availableMax,
  };
}

/** The view with one quantity changed, for showing it before the server has answered. */
export function withQuantity(view: CartView, sku: string, quantity: number): CartView {
  const lines =
    quantity < 1
      ? view.lines.filter((line) => line.sku !== sku)
      : view.lines.map((line) => (line.sku === sku ? { ...line, quantity } : line));
  return { ...view, lines };
}
