"use client";
/** The button that pays: says the amount that is left after the points that are typed. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Money } from "@edgemart/contracts/money";
import { useRef } from "react";
import { formatMoney } from "#components/money.ts";
import { SubmitButton } from "#forms/fields/submit-button.tsx";
import { fill } from "#messages/fill.ts";
import { splitBy } from "./points-split.ts";
import { useTyped } from "./use-typed.ts";

interface PayButtonProps {
  lang: Locale;
  total: Money;
  /** Points that can be spent; null where the form has no field for them. */
  points: number | null;
  texts: { submit: string; submitPlain: string; submitPoints: string; pending: string };
}

/** Draws the button; without script, and for points that cannot be used, it names no amount that may be wrong. */
export function PayButton({ lang, total, points, texts }: PayButtonProps) {
  const place = useRef<HTMLDivElement>(null);
  const typed = useTyped(place, "pointUsed");
  return (
    <div ref={place}>
      <SubmitButton pending={texts.pending} text={labelOf(typed)} />
    </div>
  );

  function labelOf(text: string | null): string {
    if (points !== null && text === null) return texts.submitPlain;
    const split = splitBy(text ?? "", points ?? 0, total.amountMinor);
    if (!split) return texts.submitPlain;
    if (split.cardMinor === 0 && split.points > 0) return texts.submitPoints;
    const left = { ...total, amountMinor: split.cardMinor };
    return fill(texts.submit, { total: formatMoney(left, lang) });
  }
}
