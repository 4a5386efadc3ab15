/** The ways into the shop: every top category with its picture. */

import type { Category } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import Link from "next/link";
import { languageOf } from "#components/language-of.ts";
import { Picture } from "#components/picture.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "./category-tiles.module.css";

interface TilesProps {
  categories: Category[];
  lang: Locale;
  texts: Messages["product"];
}

/** Draws the categories as pictures with their names. */
export function CategoryTiles({ categories, lang, texts }: TilesProps) {
  const top = categories.filter((category) => category.parentSlug === null);
  return (
    <ul className={styles.tiles}>
      {top.map((category) => (
        <li className={styles.tile} key={category.slug}>
          <Picture
            alt=""
            cut
            picture={category.picture}
            ratio={1}
            sizes="(min-width: 64rem) 20vw, 45vw"
            widest={640}
          />
          <h3>
            <Link
              href={`/${lang}/products?category=${category.slug}`}
              lang={languageOf(category.name)}
              prefetch={false}
            >
              {category.name}
            </Link>
          </h3>
          <p>{fill(texts.count, { count: category.productCount })}</p>
        </li>
      ))}
    </ul>
  );
}
