/** The row of the table that an operation passes, for what the document derives from it. */
import type { Operation } from "@edgemart/contracts/operation";
import { findRoute } from "../policies/match-row.ts";
import { ROUTES, type Route } from "../table/rows.ts";

/** Gives the row; null for what the gateway answers itself. */
export function rowOf({ method, path }: Operation): Route | null {
  const found = findRoute(path.replaceAll(/\{\w+\}/g, "x"), method.toUpperCase(), ROUTES);
  return found && "route" in found ? found.route : null;
}

/** Tells whether answers of an operation are stored under its key. */
export function storesAnswers(row: Route | null, method: string): boolean {
  if (!row?.idempotency.methods.includes(method.toUpperCase())) return false;
  return row.idempotency.use === "optional" || row.idempotency.use === "required";
}
