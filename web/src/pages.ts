/**
 * The pages of the shop, one row each: what the front door, sessions, metadata, the sitemap, the menus and the browser
 * tests know of a page, they read here. Pure, and without an import that runs, so that all of them can read it.
 */
import type { Messages } from "./messages/fill.ts";

/** Keys of a group of texts that are one text each. */
type TextsOf<T> = { [K in keyof T]: T[K] extends string ? K : never }[keyof T];

/** The menus, each with the texts that its links can have. */
export interface MenuTexts {
  /** In the header, and again in the footer. */
  shop: TextsOf<Messages["nav"]>;
  /** At the foot of every page: what the shop and its visitor agree on. */
  papers: TextsOf<Messages["footer"]>;
  /** At the foot of every page, after the papers. */
  about: TextsOf<Messages["footer"]>;
  account: keyof Messages["mine"]["nav"];
  admin: keyof Messages["admin"]["nav"];
  /** Second menus of the administration. */
  catalog: keyof Messages["admin"]["catalog"]["parts"];
  sales: keyof Messages["admin"]["sales"]["parts"];
  messages: keyof Messages["admin"]["notifications"]["parts"];
  audit: "accounts" | "signIns" | "catalog";
}
/** One of the menus. */
export type MenuName = keyof MenuTexts;

/** A link of a menu to the row's page; links of one menu follow the order of the rows. */
export type MenuLink = {
  [M in MenuName]: { menu: M; text: MenuTexts[M]; query?: `?${string}` };
}[MenuName];

/** One page; a row of the table. */
export interface Page {
  /** Below the language, empty for home. `:name` is one segment. */
  path: string;
  /**
   * `shared`: the same for everyone, rendered without cookies and kept as a finished page.
   * `personal`: made for each request, never kept by anyone.
   * `admin`: personal, and 403 for members who are no administrators.
   */
  kind: "shared" | "personal" | "admin";
  /** Search engines may list it; a page without parameters is then in the sitemap. */
  isIndexed?: true;
  /** How a shared page reads its query (`front/page-query.ts`); without it the query is dropped. */
  query?: "listing" | "product";
  /** The session is refreshed before the page is made. `welcome`: guests see it too. `needed`: they are sent to sign in. */
  identity?: "welcome" | "needed";
  /** It shows once what became of a posted form, and what was typed in it. */
  hasForms?: true;
  /** Its form leads to the payment page, which its policy then allows. */
  pays?: true;
  /** Its form leads to Google, which its policy then allows. */
  signsIn?: true;
  links?: readonly MenuLink[];
}

const SHARED: readonly Page[] = [
  { path: "", kind: "shared", isIndexed: true },
  {
    ...{ path: "/products", kind: "shared", isIndexed: true, query: "listing" },
    links: [
      { menu: "shop", text: "all" },
      { menu: "shop", text: "newest", query: "?sort=newest" },
      { menu: "shop", text: "popular", query: "?sort=popularity" },
    ],
  },
  { path: "/products/:slug", kind: "shared", isIndexed: true, query: "product" },
  {
    ...{ path: "/terms", kind: "shared", isIndexed: true },
    links: [{ menu: "papers", text: "terms" }],
  },
  {
    ...{ path: "/privacy", kind: "shared", isIndexed: true },
    links: [{ menu: "papers", text: "privacy" }],
  },
  { path: "/design", kind: "shared", links: [{ menu: "about", text: "design" }] },
];

const VISITORS: readonly Page[] = [
  { path: "/cart", kind: "personal", identity: "welcome" },
  { path: "/checkout", kind: "personal", identity: "welcome", hasForms: true },
  { path: "/checkout/:order", kind: "personal", identity: "welcome", hasForms: true, pays: true },
  { path: "/checkout/:order/return", kind: "personal", identity: "welcome" },
  {
    ...{ path: "/orders/lookup", kind: "personal", hasForms: true },
    links: [{ menu: "about", text: "orderLookup" }],
  },
  { path: "/orders/:order", kind: "personal", identity: "welcome", hasForms: true },
  { path: "/orders/:order/receipt", kind: "personal", identity: "welcome" },
  { path: "/login", kind: "personal", hasForms: true, signsIn: true },
  { path: "/login/code", kind: "personal", identity: "welcome", hasForms: true },
  { path: "/register", kind: "personal", hasForms: true, signsIn: true },
  { path: "/connect", kind: "personal", hasForms: true, signsIn: true },
  { path: "/register/sent", kind: "personal", hasForms: true },
  { path: "/confirm", kind: "personal", hasForms: true },
  { path: "/forgot", kind: "personal", hasForms: true },
  { path: "/reset", kind: "personal", hasForms: true },
  { path: "/email", kind: "personal", identity: "welcome", hasForms: true },
  { path: "/email/undo", kind: "personal", hasForms: true },
  { path: "/unsubscribe", kind: "personal", hasForms: true },
  { path: "/goodbye", kind: "personal" },
];

