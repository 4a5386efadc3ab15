/** Chooses the row of the table: 404 when no row has the path, 405 with `Allow` when one has it for other methods. */
import { refuseMethod } from "@edgemart/worker-kit/create-app";
import { pathOf } from "@edgemart/worker-kit/request-target";
import type { GatewayMiddleware } from "../context.ts";
import { findRow } from "../table/find-row.ts";
import { LAYOUT } from "../table/rows.ts";

/** Sets the row of the request, or refuses it. */
export const matchRow: GatewayMiddleware = async (c, next) => {
  const match = findRow(pathOf(c.req.url), c.req.method, LAYOUT);
  // An address of the gateway's own, asked with a method it does not take, or none at all.
  if (!match) return c.notFound();
  if ("allow" in match) return refuseMethod(c, match.allow);
  c.set("row", match.row);
  await next();
};
