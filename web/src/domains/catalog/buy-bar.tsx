"use client";
/** On a phone, price and button stay at hand while the form's own button is out of sight. */
import type { Locale } from "@edgemart/contracts/locale";
import { type RefObject, useEffect, useState } from "react";
import { languageOf } from "#components/language-of.ts";
import { formatMoney } from "#components/money.ts";
import styles from "./buy-bar.module.css";
import type { BuyableVariant } from "./buyable.ts";

interface BarProps {
  form: string;
  title: string;
  variant: BuyableVariant | null;
  sold: boolean;
  /** What its button says. */
  label: string;
  lang: Locale;
  /** The button it replaces. */
  until: RefObject<HTMLElement | null>;
}

/** Draws the bar with price and button that is shown while the form's own button is out of sight. */
export function BuyBar({ form, title, variant, sold, label, lang, until }: BarProps) {
  const [isNeeded, setIsNeeded] = useState(false);
  useEffect(() => {
    if (!until.current) return;
    const observer = new IntersectionObserver(([seen]) => setIsNeeded(!seen?.isIntersecting));
    observer.observe(until.current);
    return () => observer.disconnect();
  }, [until]);
  return (
    <div className={styles.bar} data-shown={isNeeded ? "" : undefined} inert={!isNeeded}>
      <p className={styles.text}>
        <span lang={languageOf(title)}>{title}</span>
        {variant && <b>{formatMoney(variant.price, lang)}</b>}
      </p>
      <button className="button" disabled={sold} form={form} type="submit">
        {label}
      </button>
    </div>
  );
}
