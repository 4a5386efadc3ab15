"use client";
/** Choosing and buying: options as radios, price and stock of what is chosen, and the button; a plain form without script. */
import type { Locale } from "@edgemart/contracts/locale";
import { type SubmitEvent, useEffect, useRef, useState } from "react";
import { useCart } from "#domains/cart/use-cart.ts";
import { fill, type Messages } from "#messages/fill.ts";
import { BuyBar } from "./buy-bar.tsx";
import styles from "./buy-form.module.css";
import type { Buyable, BuyableVariant } from "./buyable.ts";
import { OptionChoice } from "./option-choice.tsx";
import { Price } from "./price.tsx";
import { QuantityField } from "./quantity-field.tsx";
import { useChosenValues } from "./use-chosen-values.ts";
import { chosenVariant, firstChoice } from "./variant-choice.ts";
import { VariantPrices } from "./variant-prices.tsx";

interface BuyProps {
  product: Buyable;
  /** The variant the address names. */
  sku: string | null;
  lang: Locale;
  texts: Messages["product"];
  problems: Messages["cart"]["problems"];
  /** Said above the button: what a form without script was refused for. */
  refusal: string | null;
}

const FORM = "buy";

/** Draws options, price, quantity and button; with script it adds in place. */
export function BuyForm({ product, sku, lang, texts, problems, refusal }: BuyProps) {
  const add = useCart((cart) => cart.add);
  const open = useCart((cart) => cart.open);
  const isBusy = useCart((cart) => cart.underWay.has("add"));
  const own = useRef<HTMLFormElement>(null);
  const [values, setValues] = useChosenValues(product, sku, own);
  const [problem, setProblem] = useState(refusal);
  const button = useRef<HTMLButtonElement>(null);
  const variant = chosenVariant(product, values);
  const sold = !variant || variant.availableMax < 1;
  const label = sold ? texts.soldOut : isBusy ? texts.adding : texts.add;
  const varies = new Set(product.variants.map(({ price }) => price.amountMinor)).size > 1;

  useEffect(() => {
    if (!variant || product.options.length === 0) return;
    const url = new URL(window.location.href);
    if ((url.searchParams.get("v") ?? firstChoice(product, null)?.sku) === variant.sku) return;
    url.searchParams.set("v", variant.sku);
    window.history.replaceState(window.history.state, "", url);
  }, [variant, product]);

  const buy = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!variant || isBusy) return;
    const quantity = String(new FormData(event.currentTarget).get("quantity") ?? "1");
    const form = new URLSearchParams({ do: "add", sku: variant.sku, quantity });
    setProblem(null);
    const refused = await add(form);
    if (refused) setProblem(problems[refused]);
    else open(true);
  };
  return (
    <form
      action="/api/cart"
      aria-busy={isBusy}
      className={styles.form}
      id={FORM}
      method="post"
      onSubmit={(event) => void buy(event)}
      ref={own}
    >
      <input name="do" type="hidden" value="add" />
      <input name="lang" type="hidden" value={lang} />
      <input name="slug" type="hidden" value={product.slug} />
      <p className="visually-hidden" role="status">
        {isBusy && texts.adding}
      </p>
      <div aria-live="polite" className={`${styles.price} ${varies ? "needs-script" : ""}`}>
        {variant && (
          <Price lang={lang} large of={{ ...variant, priceVaries: false }} texts={texts} />
        )}
        <p className={styles.state} data-stock={variant?.stock ?? "sold_out"}>
          {stockText(variant, texts)} <span>{texts.vat}</span>
        </p>
      </div>
      {product.options.map((option, index) => (
        <OptionChoice
          index={index}
          key={option.key}
          onChoose={setValues}
          option={option}
          product={product}
          texts={texts}
          values={values}
        />
      ))}
      {varies && <VariantPrices lang={lang} product={product} texts={texts} />}
      {problem && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={styles.row}>
        <QuantityField max={variant?.availableMax ?? 1} onRefuse={setProblem} texts={texts} />
        <button className="button" disabled={sold} ref={button} type="submit">
          {label}
        </button>
      </div>
      <BuyBar
        form={FORM}
        label={label}
        lang={lang}
        sold={sold}
        title={product.title}
        until={button}
        variant={variant}
      />
    </form>
  );
}

function stockText(variant: BuyableVariant | null, texts: Messages["product"]): string {
  if (!variant || variant.stock === "sold_out") return texts.soldOut;
  if (variant.stock === "in_stock") return texts.inStock;
  return fill(texts.fewLeft, { count: variant.availableMax });
}
