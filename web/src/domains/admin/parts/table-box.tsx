/** A table in a box of its own: a wide one scrolls in it, the page never does, and keys reach it. */
import type { ReactNode } from "react";
import styles from "../admin.module.css";

/** Heading of a column; of numbers, which are aligned to the end; none, for what is done to a row. */
export type Column = string | { number: string } | null;

type BoxProps = {
  columns: readonly Column[];
  children: ReactNode;
  /** On a phone a row is a record, its cells one after another; a cell that needs its heading there has it as `data-term`. */
  isStacked?: boolean | undefined;
} & (
  | { label: string }
  /** Id of the text that names it. */
  | { titledBy: string }
);

/** @param children rows */
export function TableBox({ columns, children, isStacked, ...named }: BoxProps) {
  const name =
    "label" in named ? { "aria-label": named.label } : { "aria-labelledby": named.titledBy };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keys
    <section {...name} className={styles.scroll} tabIndex={0}>
      <table className={isStacked ? `${styles.table} ${styles.stacked}` : styles.table}>
        <thead>
          <tr>
            {columns.map((column) =>
              column === null ? (
                <td key="acts" />
              ) : typeof column === "string" ? (
                <th key={column} scope="col">
                  {column}
                </th>
              ) : (
                <th className={styles.number} key={column.number} scope="col">
                  {column.number}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
