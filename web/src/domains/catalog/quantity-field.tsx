"use client";
/** How many: a number that can be typed, with steps next to it, which work before React does (`theme-script.ts`). */
import { useEffect, useRef } from "react";
import { fill, type Messages } from "#messages/fill.ts";
import styles from "./quantity-field.module.css";

interface QuantityProps {
  max: number;
  /** Receives the sentence when what was typed is no quantity, and null when it is one. */
  onRefuse(sentence: string | null): void;
  texts: Messages["product"];
}

/** Draws the number with its two steps; `onRefuse` is called when the browser finds it wrong. */
export function QuantityField({ max, onRefuse, texts }: QuantityProps) {
  const field = useRef<HTMLInputElement>(null);
  const most = Math.max(1, max);
  const check = () => {
    const input = field.current;
    if (!input || input.validity.valid) return onRefuse(null);
    input.value = String(input.validity.rangeOverflow ? most : 1);
    onRefuse(fill(texts.wrongQuantity, { max: most }));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another variant has another limit
  useEffect(() => {
    if (field.current?.validity.rangeOverflow) check();
  }, [most]);
  return (
    <div className={styles.field}>
      <button aria-label={texts.fewer} className="needs-script" data-step="-1" type="button">
        −
      </button>
      <input
        aria-label={texts.quantity}
        autoComplete="off"
        defaultValue={1}
        inputMode="numeric"
        max={most}
        min={1}
        name="quantity"
        onBlur={check}
        ref={field}
        required
        type="number"
      />
      <button aria-label={texts.more} className="needs-script" data-step="1" type="button">
        +
      </button>
    </div>
  );
}
