/** The product page. */

import type { ProductScreen } from "@edgemart/contracts/bff";
import { CART_QUANTITY_MAX } from "@edgemart/contracts/cart-lines";
import type { Product } from "@edgemart/contracts/catalog";
import { Breadcrumbs } from "#components/breadcrumbs.tsx";
import { JsonLd } from "#components/json-ld.tsx";
import { languageOf } from "#components/language-of.ts";
import { PageSignal } from "#components/page-signal.tsx";
import { Section } from "#components/section.tsx";
import { webConfig } from "#config.ts";
import { fill, type Messages } from "#messages/messages.ts";
import { BuyForm } from "./buy-form.tsx";
import type { Buyable } from "./buyable.ts";
import { colourOf } from "./colours.ts";
import { Gallery } from "./gallery.tsx";
import { breadcrumbData, productData } from "./product-data.ts";
import { factsOf } from "./product-facts.ts";
import { ProductGrid } from "./product-grid.tsx";
import type { ProductQuery } from "./product-query.ts";
import styles from "./product-view.module.css";

interface ProductProps {
  screen: ProductScreen;
  messages: Messages;
  /** The variant the address names. */
  sku: string | null;
  notice: ProductQuery["notice"];
}

/** Draws a product page; `sku` is the variant shown first, `notice` what a form was sent back for. */
export function ProductView({ screen, messages, sku, notice }: ProductProps) {
  const { product, related, locale: lang } = screen;
  const texts = messages.product;
  const refusals = {
    choose: texts.chooseAgain,
    quantity: fill(texts.wrongQuantity, { max: CART_QUANTITY_MAX }),
  };
  const { SHOP_ORIGIN: shop, NEXT_PUBLIC_CDN_DOMAIN: cdn } = webConfig();
  const crumbs = [
    { name: messages.brand.name, path: `/${lang}` },
    { name: product.category.name, path: `/${lang}/products?category=${product.category.slug}` },
  ];
  const facts = factsOf(product);
  const here = { name: product.title, path: `/${lang}/products/${product.slug}` };
  return (
    <>
      <JsonLd data={productData(product, { shop, cdn, lang })} />
      <JsonLd data={breadcrumbData([...crumbs, here], shop)} />
      {screen.degraded.length > 0 && <PageSignal kind="partial" />}
      <Breadcrumbs crumbs={crumbs} label={texts.crumbs} />
      <div className={styles.product}>
        <Gallery product={product} texts={texts} />
        <div className={styles.info}>
          <p className={styles.brand} lang={languageOf(product.brand)}>
            {product.brand}
          </p>
          <h1 lang={languageOf(product.title)}>{product.title}</h1>
          <BuyForm
            lang={lang}
            problems={messages.cart.problems}
            product={buyable(product)}
            refusal={notice && refusals[notice]}
            sku={sku}
            texts={texts}
          />
          <p className={styles.about} lang={languageOf(product.description)}>
            {product.description}
          </p>
          {facts.length > 0 && (
            <section aria-labelledby="facts" className={styles.facts}>
              <h2 id="facts">{texts.facts}</h2>
              <dl>
                {facts.map(({ key, name, labels }) => (
                  <div key={key}>
                    <dt lang={languageOf(name)}>{name}</dt>
                    <dd lang={languageOf(labels.join())}>{labels.join(", ")}</dd>
                  </div>
                ))}
              </dl>
            </section>
          )}
        </div>
      </div>
      {related.length > 0 && (
        <Section id="related" title={texts.related}>
          <ProductGrid lang={lang} products={related.slice(0, 4)} texts={texts} />
        </Section>
      )}
    </>
  );
}

/** What the form needs, and no more of the product: it all travels to the browser. */
function buyable({ slug, title, options, variants }: Product): Buyable {
  return {
    slug,
    title,
    options: options.map((option) => ({
      ...option,
      values: option.values.map((value) => ({ ...value, hex: colourOf(option.key, value.key) })),
    })),
    variants: variants.map(({ sku, optionValues, price, compareAtPrice, stock, availableMax }) => ({
      ...{ sku, optionValues, price, compareAtPrice, stock, availableMax },
    })),
  };
}
