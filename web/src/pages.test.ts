/** The table of pages against the tree of routes, and what its readers make of a row. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sharedPage } from "./front/page-key.ts";
import { menuOf, PAGES, type Page, pageAt, pageBelow } from "./pages.ts";
import { needsIdentity } from "./session/with-session.ts";

const APP = join(import.meta.dirname, "app/[lang]");
/** Answers every address that no page has. */
const NO_PAGE = "/[...rest]";

/** Paths of the pages in a folder of routes, as the table writes them. */
function routesIn(folder: string, path = ""): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return routesIn(join(folder, entry.name), `${path}/${entry.name}`);
    const isPage = entry.name === "page.tsx" && path !== NO_PAGE;
    return isPage ? [path.replaceAll(/\[(\w+)\]/g, ":$1")] : [];
  });
}

/** Routes without a row, rows without a route, and rows that say what cannot be. */
function breaches(routes: readonly string[], pages: readonly Page[]): string[] {
  const rows = pages.map(({ path }) => path);
  return [
    ...routes.filter((path) => !rows.includes(path)).map((path) => `${path}: no row`),
    ...rows.filter((path) => !routes.includes(path)).map((path) => `${path}: no route`),
    ...rows.filter((path, at) => rows.indexOf(path) !== at).map((path) => `${path}: two rows`),
    ...pages.flatMap(({ path, kind, identity, isIndexed, query, hasForms }) => [
      ...(kind === "shared" && (identity || hasForms) ? [`${path}: shared and personal`] : []),
      ...(kind === "admin" && identity !== "needed" ? [`${path}: administration for guests`] : []),
      ...(kind !== "shared" && (isIndexed || query) ? [`${path}: only a shared page is that`] : []),
    ]),
  ];
}

describe("one table of pages", () => {
  test("each route of the tree has its row, and each row its route", () => {
    const routes = routesIn(APP);
    expect(routes.length).toBeGreaterThan(30);
    expect(breaches(routes, PAGES)).toEqual([]);
  });

  const home: Page = { path: "", kind: "shared" };
  test.each<[string, string[], Page[]]>([
    [": no row", ["", "/events"], [home]],
    [": no route", [""], [home, { path: "/events", kind: "shared" }]],
    [": two rows", [""], [home, home]],
    [": shared and personal", [""], [{ ...home, identity: "welcome" }]],
    [": shared and personal", [""], [{ ...home, hasForms: true }]],
    [": administration for guests", [""], [{ ...home, kind: "admin" }]],
    [": only a shared page is that", [""], [{ path: "", kind: "personal", isIndexed: true }]],
  ])("a planted breach is refused: %s", (fault, routes, pages) => {
    expect(breaches(routes, pages).map((found) => found.replace(/^.*(?=: )/, ""))).toContain(fault);
  });

  test.each(PAGES)("$path is found by its address, in both languages and no other", ({ path }) => {
    const address = path.replaceAll(/:\w+/g, "a-1");
    const found = ["ko", "en", "fr"].map((lang) => pageAt(`/${lang}${address}`)?.path);
    expect(found).toEqual([path, path, undefined]);
  });

  test.each([
    "/",
    "/kok",
    "/ko/",
    "/ko/nope",
    "/ko/account/nope",
    "/ko/products/:slug",
    "/ko/cart/x",
  ])("%s is no page", (path) => expect(pageAt(path)).toBeNull());

  test("what is kept for everyone, and whose session is refreshed, is what the rows say", () => {
    const shop = "https://shop.example";
    for (const page of PAGES) {
      const path = `/en${page.path.replaceAll(/:\w+/g, "a-1")}`;
      const shared = sharedPage(new Request(shop + path), new URL(shop + path), shop, "id-1");
      const said = [path, shared !== null, needsIdentity(path)];
      expect(said).toEqual([path, page.kind === "shared", page.identity !== undefined]);
    }
  });

  test("a menu leads to pages of the table alone, each link once", () => {
    const menus = ["shop", "papers", "about", "account", "admin", "catalog", "audit"] as const;
    for (const menu of menus) {
      const paths = menuOf(menu).map(({ path }) => path);
      expect([menu, paths.length > 0, new Set(paths).size]).toEqual([menu, true, paths.length]);
      for (const path of paths) expect(pageBelow(path.split("?")[0] ?? "")).not.toBeNull();
    }
    expect(menuOf("account").map(({ text }) => text)).toEqual([
      ...["profile", "orders", "points", "inbox", "notifications", "addresses", "security", "data"],
    ]);
  });
});
