/** What the order would cost now, with the coupon and the way to have it worked out again. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Quote, QuoteLine } from "@edgemart/contracts/order";
import type { ReactNode } from "react";
import { formatMoney } from "#components/money.ts";
import { type AmountRow, Amounts } from "#domains/orders/amounts.tsx";
import frame from "#domains/orders/frame.module.css";
import { OrderLines } from "#domains/orders/order-lines.tsx";
import { Field } from "#forms/fields/field.tsx";
import { fill, type Messages } from "#messages/messages.ts";
import styles from "./checkout.module.css";
import type { ValueOf } from "./value-of.ts";

interface SummaryProps {
  lang: Locale;
  messages: Messages;
  quote: Quote;
  fields: Record<string, string>;
  value: ValueOf;
  /** The way on. */
  children: ReactNode;
}

/** Draws lines, coupon and sums. */
export function QuoteSummary({ lang, messages, quote, fields, value, children }: SummaryProps) {
  const texts = messages.checkout;
  const errors: Record<string, string> = texts.errors;
  const couponError = quote.problem?.startsWith("coupon_") ? errors[quote.problem] : undefined;
  const problem = quote.problem && !couponError ? errors[quote.problem] : undefined;
  return (
    <section aria-label={texts.amounts} className={styles.aside}>
      <h2>{texts.lines}</h2>
      <OrderLines
        lang={lang}
        lines={quote.lines.map((line) => ({
          key: line.sku ?? line.productId ?? "",
          title: line.title,
          options: line.options,
          pictureId: line.pictureId,
          href: line.slug && `/${lang}/products/${line.slug}${line.sku ? `?v=${line.sku}` : ""}`,
          quantity: fill(texts.quantity, { count: line.quantity }),
          total: line.unit && {
            ...line.unit,
            amountMinor: line.unit.amountMinor * line.quantity,
          },
          note: noteOf(line, texts),
        }))}
      />
      <div className={styles.coupon}>
        <Field
          autoCapitalize="characters"
          defaultValue={value("couponCode")}
          error={fields.couponCode ?? couponError}
          label={texts.coupon}
          maxLength={24}
          name="couponCode"
          optional={messages.mine.optional}
          spellCheck={false}
        />
        <button className="button quiet" name="do" type="submit" value="quote">
          {texts.couponApply}
        </button>
      </div>
      {quote.coupon && (
        <p className={frame.note} role="status">
          {fill(texts.couponApplied, { code: quote.coupon.code })} {texts.couponRemove}
        </p>
      )}
      <Amounts rows={rowsOf(quote, lang, texts)} />
      {problem && (
        <p className={styles.warn} role="alert">
          {problem}
        </p>
      )}
      {quote.pointsToEarn > 0 && (
        <p className={frame.note}>
          {fill(texts.toEarn, { points: quote.pointsToEarn.toLocaleString(lang) })}
        </p>
      )}
      {children}
      <button className="button quiet" name="do" type="submit" value="quote">
        {texts.update}
      </button>
    </section>
  );
}

function rowsOf(quote: Quote, lang: Locale, texts: Messages["checkout"]): AmountRow[] {
  const { itemsTotal, discount, shipping, total } = quote;
  return [
    { label: texts.items, value: formatMoney(itemsTotal, lang) },
    ...(discount.amountMinor > 0
      ? [
          {
            label: texts.discount,
            value: `−${formatMoney(discount, lang)}`,
            kind: "saved" as const,
          },
        ]
      : []),
    {
      label: texts.shipping,
      value: shipping.amountMinor === 0 ? texts.free : formatMoney(shipping, lang),
    },
    { label: texts.total, note: texts.vat, value: formatMoney(total, lang), kind: "total" },
  ];
}

function noteOf(line: QuoteLine, texts: Messages["checkout"]) {
  if (!line.problem) return undefined;
  return { text: fill(texts.problems[line.problem], { count: line.available }), isBad: true };
}
