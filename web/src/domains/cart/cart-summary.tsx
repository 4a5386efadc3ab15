"use client";
/** What the cart costs, and the way on. */
import type { Locale } from "@edgemart/contracts/locale";
import { type MouseEvent, useEffect, useState } from "react";
import { formatMoney } from "#components/money.ts";
import type { Messages } from "#messages/fill.ts";
import styles from "./cart-summary.module.css";
import type { CartView } from "./shown-cart.ts";
import type { CartTotals } from "./totals.ts";
import { useCart } from "./use-cart.ts";

interface SummaryProps {
  view: CartView;
  totals: CartTotals;
  lang: Locale;
  texts: Messages["cart"];
  place: "drawer" | "page";
}

/** Draws the total and the way to the checkout. */
export function CartSummary({ view, totals, lang, texts, place }: SummaryProps) {
  const go = useWayOn();
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
          <a className="button quiet" data-opens href={`/${lang}/cart`} onClick={go}>
            {texts.view}
          </a>
        )}
        {totals.canBuy && !view.away ? (
          <a className="button" data-opens href={`/${lang}/checkout`} onClick={go}>
            {texts.checkout}
          </a>
        ) : (
          <p className={styles.blocked}>{view.away ? texts.awayBlocked : texts.blocked}</p>
        )}
      </div>
    </section>
  );
}

/** A way on waits for what is under way: what follows must show the cart that was asked for, or it is said why not. */
function useWayOn() {
  const isBusy = useCart((cart) => cart.underWay.size > 0);
  const problem = useCart((cart) => cart.problem);
  const [to, setTo] = useState<string | null>(null);
  useEffect(() => {
    if (to === null || isBusy) return;
    setTo(null);
    if (!problem) window.location.assign(to);
  }, [to, isBusy, problem]);
  return (event: MouseEvent<HTMLAnchorElement>) => {
    if (!isBusy || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    setTo(event.currentTarget.href);
  };
}
