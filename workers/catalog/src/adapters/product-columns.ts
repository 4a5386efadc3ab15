/**
 * Columns of a product that are written and read as they are, one entry each: what inserts, changes and reads it is made
 * from this table. A field without an entry does not compile.
 */
import { ProductFacts } from "@edgemart/contracts/catalog";
import { type SQL, sql } from "drizzle-orm";
import type { ProductState } from "../ports/administration.ts";
import { textArray } from "./write-effects.ts";

/** Fields whose columns a statement makes in a way of its own. */
type OwnWay = "slug" | "status" | "title" | "description" | "brand" | "category" | "attributes";

/** Value of each column, by its name, which is the field's. */
const COLUMNS: { readonly [Name in Exclude<keyof ProductState, OwnWay>]: Value } = {
  tags: ({ tags }) => textArray(tags),
  options: ({ options }) => sql`${JSON.stringify(options)}::jsonb`,
  popularity: ({ popularity }) => sql`${popularity}::int`,
};
type Value = (state: ProductState) => SQL;

const NAMES = Object.keys(COLUMNS);
/** Those that shoppers see: facts, and options, whose names a view chooses by language. */
const SHOWN = NAMES.filter((name) => name in ProductFacts.shape || name === "options");

/** Their names, as an insert or a change lists them. */
export const PLAIN_COLUMNS: SQL = sql.raw(NAMES.join(", "));

/** Their values, in the same order. */
export function plainValues(state: ProductState): SQL {
  return sql.join(
    Object.values(COLUMNS).map((value) => value(state)),
    sql`, `,
  );
}

/** Their fields of a JSON object of product `p`. @param which `shown`: those that shoppers see */
export function plainFields(which: "all" | "shown"): SQL {
  const names = which === "all" ? NAMES : SHOWN;
  return sql.raw(names.map((name) => `'${name}', p.${name}`).join(", "));
}
