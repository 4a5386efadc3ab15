/**
 * Columns of a product that are written and read as they are, one entry each: what inserts, changes and reads it is made
 * from this table.
 */
import { type SQL, sql } from "drizzle-orm";
import type { ProductState } from "../ports/administration.ts";
import { textArray } from "./write-effects.ts";

interface PlainColumn {
  /** Of the table, and the field's name. */
  name: keyof ProductState;
  value(state: ProductState): SQL;
  /** Shoppers see it too. */
  isShown?: true;
}

const COLUMNS: readonly PlainColumn[] = [
  { name: "tags", value: ({ tags }) => textArray(tags), isShown: true },
  {
    name: "options",
    value: ({ options }) => sql`${JSON.stringify(options)}::jsonb`,
    isShown: true,
  },
  { name: "popularity", value: ({ popularity }) => sql`${popularity}::int` },
];

/** Their names, as an insert or a change lists them. */
export const PLAIN_COLUMNS: SQL = sql.raw(COLUMNS.map(({ name }) => name).join(", "));

/** Their values, in the same order. */
export function plainValues(state: ProductState): SQL {
  return sql.join(
    COLUMNS.map(({ value }) => value(state)),
    sql`, `,
  );
}

/** Their fields of a JSON object of product `p`. @param which `shown`: those that shoppers see */
export function plainFields(which: "all" | "shown"): SQL {
  const columns = COLUMNS.filter(({ isShown }) => which === "all" || isShown);
  return sql.raw(columns.map(({ name }) => `'${name}', p.${name}`).join(", "));
}
