/** The price of each variant, for a page without script: there the price above cannot follow the choice. */
import type { Locale } from "@edgemart/contracts/locale";
import { formatMoney } from "#components/money.ts";
import type { Messages } from "#messages/fill.ts";
import styles from "./buy-form.module.css";
import type { Buyable } from "./buyable.ts";

interface PricesProps {
  product: Buyable;
  lang: Locale;
  texts: Messages["product"];
}

/** Draws the price of each variant where they differ, for pages without script. */
export function VariantPrices({ product, lang, texts }: PricesProps) {
  const labels = (values: string[]) =>
    product.options
      .map(({ values: all }, index) => all.find(({ key }) => key === values[index])?.label)
      .join(" / ");
  return (
    <ul aria-label={texts.prices} className={`${styles.prices} without-script`}>
      {product.variants.map(({ sku, optionValues, price, availableMax }) => (
        <li key={sku}>
          {labels(optionValues)} <b>{formatMoney(price, lang)}</b>
          {availableMax < 1 && <small> {texts.soldOut}</small>}
        </li>
      ))}
    </ul>
  );
}
