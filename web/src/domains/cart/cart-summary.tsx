"use client";
/** What the cart costs, and the way on. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Messages } from "../../messages/fill.ts";
import { formatMoney } from "../catalog/money.ts";
import styles from "./cart-summary.module.css";
import type { CartView } from "./shown-cart.ts";
import type { CartTotals } from "./totals.ts";

interface SummaryProps {
  view: CartView;
  totals: CartTotals;
  lang: Locale;
  texts: Messages["cart"];
  place: "drawer" | "page";
}

export function CartSummary({ view, totals, lang, texts, place }: SummaryProps) {
  const money = (amountMinor: number) =>
    formatMoney({ amountMinor, currency: view.currency }, lang);
  return (
    <section
      aria-label={texts.summary}
      className={`${styles.summary} ${place === "page" ? styles.aside : styles.foot}`}
    >
      {!view.away && (
        <dl>
          {(place === "page" || totals.savedMinor > 0) && (
            <div>
              <dt>{texts.list}</dt>
              <dd>{money(totals.listMinor)}</dd>
            </div>
          )}
          {totals.savedMinor > 0 && (
            <div className={styles.saved}>
              <dt>{texts.saved}</dt>
              <dd>−{money(totals.savedMinor)}</dd>
            </div>
          )}
          <div>
            <dt>{texts.delivery}</dt>
            <dd className={styles.later}>{texts.deliveryText}</dd>
          </div>
          <div className={styles.total}>
            <dt>
              {texts.total} <small>{texts.vat}</small>
            </dt>
            <dd>{money(totals.totalMinor)}</dd>
          </div>
        </dl>
      )}
      <div className={styles.ways}>
        {place === "drawer" && (
          <a className="button quiet" href={`/${lang}/cart`}>
            {texts.view}
          </a>
        )}
        {totals.canBuy && !view.away ? (
          <a className="button" href={`/${lang}/checkout`}>
            {texts.checkout}
          </a>
        ) : (
          <p className={styles.blocked}>{view.away ? texts.awayBlocked : texts.blocked}</p>
        )}
      </div>
    </section>
  );
}
