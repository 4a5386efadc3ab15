/** The first thing seen: what the shop is for, and one product, shown large. */

import type { ProductCard } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import Link from "next/link";
import { languageOf } from "#components/language-of.ts";
import { Picture } from "#components/picture.tsx";
import type { Messages } from "#messages/messages.ts";
import { Price } from "../catalog/price.tsx";
import styles from "./hero.module.css";

interface HeroProps {
  product: ProductCard | null;
  lang: Locale;
  messages: Messages;
}

/** Draws the first product of the home page, large. */
export function Hero({ product, lang, messages }: HeroProps) {
  const { brand, home } = messages;
  return (
    <div className={styles.hero}>
      <div className={styles.words}>
        <h1>{brand.line}</h1>
        <p className={styles.intro}>{home.intro}</p>
      </div>
      {product && (
        <>
          <div className={styles.picture}>
            <Picture
              alt=""
              cut
              picture={product.picture}
              priority
              ratio={1}
              sizes="(min-width: 64rem) 52vw, 100vw"
              widest={1600}
            />
          </div>
          <div className={styles.product}>
            <p className={styles.label}>{home.hero}</p>
            <h2 id="hero-title" lang={languageOf(product.title)}>
              {product.title}
            </h2>
            <Price lang={lang} of={product} texts={messages.product} />
            <Link
              aria-describedby="hero-title"
              className="button"
              href={`/${lang}/products/${product.slug}`}
              prefetch={false}
            >
              {home.heroAction}
            </Link>
          </div>
        </>
      )}
    </div>
  );
}
