/** A price as it is in lists and on product pages. */
import type { ProductCard } from "@edgemart/contracts/catalog";
import type { Locale } from "@edgemart/contracts/locale";
import { discountPercent, formatMoney } from "#components/money.ts";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "./price.module.css";

interface PriceProps {
  of: Pick<ProductCard, "price" | "compareAtPrice" | "priceVaries">;
  lang: Locale;
  texts: Messages["product"];
  large?: boolean;
}

/** Draws a price, with the one before a reduction and how much was taken off. */
export function Price({ of, lang, texts, large }: PriceProps) {
  const percent = discountPercent(of.price, of.compareAtPrice);
  const amount = formatMoney(of.price, lang);
  return (
    <p className={large ? `${styles.price} ${styles.large}` : styles.price}>
      {percent !== null && (
        <span className={styles.off}>
          <span className="visually-hidden">{fill(texts.discount, { percent })}</span>
          <span aria-hidden="true">{percent}%</span>
        </span>
      )}
      <span className={styles.amount}>
        <span className="visually-hidden">{texts.salePrice} </span>
        {of.priceVaries && lang === "en" && <small>{texts.from}&nbsp;</small>}
        {amount}
        {of.priceVaries && lang === "ko" && <small>{texts.from}</small>}
      </span>
      {percent !== null && of.compareAtPrice && (
        <s className={styles.before}>
          <span className="visually-hidden">{texts.listPrice} </span>
          {formatMoney(of.compareAtPrice, lang)}
        </s>
      )}
    </p>
  );
}
