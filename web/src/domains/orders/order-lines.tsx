/** What is ordered, line by line: before placing, while paying, and on the order's own page. */
import type { Locale, LocalText } from "@edgemart/contracts/locale";
import type { Money } from "@edgemart/contracts/money";
import type { ReactNode } from "react";
import { languageOf } from "#components/language-of.ts";
import { formatMoney } from "#components/money.ts";
import { localText } from "./local-text.ts";
import styles from "./order-lines.module.css";
import { OrderPicture } from "./order-picture.tsx";

/** A line as it is shown. */
export interface ShownLine {
  key: string;
  /** Null for what is not known any more. */
  title: LocalText | null;
  options: readonly LocalText[];
  pictureId: string | null;
  href: string | null;
  quantity: string;
  total: Money | null;
  /** What is to be said of it, and whether it is in the way. */
  note?: { text: string; isBad: boolean } | undefined;
  below?: ReactNode;
}

/** Draws the lines. */
export function OrderLines({ lines, lang }: { lines: readonly ShownLine[]; lang: Locale }) {
  return (
    <ul className={styles.lines}>
      {lines.map((line) => {
        const title = line.title ? localText(line.title, lang) : line.key;
        const options = line.options.map((option) => localText(option, lang)).join(" / ");
        return (
          <li className={styles.line} key={line.key}>
            <OrderPicture id={line.pictureId} />
            <div className={styles.text}>
              <p className={styles.title} lang={languageOf(title)}>
                {line.href ? <a href={line.href}>{title}</a> : title}
              </p>
              {options && (
                <p className={styles.soft} lang={languageOf(options)}>
                  {options}
                </p>
              )}
              <p className={styles.soft}>{line.quantity}</p>
              {line.note && (
                <p className={line.note.isBad ? styles.bad : styles.soft}>{line.note.text}</p>
              )}
              {line.below}
            </div>
            {line.total && <p className={styles.price}>{formatMoney(line.total, lang)}</p>}
          </li>
        );
      })}
    </ul>
  );
}
