"use client";
/** What the typed points come to: what is left to pay, and how many points stay. */
import type { Locale } from "@edgemart/contracts/locale";
import type { Money } from "@edgemart/contracts/money";
import { useRef } from "react";
import { formatMoney } from "#components/money.ts";
import { fill } from "#messages/fill.ts";
import styles from "./checkout.module.css";
import { splitBy } from "./points-split.ts";
import { useTyped } from "./use-typed.ts";

interface ThenProps {
  lang: Locale;
  total: Money;
  /** Points that can be spent. */
  points: number;
  /** What the field holds when the page is drawn. */
  typed: string;
  /** The field was refused: nothing is said next to that. */
  isWrong: boolean;
  /** Nothing else is said on the page: the sentence is what the address leads to. */
  isAnswer: boolean;
  texts: { pointsThen: string; pointsThenAll: string };
}

/** Draws the sentence; it is empty where no points are used, and where this many cannot be. */
export function PointsThen(props: ThenProps) {
  const { lang, total, points, typed, isWrong, isAnswer, texts } = props;
  const place = useRef<HTMLParagraphElement>(null);
  const now = useTyped(place, "pointUsed") ?? typed;
  const isRefused = isWrong && now === typed;
  const split = isRefused ? null : splitBy(now, points, total.amountMinor);
  const used = split?.points ? split : null;
  return (
    <p
      className={used ? styles.answer : undefined}
      id={used && isAnswer && now === typed ? "notice" : undefined}
      ref={place}
      role="status"
      tabIndex={-1}
    >
      {used &&
        fill(used.cardMinor === 0 ? texts.pointsThenAll : texts.pointsThen, {
          points: used.points.toLocaleString(lang),
          card: formatMoney({ ...total, amountMinor: used.cardMinor }, lang),
          left: (points - used.points).toLocaleString(lang),
        })}
    </p>
  );
}
