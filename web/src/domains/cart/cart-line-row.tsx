"use client";
/** One line of the cart: a form that works by itself, and sooner with script. */
import type { Locale } from "@edgemart/contracts/locale";
import { type SubmitEvent, useEffect, useState } from "react";
import { useCart } from "../../components/stores.tsx";
import { fill, type Messages } from "../../messages/fill.ts";
import { formatMoney } from "../catalog/money.ts";
import styles from "./cart-line-row.module.css";
import type { CartLineView, CartView } from "./shown-cart.ts";
import { lineTotal, noticeOf } from "./totals.ts";

interface RowProps {
  line: CartLineView;
  view: CartView;
  lang: Locale;
  texts: Messages["cart"];
}

export function CartLineRow({ line, view, lang, texts }: RowProps) {
  const set = useCart((cart) => cart.set);
  const [typed, setTyped] = useState(String(line.quantity));
  useEffect(() => setTyped(String(line.quantity)), [line.quantity]);
  const title = line.title ?? (view.away ? line.sku : texts.goneTitle);
  const money = (amountMinor: number) =>
    formatMoney({ amountMinor, currency: view.currency }, lang);
  const change = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const pressed = (event.nativeEvent.submitter as HTMLButtonElement | null)?.value;
    const quantity = Number(pressed || typed);
    if (Number.isInteger(quantity) && quantity >= 0) set(line.sku, quantity, lang);
    else setTyped(String(line.quantity));
  };
  const notice = view.away ? null : noticeOf(line);
  const isSold = line.unitMinor !== null;
  const hasSteps = (isSold || view.away) && notice !== "sold_out";
  return (
    <li className={styles.line}>
      <span className={styles.frame}>
        {line.picture && (
          // biome-ignore lint/performance/noImgElement: pictures come from the image CDN, never through Next's optimiser
          <img
            alt=""
            decoding="async"
            height={120}
            loading="lazy"
            sizes="7.5rem"
            src={line.picture.src}
            srcSet={line.picture.srcSet}
            width={120}
          />
        )}
      </span>
      <div className={styles.text}>
        {line.brand && <p className={styles.brand}>{line.brand}</p>}
        <p className={styles.title}>{line.href ? <a href={line.href}>{title}</a> : title}</p>
        {line.options && <p className={styles.options}>{line.options}</p>}
        {notice && (
          <p className={styles.notice} data-kind={notice}>
            {fill(texts.notices[notice], {
              count: line.availableMax,
              before: money(line.seenMinor ?? 0),
              now: money(line.unitMinor ?? 0),
            })}
          </p>
        )}
      </div>
      <form action="/api/cart" className={styles.form} method="post" onSubmit={change}>
        <input name="do" type="hidden" value="set" />
        <input name="lang" type="hidden" value={lang} />
        <input name="sku" type="hidden" value={line.sku} />
        {/* First in the form: Enter in the field means this one. */}
        {hasSteps && (
          <button className={styles.change} type="submit">
            {texts.change}
          </button>
        )}
        {hasSteps && (
          <div className={styles.stepper}>
            <button
              aria-label={fill(texts.less, { title })}
              disabled={line.quantity <= 1}
              name="to"
              type="submit"
              value={line.quantity - 1}
            >
              −
            </button>
            <input
              aria-label={fill(texts.quantity, { title })}
              autoComplete="off"
              inputMode="numeric"
              maxLength={2}
              name="quantity"
              onBlur={(event) =>
                typed !== String(line.quantity) && event.currentTarget.form?.requestSubmit()
              }
              onChange={(event) => setTyped(event.target.value)}
              pattern="[0-9]{1,2}"
              required
              value={typed}
            />
            <button
              aria-label={fill(texts.more, { title })}
              disabled={line.quantity >= Math.min(99, view.away ? 99 : line.availableMax)}
              name="to"
              type="submit"
              value={line.quantity + 1}
            >
              +
            </button>
          </div>
        )}
        {notice === "fewer" && (
          <button className={styles.plain} name="to" type="submit" value={line.availableMax}>
            {fill(texts.takeRest, { count: line.availableMax })}
          </button>
        )}
        <button
          aria-label={fill(texts.removeOf, { title })}
          className={`${styles.plain} ${styles.remove}`}
          name="to"
          type="submit"
          value={0}
        >
          {texts.remove}
        </button>
      </form>
      {isSold && hasSteps && (
        <p className={styles.price}>
          {line.compareMinor !== null && line.compareMinor > (line.unitMinor ?? 0) && (
            <s>
              <span className="visually-hidden">{texts.listPrice} </span>
              {money(line.compareMinor * Math.min(line.quantity, line.availableMax))}
            </s>
          )}
          <b>{money(lineTotal(line))}</b>
        </p>
      )}
    </li>
  );
}
