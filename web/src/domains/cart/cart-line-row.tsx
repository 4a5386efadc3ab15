"use client";
/** One line of the cart: a form that works by itself, and sooner with script. */
import type { Locale } from "@edgemart/contracts/locale";
import { type SubmitEvent, useState } from "react";
import { formatMoney } from "#components/money.ts";
import { fill, type Messages } from "#messages/fill.ts";
import styles from "./cart-line-row.module.css";
import { CartLineText } from "./cart-line-text.tsx";
import type { CartLineView, CartView } from "./shown-cart.ts";
import { lineTotal, noticeOf } from "./totals.ts";
import { useCart } from "./use-cart.ts";
import { useQuantityField } from "./use-quantity-field.ts";

interface RowProps {
  line: CartLineView;
  view: CartView;
  lang: Locale;
  texts: Messages["cart"];
}

/** Draws one line with its quantity, what is to be said of it, and the way to remove it. */
export function CartLineRow({ line, view, lang, texts }: RowProps) {
  const set = useCart((cart) => cart.set);
  const isBusy = useCart((cart) => cart.underWay.has(line.sku));
  const [isRefused, setRefused] = useState(false);
  const { quantity } = line;
  const field = useQuantityField(quantity);
  const title = line.title ?? (view.away ? line.sku : texts.goneTitle);
  const money = (amountMinor: number) =>
    formatMoney({ amountMinor, currency: view.currency }, lang);
  const change = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const pressed = (event.nativeEvent.submitter as HTMLButtonElement | null)?.value;
    const typed = pressed || (field.current?.value ?? "").trim();
    const isCount = /^[0-9]{1,2}$/.test(typed);
    setRefused(!isCount);
    if (field.current && (pressed || !isCount)) field.current.value = String(quantity);
    if (isCount && Number(typed) !== quantity) set(line.sku, Number(typed));
  };
  const notice = view.away ? null : noticeOf(line);
  const isSold = line.unitMinor !== null;
  const hasSteps = (isSold || view.away) && notice !== "sold_out";
  return (
    <li aria-busy={isBusy} className={styles.line}>
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
      <CartLineText line={line} money={money} notice={notice} texts={texts} title={title}>
        {isRefused && (
          <p className={styles.refused} role="alert">
            {fill(texts.wrongQuantity, { count: quantity })}
          </p>
        )}
      </CartLineText>
      <form action="/api/cart" className={styles.form} method="post" onSubmit={change}>
        <input name="do" type="hidden" value="set" />
        <input name="lang" type="hidden" value={lang} />
        <input name="sku" type="hidden" value={line.sku} />
        <input name="saw" type="hidden" value={quantity} />
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
              disabled={quantity <= 1}
              name="to"
              type="submit"
              value={quantity - 1}
            >
              −
            </button>
            <input
              aria-label={fill(texts.quantity, { title })}
              autoComplete="off"
              defaultValue={quantity}
              inputMode="numeric"
              maxLength={2}
              name="quantity"
              onBlur={({ currentTarget: { form, value } }) =>
                value !== String(quantity) && form?.requestSubmit()
              }
              pattern="[0-9]{1,2}"
              ref={field}
              required
            />
            <button
              aria-label={fill(texts.more, { title })}
              disabled={quantity >= Math.min(99, view.away ? 99 : line.availableMax)}
              name="to"
              type="submit"
              value={quantity + 1}
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
              {money(line.compareMinor * Math.min(quantity, line.availableMax))}
            </s>
          )}
          <b>{money(lineTotal(line))}</b>
        </p>
      )}
    </li>
  );
}
