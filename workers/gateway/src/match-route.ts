/** Chooses the row of the table: 404 when no row has the path, 405 with `Allow` when one has it for other methods. */
import { problem } from "@edgemart/worker-kit/create-app";
import { isCanonicalPath } from "./canonical-path.ts";
import type { GatewayMiddleware } from "./context.ts";
import { ROUTES, type Route } from "./routes.ts";

export type RouteMatch = { route: Route } | { allow: string[] } | null;

/** Finds the first row with the path and the method. Pure. */
export function findRoute(path: string, method: string, rows: readonly Route[]): RouteMatch {
  if (!isCanonicalPath(path)) return null;
  const found = rows.filter(
    (row) => path === row.prefix || (!row.exact && path.startsWith(`${row.prefix}/`)),
  );
  // The most specific row owns the path: a broader one must not add methods to it.
  const longest = Math.max(...found.map((row) => row.prefix.length));
  const nearest = found.filter((row) => row.prefix.length === longest);
  const exact = nearest.filter((row) => row.exact);
  const own = exact.length > 0 ? exact : nearest;
  const route = own.find((row) => row.methods.includes(method));
  if (route) return { route };
  return own.length ? { allow: [...new Set(own.flatMap((row) => row.methods))] } : null;
}

export const matchRoute: GatewayMiddleware = async (c, next) => {
  const match = findRoute(new URL(c.req.url).pathname, c.req.method, ROUTES);
  if (!match) return problem(c, { code: "not_found" });
  if ("allow" in match) {
    return problem(c, { code: "method_not_allowed" }, { allow: match.allow.join(", ") });
  }
  c.set("route", match.route);
  await next();
};
