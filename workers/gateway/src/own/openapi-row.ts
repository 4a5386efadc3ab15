/** The row of the table that an operation passes, for what the document derives from it. */
import type { Operation } from "@edgemart/contracts/operation";
import type { Row } from "../table/row.ts";
import { ROWS } from "../table/rows.ts";

const BY_PLACE = new Map(
  ROWS.flatMap((row) => row.methods.map((method) => [`${method} ${row.path}`, row] as const)),
);

/** Gives the row; null for what the gateway answers itself. */
export function rowOf({ method, path }: Operation): Row | null {
  return BY_PLACE.get(`${method.toUpperCase()} ${path}`) ?? null;
}

/** Tells whether answers of an operation are stored under its key. */
export function storesAnswers(row: Row | null, method: string): boolean {
  if (!row?.idempotency.methods.includes(method.toUpperCase())) return false;
  return row.idempotency.use === "optional" || row.idempotency.use === "required";
}
