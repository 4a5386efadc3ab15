/** Products side by side: two on a phone, four where there is room. */
import type { ProductCard } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import type { Messages } from "#messages/messages.ts";
import styles from "./product-grid.module.css";
import { ProductTile } from "./product-tile.tsx";

const SIZES = "(min-width: 48rem) 22vw, 45vw";

interface GridProps {
  products: ProductCard[];
  lang: Locale;
  texts: Messages["product"];
  level?: "h2" | "h3";
  /** Leaves room for filters next to it. */
  beside?: boolean;
  /** How many of the first pictures are in view at once. */
  priorities?: number;
}

/** Draws products as tiles; the first `priorities` pictures load at once. */
export function ProductGrid({ products, lang, texts, level, beside, priorities = 0 }: GridProps) {
  return (
    <ul className={beside ? `${styles.grid} ${styles.beside}` : styles.grid}>
      {products.map((product, index) => (
        <li key={product.id}>
          <ProductTile
            lang={lang}
            level={level}
            priority={index < priorities}
            product={product}
            sizes={SIZES}
            texts={texts}
          />
        </li>
      ))}
    </ul>
  );
}
