/** The design language on one page: what every other page is made of, shown with the parts themselves. */
import type { ProductCard } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import { Mark } from "#components/mark.tsx";
import { Notice } from "#components/notice.tsx";
import { Section } from "#components/section.tsx";
import type { Messages } from "#messages/messages.ts";
import { Price } from "../catalog/price.tsx";
import { ProductGrid } from "../catalog/product-grid.tsx";
import styles from "./design-view.module.css";
import { TOKENS } from "./tokens.ts";

interface DesignProps {
  lang: Locale;
  messages: Messages;
  /** Real ones, when the shop has them. */
  products: ProductCard[];
}

/** Draws the design language with the parts themselves. */
export function DesignView({ lang, messages, products }: DesignProps) {
  const texts = messages.design;
  const price = { amountMinor: 26_000, currency: "KRW" } as const;
  const before = { amountMinor: 32_000, currency: "KRW" } as const;
  return (
    <>
      <div className={styles.head}>
        <Mark size={72} />
        <h1>{texts.title}</h1>
        <p>{texts.intro}</p>
      </div>
      <Section id="colour" note={texts.colourNote} title={texts.colour}>
        <ul className={styles.swatches}>
          {[...TOKENS.grounds, ...TOKENS.inks, ...TOKENS.lines].map((name) => (
            <li key={name}>
              <span className={styles.swatch} data-token={name} />
              <code>{name}</code>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="type" note={texts.typeNote} title={texts.type}>
        <ul className={styles.types}>
          {TOKENS.texts.map((name) => (
            <li key={name}>
              <code>{name}</code>
              <p data-token={name}>{messages.brand.line}</p>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="space" note={texts.spaceNote} title={texts.space}>
        <ul className={styles.spaces}>
          {TOKENS.spaces.map((name) => (
            <li key={name}>
              <span data-token={name} />
              <code>{name}</code>
            </li>
          ))}
        </ul>
      </Section>
      <Section id="shape" note={texts.shapeNote} title={texts.shape}>
        <div className={styles.cut} />
      </Section>
      <Section id="parts" note={texts.partsNote} title={texts.parts}>
        <div className={styles.parts}>
          <p className={styles.row}>
            <a className="button" href="#parts">
              {messages.product.add}
            </a>
            <a className="button quiet" href="#parts">
              {messages.listing.emptyAction}
            </a>
          </p>
          <Price
            lang={lang}
            large
            of={{ price, compareAtPrice: before, priceVaries: false }}
            texts={messages.product}
          />
          <Price
            lang={lang}
            of={{ price, compareAtPrice: null, priceVaries: true }}
            texts={messages.product}
          />
          <Notice {...messages.degraded} />
        </div>
      </Section>
      {products.length > 0 && (
        <Section id="tiles" note={texts.tilesNote} title={texts.tiles}>
          <ProductGrid lang={lang} products={products.slice(0, 4)} texts={messages.product} />
        </Section>
      )}
    </>
  );
}
