/** The personal rail as it travels to the browser: everything written out, so that the island brings no texts. Pure. */
import type { ProductCard } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import { discountPercent, formatLeast, formatMoney } from "#components/money.ts";
import { type PictureSource, pictureSource } from "#components/picture-source.ts";
import type { Messages } from "#messages/fill.ts";

/** What `/api/home` answers. */
export interface ForYou {
  items: ForYouItem[];
}

/** A product as the rail shows it: prices are written texts. */
export interface ForYouItem {
  id: string;
  href: string;
  title: string;
  brand: string;
  price: string;
  /** The price before, and the saving in per cent. */
  before: { price: string; percent: number } | null;
  picture: PictureSource | null;
}

/** One row on a desk, two on a phone. */
export const FOR_YOU_ITEMS = 4;
/** Ratio of the rail's pictures, width to height. */
export const FOR_YOU_RATIO = 4 / 5;
const PICTURE_WIDEST = 640;

/** @param cdn origin of the image CDN */
export function forYouItems(
  products: readonly ProductCard[],
  lang: Locale,
  texts: Pick<Messages["product"], "from">,
  cdn: string,
): ForYouItem[] {
  return products.slice(0, FOR_YOU_ITEMS).map((product) => {
    const { id, slug, title, brand, picture, price, compareAtPrice } = product;
    const percent = discountPercent(price, compareAtPrice);
    return {
      ...{ id, title, brand },
      href: `/${lang}/products/${slug}`,
      price: product.priceVaries ? formatLeast(price, lang, texts.from) : formatMoney(price, lang),
      before:
        percent !== null && compareAtPrice
          ? { price: formatMoney(compareAtPrice, lang), percent }
          : null,
      picture: picture && pictureSource(picture, cdn, FOR_YOU_RATIO, PICTURE_WIDEST),
    };
  });
}
