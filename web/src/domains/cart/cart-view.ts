/** A cart as it is shown: lines joined with what the catalog says of them now. Pure. */
import type { CartLine } from "@edgemart/contracts/cart-lines";
import type { Locale } from "@edgemart/contracts/locale";
import type { VariantCard } from "@edgemart/contracts/variant-card";
import { pictureSource } from "#components/picture-source.ts";
import type { CartLineView, CartView } from "./shown-cart.ts";

const PICTURE_WIDEST = 320;

/**
 * @param held lines, and the text of the browser's copy of them
 * @param cards what is known of the lines; null when it could not be asked
 */
export function cartView(
  { lines, stamp }: { lines: readonly CartLine[]; stamp: string },
  cards: readonly VariantCard[] | null,
  lang: Locale,
  cdn: string,
): CartView {
  const bySku = new Map(cards?.map((card) => [card.sku, card]));
  // One currency to a cart: what is sold in another cannot be added up and is shown as not sold here.
  const currency = cards?.find(({ isSold }) => isSold)?.price.currency ?? "KRW";
  return {
    currency,
    stamp,
    away: cards === null,
    lines: lines.map((line) => {
      const card = bySku.get(line.sku);
      const isSold = card?.isSold && card.price.currency === currency;
      return lineView(line, card && { ...card, isSold: Boolean(isSold) }, lang, cdn);
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
      // Its name is not known any more; its SKU at least tells two of them apart.
      ...{ sku, quantity, seenMinor, title: null, brand: "", options: sku, href: null },
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
    href: card.isSold ? `/${lang}/products/${card.slug}?v=${sku}` : null,
    picture: card.picture && pictureSource(card.picture, cdn, 1, PICTURE_WIDEST),
    unitMinor: card.isSold ? card.price.amountMinor : null,
    compareMinor: (card.isSold && card.compareAtPrice?.amountMinor) || null,
    availableMax: card.availableMax,
  };
}
