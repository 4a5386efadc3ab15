/** A product in a list: one link, a picture, a second one under the pointer, brand, title, price. */

import type { ProductCard } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import Link from "next/link";
import { languageOf } from "#components/language-of.ts";
import { Picture } from "#components/picture.tsx";
import tile from "#components/tile.module.css";
import type { Messages } from "#messages/messages.ts";
import { Price } from "./price.tsx";
import styles from "./product-tile.module.css";

/** Ratio of the picture of a tile, width to height. */
export const TILE_RATIO = 4 / 5;

interface TileProps {
  product: ProductCard;
  lang: Locale;
  texts: Messages["product"];
  sizes: string;
  /** Heading level that fits the place. */
  level?: "h2" | "h3";
  priority?: boolean;
}

/** Draws one product as a tile. */
export function ProductTile({ product, lang, texts, sizes, level = "h3", priority }: TileProps) {
  const Heading = level;
  return (
    <article className={`${tile.tile} ${styles.tile}`}>
      <div className={styles.picture} data-sold-out={product.inStock ? undefined : ""}>
        <Picture
          alt=""
          picture={product.picture}
          priority={priority}
          ratio={TILE_RATIO}
          sizes={sizes}
          widest={960}
        />
        {product.hoverPicture && (
          <div aria-hidden="true" className={styles.other}>
            <Picture
              alt=""
              bare
              picture={product.hoverPicture}
              ratio={TILE_RATIO}
              sizes={sizes}
              widest={640}
            />
          </div>
        )}
        {!product.inStock && <span className={styles.badge}>{texts.soldOut}</span>}
      </div>
      <div className={styles.text}>
        <p className={tile.brand} lang={languageOf(product.brand)}>
          {product.brand}
        </p>
        <Heading className={`${tile.title} ${styles.title}`} lang={languageOf(product.title)}>
          <Link href={`/${lang}/products/${product.slug}`} prefetch={false}>
            {product.title}
          </Link>
        </Heading>
        <Price lang={lang} of={product} texts={texts} />
      </div>
    </article>
  );
}
