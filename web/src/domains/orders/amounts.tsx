/** The sum of an order: one row for each part, the total last. */
import type { ReactNode } from "react";
import styles from "./amounts.module.css";

/** A part of the sum. */
export interface AmountRow {
  label: string;
  value: ReactNode;
  kind?: "total" | "saved" | "part";
  /** Said behind the label, small. */
  note?: string | undefined;
}

/** Draws the rows. */
export function Amounts({ rows }: { rows: readonly AmountRow[] }) {
  return (
    <dl className={styles.amounts}>
      {rows.map(({ label, value, kind, note }) => (
        <div className={kind && styles[kind]} key={label}>
          <dt>
            {label}
            {note && <small> {note}</small>}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
