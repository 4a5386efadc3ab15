"use client";
/** How many: a number that can be typed, with steps beside it where there is script. */
import { useState } from "react";
import type { Messages } from "../../messages/fill.ts";
import styles from "./quantity-field.module.css";

export function QuantityField({ max, texts }: { max: number; texts: Messages["product"] }) {
  const [typed, setTyped] = useState("1");
  const most = Math.max(1, max);
  const count = Math.min(most, Math.max(1, Number.parseInt(typed, 10) || 1));
  const step = (by: number) => setTyped(String(Math.min(most, Math.max(1, count + by))));
  return (
    <div className={styles.field}>
      <button
        aria-label={texts.fewer}
        className="needs-script"
        disabled={count <= 1}
        onClick={() => step(-1)}
        type="button"
      >
        −
      </button>
      <input
        aria-label={texts.quantity}
        autoComplete="off"
        inputMode="numeric"
        max={most}
        min={1}
        name="quantity"
        onBlur={() => setTyped(String(count))}
        onChange={(event) => setTyped(event.target.value)}
        required
        type="number"
        value={typed}
      />
      <button
        aria-label={texts.more}
        className="needs-script"
        disabled={count >= most}
        onClick={() => step(1)}
        type="button"
      >
        +
      </button>
    </div>
  );
}
