/** A slow shop for tests: scripts that come late, answers that are held back, and what the cart shows and what it is. */
import { system } from "@edgemart/testkit/system";
import type { BrowserContext, Page, Route } from "playwright-core";
import { cookieCart } from "./cart-visit.ts";
import { web } from "./visit.ts";

/** Holds what matches until it is let go; counts what came. */
export async function hold(page: Page, pattern: string | RegExp, method?: string) {
  const waiting: Route[] = [];
  let isOpen = false;
  let count = 0;
  await page.route(pattern, async (route) => {
    if (method && route.request().method() !== method) return route.fallback();
    count += 1;
    if (isOpen) return route.continue();
    waiting.push(route);
  });
  return {
    count: () => count,
    /** Lets everything go on, in the order given. */
    async release(order: "first" | "last" = "first"): Promise<void> {
      isOpen = true;
      const all = waiting.splice(0);
      for (const route of order === "first" ? all : all.reverse()) await route.continue();
    },
    /** Answers each with `status` and nothing else. */
    async answer(status: number): Promise<void> {
      for (const route of waiting.splice(0)) await route.fulfill({ status, body: "" });
    },
  };
}

const SCRIPTS = /\/_next\/static\/.*\.js/;

/** Opens a page whose scripts wait for `early` to be done. */
export async function openEarly(
  page: Page,
  path: string,
  early: () => Promise<void>,
): Promise<void> {
  const scripts = await hold(page, SCRIPTS);
  const answer = await page.goto(web(path), { waitUntil: "domcontentloaded" });
  if (answer?.status() !== 200) throw new Error(`${path} answered ${answer?.status()}`);
  await early();
  await scripts.release();
  await alive(page);
  await page.unroute(SCRIPTS);
}

/** Waits until React has taken over every control of the page, and what it does on arrival is done. */
export async function alive(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    [...document.querySelectorAll("form, fieldset")].every((each) =>
      Object.keys(each).some((key) => key.startsWith("__reactFiber")),
    ),
  );
  await page.evaluate(
    () =>
      new Promise((done) =>
        requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(done))),
      ),
  );
}

/** A cart as the page shows it. */
export interface ShownCart {
  lines: [sku: string, quantity: number][];
  badge: number;
}

/** What the page and its header show. */
export function shownCart(page: Page, inside = "main"): Promise<ShownCart> {
  return page.evaluate((selector) => {
    const rows = [...document.querySelectorAll(`${selector} li form:has(input[name="quantity"])`)];
    const field = (row: Element, name: string) =>
      row.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value ?? "";
    const badge = document.querySelector('header a[href$="/cart"] [aria-hidden]:last-child');
    return {
      lines: rows.map((row): [string, number] => [field(row, "sku"), +field(row, "quantity")]),
      badge: Number(badge?.textContent),
    };
  }, inside);
}

/** What it is: the browser's own cookie. */
export async function truth(context: BrowserContext): Promise<ShownCart> {
  const lines = await cookieCart(context);
  return {
    lines: lines.map(({ sku, quantity }): [string, number] => [sku, quantity]),
    badge: lines.reduce((sum, { quantity }) => sum + quantity, 0),
  };
}

/** Posts one of the cart's forms as another tab without script would. */
export async function postCart(
  context: BrowserContext,
  form: Record<string, string>,
): Promise<string> {
  const answer = await context.request.post(web("/api/cart"), {
    form: { lang: "en", ...form },
    headers: { "sec-fetch-site": "same-origin" },
    maxRedirects: 0,
  });
  return answer.headers().location ?? String(answer.status());
}

/** A variant that can be bought. */
export interface Thing {
  slug: string;
  sku: string;
  amountMinor: number;
  options: string[];
}

/** Variants that can be bought in plenty, of products with as many options as asked for. */
export async function things(count: number, options: number | null = null): Promise<Thing[]> {
  const found: Thing[] = [];
  for (let page = 1; found.length < count && page < 6; page++) {
    const list = await fetch(`${system().urls.api}/api/products?stock=in&page=${page}`);
    for (const { slug } of ((await list.json()) as { items: { slug: string }[] }).items) {
      const answer = await fetch(`${system().urls.api}/api/products/${slug}`);
      const product = (await answer.json()) as {
        options: unknown[];
        variants: {
          sku: string;
          optionValues: string[];
          availableMax: number;
          price: { amountMinor: number };
        }[];
      };
      const last = product.variants.findLast(({ availableMax }) => availableMax > 20);
      if (!last || (options !== null && product.options.length !== options)) continue;
      const { sku, price, optionValues } = last;
      found.push({ slug, sku, amountMinor: price.amountMinor, options: optionValues });
      if (found.length === count) break;
    }
  }
  if (found.length < count) throw new Error("the demo shop has too little to buy");
  return found;
}
