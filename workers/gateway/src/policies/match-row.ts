/** Chooses the row of the table: 404 when no row has the path, 405 with `Allow` when one has it for other methods. */
import { refuseMethod } from "@edgemart/worker-kit/create-app";
import { pathOf } from "@edgemart/worker-kit/request-target";
import type { GatewayMiddleware } from "../context.ts";
import { isCanonicalPath } from "../table/canonical-path.ts";
import { ROUTES, type Route } from "../table/rows.ts";

export type RouteMatch = { route: Route } | { allow: string[] } | null;

// A table's rows by their prefix, laid out once: a lookup costs the path's segments, not the table's length.
const layouts = new WeakMap<readonly Route[], Map<string, Route[]>>();

/** Finds the first row with the path and the method. Pure. */
export function findRoute(path: string, method: string, rows: readonly Route[]): RouteMatch {
  if (!isCanonicalPath(path)) return null;
  const own = nearestRows(path, layoutOf(rows));
  const route = own.find((row) => row.methods.includes(method));
  if (route) return { route };
  return own.length ? { allow: [...new Set(own.flatMap((row) => row.methods))] } : null;
}

/** The most specific rows own the path: a broader one must not add methods to them. */
function nearestRows(path: string, layout: Map<string, Route[]>): Route[] {
  const here = layout.get(path);
  if (here) {
    const exact = here.filter((row) => row.exact);
    return exact.length > 0 ? exact : here;
  }
  for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) {
    const above = layout.get(path.slice(0, end))?.filter((row) => !row.exact) ?? [];
    if (above.length > 0) return above;
  }
  return [];
}

function layoutOf(rows: readonly Route[]): Map<string, Route[]> {
  let layout = layouts.get(rows);
  if (!layout) {
    layout = Map.groupBy(rows, (row) => row.prefix);
    layouts.set(rows, layout);
  }
  return layout;
}

export const matchRoute: GatewayMiddleware = async (c, next) => {
  const match = findRoute(pathOf(c.req.url), c.req.method, ROUTES);
  // An address of the gateway's own, asked with a method it does not take, or none at all.
  if (!match) return c.notFound();
  if ("allow" in match) return refuseMethod(c, match.allow);
  c.set("route", match.route);
  await next();
};
