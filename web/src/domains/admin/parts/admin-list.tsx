/** A list of the administration: a table of rows, a sentence where there are none, and the way through its pages. */
import type { ReactNode } from "react";
import styles from "../admin.module.css";
import { Pager } from "./pager.tsx";
import { type Column, TableBox } from "./table-box.tsx";

interface ListProps<T> {
  items: readonly T[];
  columns: readonly Column[];
  /** Draws the row of an item, with its key. */
  row(item: T): ReactNode;
  /** Says that there is nothing. */
  none: string;
  /** Name of the table, or the id of the text that names it. */
  named: { label: string } | { titledBy: string };
  /** For a list that is read by cursor. */
  pages?: Parameters<typeof Pager>[0];
  /** What is shown answers a search: an empty list is then announced. */
  isSearched?: boolean;
  /** On a phone a row is a record (`TableBox`). */
  isStacked?: boolean;
}

/** Draws one list; all lists of the administration are drawn by it. */
export function AdminList<T>(props: ListProps<T>) {
  const { items, columns, row, none, named, pages, isSearched, isStacked } = props;
  return (
    <>
      {items.length === 0 ? (
        <p className={styles.soft} role={isSearched ? "status" : undefined}>
          {none}
        </p>
      ) : (
        <TableBox columns={columns} isStacked={isStacked} {...named}>
          {items.map(row)}
        </TableBox>
      )}
      {pages && <Pager {...pages} />}
    </>
  );
}