/** Lists every page; links of a menu are in this order. */
export const PAGES: readonly Page[] = [
  ...SHARED,
  ...VISITORS,
  account("", { menu: "account", text: "profile" }),
  account("/orders", { menu: "account", text: "orders" }),
  { ...account("/points", { menu: "account", text: "points" }), pays: true },
  { path: "/account/points/return", kind: "personal", identity: "needed" },
  account("/inbox", { menu: "account", text: "inbox" }),
  account("/notifications", { menu: "account", text: "notifications" }),
  account("/addresses", { menu: "account", text: "addresses" }),
  account("/addresses/new"),
  account("/addresses/:id"),
  { ...account("/security", { menu: "account", text: "security" }), signsIn: true },
  account("/data", { menu: "account", text: "data" }),
  admin(""),
  admin("/members", { menu: "admin", text: "members" }),
  admin("/members/:id"),
  admin("/products", { menu: "admin", text: "products" }),
  admin("/products/new"),
  admin("/products/:id"),
  admin("/stock/:sku"),
  admin("/categories", { menu: "admin", text: "catalog" }, { menu: "catalog", text: "categories" }),
  admin("/categories/:id"),
  admin("/brands", { menu: "catalog", text: "brands" }),
  admin("/attributes", { menu: "catalog", text: "attributes" }),
  admin("/attributes/:key"),
  admin("/collections", { menu: "catalog", text: "collections" }),
  admin("/collections/:id"),
  admin("/orders", { menu: "admin", text: "sales" }, { menu: "sales", text: "orders" }),
  admin("/orders/:id"),
  admin("/orders/:id/timeline"),
  admin("/coupons", { menu: "sales", text: "coupons" }),
  admin("/coupons/:code"),
  admin("/shipping", { menu: "sales", text: "shipping" }),
  admin("/payments", { menu: "sales", text: "payments" }),
  admin("/payments/differences", { menu: "sales", text: "differences" }),
  admin("/payments/:id"),
  admin("/points", { menu: "sales", text: "points" }),
  admin("/points/:id"),
  admin("/orders/dead-messages", { menu: "sales", text: "deadMessages" }),
  admin(
    "/notifications",
    { menu: "admin", text: "messages" },
    { menu: "messages", text: "overview" },
  ),
  admin("/notifications/announcements", { menu: "messages", text: "announcements" }),
  admin("/audit", { menu: "admin", text: "audit" }, { menu: "audit", text: "accounts" }),
  admin("/audit/sign-ins", { menu: "audit", text: "signIns" }),
  admin("/audit/catalogue", { menu: "audit", text: "catalog" }),
];

function account(below: string, ...links: MenuLink[]): Page {
  return {
    path: `/account${below}`,
    kind: "personal",
    identity: "needed",
    hasForms: true,
    links,
  };
}

function admin(below: string, ...links: MenuLink[]): Page {
  return { path: `/admin${below}`, kind: "admin", identity: "needed", hasForms: true, links };
}

const LANGUAGE = /^\/(?:ko|en)(?=\/|$)/;
const FIXED = new Map(PAGES.map((page) => [page.path, page]));
const PATTERNS = PAGES.filter(({ path }) => path.includes(":")).map(
  (page) => [patternOf(page), page] as const,
);

/**
 * Finds the row of an address; null where no page is.
 *
 * @param pathname with its language: `/ko/products/moon-jar`
 */
export function pageAt(pathname: string): Page | null {
  return LANGUAGE.test(pathname) ? pageBelow(pathname.slice(3)) : null;
}

/** Finds the row of a path below the language; null where no page is. */
export function pageBelow(path: string): Page | null {
  const fixed = path.includes(":") ? undefined : FIXED.get(path);
  return fixed ?? PATTERNS.find(([pattern]) => pattern.test(path))?.[1] ?? null;
}

/** Lists the links of one menu in the order of the rows; `path` is below the language, with its query. */
export function menuOf<M extends MenuName>(menu: M): { path: string; text: MenuTexts[M] }[] {
  return PAGES.flatMap(({ path, links = [] }) =>
    links.flatMap((link) =>
      // Links of a menu have that menu's texts; the compiler does not follow it through `M`.
      link.menu === menu
        ? [{ path: path + (link.query ?? ""), text: link.text as MenuTexts[M] }]
        : [],
    ),
  );
}

/** A segment of a shared page is part of the key it is kept under: only what a slug can be. */
function patternOf({ path, kind }: Page): RegExp {
  const segment = kind === "shared" ? "[a-z0-9-]{1,120}" : "[^/]+";
  return new RegExp(`^${path.replaceAll(/:[a-z]+/g, segment)}$`);
}
