/** What Next, OpenNext and React answer or read by themselves, and what of it the shop uses. Pure; data and its readers. */

interface Own {
  /** Where the package says so, below node_modules. */
  source: string;
  /** `shut`: never reaches Next. `used`: the shop needs it. `inner`: a name inside the packages, no address or input. */
  use: "shut" | "used" | "inner";
}

const TEMPLATE = "@opennextjs/cloudflare/dist/cli/templates/worker.js";
const ROUTING = "@opennextjs/aws/dist/core/routingHandler.js";
const MATCHER = "@opennextjs/aws/dist/core/routing/matcher.js";
const CONSTANTS = "next/dist/lib/constants.js";
const ROUTER = "next/dist/client/components/app-router-headers.js";

/** Paths they know. A row covers the path and all that begins with it. */
export const FRAMEWORK_PATHS: Record<string, Own> = {
  // Fetches any address and gives back what it gets (CVE-2026-3125; opennextjs-cloudflare#1329).
  "/cdn-cgi/image/": { source: TEMPLATE, use: "shut" },
  "/_next/image": { source: TEMPLATE, use: "shut" },
  "/_next/data": { source: MATCHER, use: "shut" },
  "/_next/development/": { source: "next/dist/server/dev/next-dev-server.js", use: "shut" },
  // Files of the build are answered before the Worker; what comes this far is a miss.
  "/_next": { source: "next/dist/server/base-server.js", use: "shut" },
  "/__next": { source: "next/dist/server/dev/middleware-turbopack.js", use: "shut" },
  "/_error": { source: "next/dist/shared/lib/constants.js", use: "shut" },
  "/_not-found": { source: "next/dist/shared/lib/entry-constants.js", use: "shut" },
  "/_global-error": { source: "next/dist/shared/lib/entry-constants.js", use: "shut" },
  "/_app": { source: "next/dist/shared/lib/constants.js", use: "inner" },
  "/_document": { source: "next/dist/shared/lib/constants.js", use: "inner" },
  "/_middleware": { source: "next/dist/server/next-server.js", use: "inner" },
  "/_full": { source: "next/dist/server/app-render/collect-segment-data.js", use: "inner" },
  "/_head": {
    source: "next/dist/shared/lib/segment-cache/segment-value-encoding.js",
    use: "inner",
  },
  "/_index": { source: "next/dist/server/app-render/collect-segment-data.js", use: "inner" },
  "/_tree": { source: "next/dist/server/app-render/collect-segment-data.js", use: "inner" },
};

/** Endings of a path by which they answer something else than the page of that path. */
export const FRAMEWORK_ENDINGS: Record<string, Own> = {
  ".rsc": { source: CONSTANTS, use: "shut" },
  ".segments": { source: CONSTANTS, use: "shut" },
  ".segment.rsc": { source: CONSTANTS, use: "shut" },
  ".action": { source: CONSTANTS, use: "shut" },
  ".meta": { source: CONSTANTS, use: "shut" },
  ".body": { source: CONSTANTS, use: "shut" },
  // A client of `output: export` alone asks for it; robots.txt is a page of the shop.
  ".txt": {
    source: "next/dist/client/components/router-reducer/fetch-server-response.js",
    use: "inner",
  },
};

/** Query parameters they read. A row that ends in `*` covers what begins so. */
export const FRAMEWORK_PARAMETERS: Record<string, Own> = {
  _rsc: { source: ROUTER, use: "shut" },
  "nxtP*": { source: CONSTANTS, use: "shut" },
  "nxtI*": { source: CONSTANTS, use: "shut" },
  "__next*": { source: "next/dist/server/base-server.js", use: "shut" },
  dpl: { source: "@opennextjs/cloudflare/dist/cli/templates/skew-protection.js", use: "shut" },
};

/** Cookies they read: draft mode, previews and their own testing. */
export const FRAMEWORK_COOKIES: Record<string, Own> = {
  __prerender_bypass: { source: "next/dist/server/api-utils/index.js", use: "shut" },
  __next_preview_data: { source: "next/dist/server/api-utils/index.js", use: "shut" },
  "next-instant-navigation-testing": { source: ROUTER, use: "shut" },
};

