/** What a line of the cart is, and what is to be said of it. */
import type { ReactNode } from "react";
import { languageOf } from "#components/language-of.ts";
import { fill, type Messages } from "#messages/fill.ts";
import styles from "./cart-line-row.module.css";
import type { CartLineView } from "./shown-cart.ts";
import type { Notice } from "./totals.ts";

interface TextProps {
  line: CartLineView;
  title: string;
  notice: Notice | null;
  money(amountMinor: number): string;
  texts: Messages["cart"];
  children: ReactNode;
}

/** Draws names, notice and price of a line. */
export function CartLineText({ line, title, notice, money, texts, children }: TextProps) {
  return (
    <div className={styles.text}>
      {line.brand && (
        <p className={styles.brand} lang={languageOf(line.brand)}>
          {line.brand}
        </p>
      )}
      <p className={styles.title} lang={languageOf(title)}>
        {line.href ? <a href={line.href}>{title}</a> : title}
      </p>
      {line.options && (
        <p className={styles.options} lang={languageOf(line.options)}>
          {line.options}
        </p>
      )}
      {notice && (
        <p className={styles.notice} data-kind={notice}>
          {fill(texts.notices[notice], {
            count: line.availableMax,
            before: money(line.seenMinor ?? 0),
            now: money(line.unitMinor ?? 0),
          })}
        </p>
      )}
      {children}
    </div>
  );
}
