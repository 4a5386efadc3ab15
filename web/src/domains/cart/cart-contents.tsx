"use client";
/** What is in the cart, in the drawer and on the page: lines, what is to be said of them, and what they cost. */
import type { Locale } from "@edgemart/contracts/locale";
import { useEffect, useRef } from "react";
import { formatMoney } from "#components/money.ts";
import { fill, type Messages } from "#messages/fill.ts";
import { AcceptPrices } from "./accept-prices.tsx";
import styles from "./cart-contents.module.css";
import { CartLineRow } from "./cart-line-row.tsx";
import { CartSummary } from "./cart-summary.tsx";
import { RestoreForm } from "./restore-form.tsx";
import type { CartView } from "./shown-cart.ts";
import { noticeOf, totalsOf } from "./totals.ts";
import { useCart } from "./use-cart.ts";

interface ContentsProps {
  lang: Locale;
  texts: Messages["cart"];
  place: "drawer" | "page";
  /** The cart as the server rendered it. */
  rendered?: CartView;
}

/** Draws lines and total, in the drawer or on the page; `rendered` is shown until the store knows better. */
export function CartContents({ lang, texts, place, rendered }: ContentsProps) {
  const stored = useCart((cart) => cart.view);
  const problem = useCart((cart) => cart.problem);
  const isBusy = useCart((cart) => cart.underWay.size > 0);
  const load = useCart((cart) => cart.load);
  const view = stored ?? rendered ?? null;
  const top = useRef<HTMLDivElement>(null);
  const size = view?.lines.length ?? 0;
  const sizeBefore = useRef(size);
  useEffect(() => {
    // The button that removed a line is removed with it: the focus must not fall out of the cart.
    if (size < sizeBefore.current && !top.current?.contains(document.activeElement)) {
      top.current?.focus();
    }
    sizeBefore.current = size;
  }, [size]);
  const totals = view && totalsOf(view.lines);
  const total =
    view && totals
      ? formatMoney({ amountMinor: totals.totalMinor, currency: view.currency }, lang)
      : "";
  return (
    <div
      aria-busy={isBusy}
      className={`${styles.cart} ${place === "page" ? styles.wide : styles.narrow}`}
      ref={top}
      tabIndex={-1}
    >
      <p className="visually-hidden" role="status">
        {isBusy
          ? texts.underWay
          : view && totals && !view.away && fill(texts.said, { count: totals.count, total })}
      </p>
      {problem && (
        <p className={styles.problem} role="alert">
          {texts.problems[problem]}
        </p>
      )}
      <Removed lang={lang} texts={texts} />
      {!view && !problem && <p className={styles.loading}>{texts.loading}</p>}
      {!view && problem === "failed" && (
        <button className="button quiet" onClick={() => void load()} type="button">
          {texts.retry}
        </button>
      )}
      {view && size === 0 && isBusy && <p className={styles.loading}>{texts.underWay}</p>}
      {view && size === 0 && !isBusy && (
        <div className={styles.empty}>
          <p className={styles.emptyTitle}>{texts.empty}</p>
          <p>{texts.emptyText}</p>
          <a className="button quiet" href={`/${lang}/products`}>
            {texts.emptyAction}
          </a>
        </div>
      )}
      {view && totals && size > 0 && (
        <>
          <div>
            {view.away && <p className={styles.problem}>{texts.away}</p>}
            {!view.away && view.lines.some((line) => noticeOf(line)?.startsWith("price")) && (
              <AcceptPrices lang={lang} texts={texts} view={view} />
            )}
            <ul className={styles.lines}>
              {view.lines.map((line) => (
                <CartLineRow key={line.sku} lang={lang} line={line} texts={texts} view={view} />
              ))}
            </ul>
          </div>
          <CartSummary lang={lang} place={place} texts={texts} totals={totals} view={view} />
        </>
      )}
    </div>
  );
}

/** The line that was removed last. */
function Removed({ lang, texts }: Pick<ContentsProps, "lang" | "texts">) {
  const last = useCart((cart) => cart.removed.at(-1));
  const restore = useCart((cart) => cart.restore);
  if (!last) return null;
  const { line, at } = last;
  const { sku, quantity, seenMinor: priceSeenMinor } = line;
  return (
    <RestoreForm
      removed={{ kind: "restore", line: { sku, quantity, priceSeenMinor }, at }}
      lang={lang}
      onSubmit={(event) => {
        event.preventDefault();
        restore();
      }}
      // Two colours of one thing have the same title.
      said={fill(texts.removed, {
        title: [line.title ?? texts.goneTitle, line.options].filter(Boolean).join(", "),
      })}
      texts={texts}
    />
  );
}