/** Request headers of theirs that the shop's own router sends. All others of theirs are shut: see `PASSED`. */
export const FRAMEWORK_HEADERS: Record<string, Own> = {
  rsc: { source: ROUTER, use: "used" },
  "next-router-prefetch": { source: ROUTER, use: "used" },
  "next-router-state-tree": { source: ROUTER, use: "shut" },
  "next-router-segment-prefetch": { source: ROUTER, use: "shut" },
  "next-url": { source: ROUTER, use: "shut" },
  "next-action": { source: ROUTER, use: "shut" },
  "next-hmr-refresh": { source: ROUTER, use: "shut" },
  "next-resume": { source: CONSTANTS, use: "shut" },
  "next-instant-navigation-testing": { source: ROUTER, use: "shut" },
  "next-test-*": { source: "next/dist/experimental/testmode/context.js", use: "shut" },
  "next-error-h1": {
    source: "next/dist/client/components/http-access-fallback/error-fallback.js",
    use: "inner",
  },
  "next-font-manifest": { source: "next/dist/shared/lib/constants.js", use: "inner" },
  "next-patch": { source: "next/dist/server/lib/patch-fetch-symbol.js", use: "inner" },
  "next-route-announcer": {
    source: "next/dist/client/components/app-router-announcer.js",
    use: "inner",
  },
  "next-size-adjust": { source: "next/dist/server/app-render/app-render.js", use: "inner" },
  "x-action-*": { source: "next/dist/server/app-render/action-handler.js", use: "shut" },
  "x-deployment-id": {
    source: "@opennextjs/cloudflare/dist/cli/templates/skew-protection.js",
    use: "shut",
  },
  "x-invoke-*": { source: MATCHER, use: "shut" },
  "x-isr": { source: "@opennextjs/aws/dist/utils/cacheHeaders.js", use: "shut" },
  "x-matched-path": { source: CONSTANTS, use: "shut" },
  "x-middleware-*": { source: ROUTING, use: "shut" },
  "x-next-*": { source: CONSTANTS, use: "shut" },
  "x-nextjs-*": { source: ROUTER, use: "shut" },
  "x-now-*": { source: ROUTING, use: "shut" },
  "x-open-next-*": { source: ROUTING, use: "shut" },
  "x-opennext*": { source: ROUTING, use: "shut" },
  "x-prerender-*": { source: CONSTANTS, use: "shut" },
  "x-vercel-*": { source: ROUTING, use: "shut" },
};

const ENDING = new RegExp(
  `(${namesOf(FRAMEWORK_ENDINGS)
    .map((ending) => ending.replaceAll(".", "\\."))
    .join("|")})(/|$)`,
);

/** Tells whether a path is answered by the packages and not by the shop. A language in front opens nothing. */
export function isFrameworkPath(path: string): boolean {
  const bare = path.replace(/^\/(ko|en)(?=\/)/, "");
  // Cloudflare's own paths and all names that begin with `_` or `.` are no page's: the next version may know more.
  return /^\/+(_|\.|cdn-cgi(\/|$))/i.test(bare) || ENDING.test(path);
}

/** Removes the query parameters that are theirs. @returns the same query, or a shorter one with its `?` */
export function withoutFrameworkParameters(search: string): string {
  if (!search) return search;
  const asked = new URLSearchParams(search);
  const theirs = [...asked.keys()].filter((name) => covers(FRAMEWORK_PARAMETERS, name));
  if (theirs.length === 0) return search;
  for (const name of theirs) asked.delete(name);
  return asked.size > 0 ? `?${asked}` : "";
}

/** Tells whether a cookie is theirs. */
export function isFrameworkCookie(name: string): boolean {
  return Object.hasOwn(FRAMEWORK_COOKIES, name);
}

/** Tells whether a table names something, by itself or by a row that covers it. */
export function covers(table: Record<string, Own>, name: string): boolean {
  if (Object.hasOwn(table, name)) return true;
  return Object.keys(table).some((row) => row.endsWith("*") && name.startsWith(row.slice(0, -1)));
}

function namesOf(table: Record<string, Own>): string[] {
  return Object.keys(table).filter((name) => table[name]?.use === "shut");
}
