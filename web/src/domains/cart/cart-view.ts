/** A cart as it is shown: lines joined with what the catalogue says of them now. Pure. */
import type { CartLine } from "@edgemart/contracts/cart-lines";
import type { Locale } from "@edgemart/contracts/locale";
import type { VariantCard } from "@edgemart/contracts/variant-card";
import { pictureSource } from "../../components/picture-source.ts";
import type { CartLineView, CartView } from "./shown-cart.ts";

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
