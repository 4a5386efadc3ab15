/** What people reach for most, as a numbered list. */

import type { ProductCard } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import Link from "next/link";
import { languageOf } from "#components/language-of.ts";
import { Picture } from "#components/picture.tsx";
import type { Messages } from "#messages/messages.ts";
import { Price } from "../catalog/price.tsx";
import styles from "./ranking.module.css";

interface RankingProps {
  products: ProductCard[];
  lang: Locale;
  texts: Messages["product"];
}

/** Draws the most popular products with their numbers. */
export function Ranking({ products, lang, texts }: RankingProps) {
  return (
    <ol className={styles.ranking}>
      {products.slice(0, 10).map((product, index) => (
        <li className={styles.place} key={product.id}>
          <span aria-hidden="true" className={styles.rank}>
            {index + 1}
          </span>
          <div className={styles.picture}>
            <Picture alt="" picture={product.picture} ratio={1} sizes="6rem" widest={320} />
          </div>
          <div>
            <p className={styles.brand} lang={languageOf(product.brand)}>
              {product.brand}
            </p>
            <h3 lang={languageOf(product.title)}>
              <Link href={`/${lang}/products/${product.slug}`} prefetch={false}>
                {product.title}
              </Link>
            </h3>
            <Price lang={lang} of={product} texts={texts} />
          </div>
        </li>
      ))}
    </ol>
  );
}
