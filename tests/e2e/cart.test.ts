/** From browsing to a filled cart, with script, without, and by keyboard alone. */
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { freshEmail, signIn, system } from "@edgemart/testkit/system";
import pg from "pg";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cookieCart, fillRegister } from "./cart-visit.ts";
import { openVisit, violations, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(WITHOUT_PICTURES);
});
afterAll(() => browser?.close());

/** A product with one thing to buy and plenty of it, whichever the demo data holds. */
async function plain(skip = 0): Promise<{ slug: string; sku: string; amountMinor: number }> {
  const found: { slug: string; sku: string; amountMinor: number }[] = [];
  const { items } = (await (await fetch(`${system().urls.api}/api/products?stock=in`)).json()) as {
    items: { slug: string; priceVaries: boolean }[];
  };
  for (const { slug } of items) {
    const product = (await (await fetch(`${system().urls.api}/api/products/${slug}`)).json()) as {
      variants: { sku: string; availableMax: number; price: { amountMinor: number } }[];
    };
    const variant = product.variants.find(({ availableMax }) => availableMax > 20);
    if (variant) found.push({ slug, sku: variant.sku, amountMinor: variant.price.amountMinor });
    const wanted = found[skip];
    if (wanted) return wanted;
  }
  throw new Error("the demo shop has no product to buy");
}

const add = (page: Page) => page.locator('form#buy button[type="submit"]').first();
const rows = (page: Page) => page.locator('form[action="/api/cart"]:has(input[name="sku"])');

describe("storefront 18, 25, 27: a shopper with script", () => {
  test("filters, chooses, fills the cart, opens an account and keeps the cart; it is there on another device", async () => {
    const { context, page, complaints } = await openVisit(browser, {
      viewport: { width: 1280, height: 900 },
    });
    await page.goto(web("/ko/products"));
    const counted = Number((await page.locator("h1 + p").innerText()).replace(/\D/g, ""));
    await page.locator('input[name="stock"]').check();
    await page.waitForURL(/stock=in/);
    const brand = page.locator('input[name="brand"]:enabled').first();
    await brand.check();
    await page.waitForURL(/brand=/);
    await page.locator('a[href*="/ko/products?"]:has(svg)').first().waitFor();
    const narrowed = Number((await page.locator("h1 + p").innerText()).replace(/\D/g, ""));
    expect([narrowed > 0, narrowed < counted]).toEqual([true, true]);

    await page.locator("main article a").first().click();
    await page.waitForURL(/\/ko\/products\/[a-z0-9-]+/);
    await add(page).click();
    const drawer = page.locator("dialog[open]");
    await drawer.locator("li").first().waitFor();
    const [line] = await cookieCart(context);
    expect(line?.quantity).toBe(1);
    await drawer.locator('button[name="to"]').nth(1).click();
    await expect.poll(async () => (await cookieCart(context))[0]?.quantity).toBe(2);
    expect(await violations(page)).toEqual([]);

    await page.keyboard.press("Escape");
    await page.locator('header a[href*="/register"]').click();
    await page.waitForURL(/\/register/);
    const email = freshEmail();
    await fillRegister(page, email);
    await page.waitForURL(/\/ko\/products\//);
    expect(await cookieCart(context)).toEqual([{ ...line, quantity: 2 }]);

    const elsewhere = await openVisit(browser);
    const token = await signIn({ email, password: "correct horse battery staple" });
    const cart = await fetch(`${system().urls.api}/api/members/me/cart`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await cart.json()).toMatchObject({ items: [{ sku: line?.sku, quantity: 2 }] });
    await elsewhere.context.close();
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("a quantity the server refuses is taken back and said; the cart stays whole when the network is gone", async () => {
    const { context, page } = await openVisit(browser);
    const { slug } = await plain();
    await page.goto(web(`/en/products/${slug}`));
    await add(page).click();
    await page.locator("dialog[open] li").first().waitFor();
    await page.route("**/api/cart", (route) => route.abort());
    await page.locator('dialog[open] button[name="to"]').nth(1).click();
    await page.locator('dialog[open] [role="alert"]').waitFor();
    expect(await page.locator('dialog[open] input[name="quantity"]').inputValue()).toBe("1");
    expect((await cookieCart(context))[0]?.quantity).toBe(1);
    await context.close();
  });

  test("storefront 2, 40: keys alone lead from the home page to a filled cart", async () => {
    const { context, page, complaints } = await openVisit(browser, {
      viewport: { width: 1280, height: 900 },
    });
    const { slug } = await plain();
    await page.goto(web("/en"));
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("href"))).toBe("#main");
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 80; presses += 1) {
        if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector))
          return;
        await page.keyboard.press("Tab");
      }
      throw new Error(`Tab never reached ${selector}`);
    };
    await tabTo("input#q");
    await page.keyboard.type(slug.split("-").slice(0, 2).join(" "));
    await page.locator('[role="option"]').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("ArrowDown");
    expect(await page.locator('[role="option"][aria-selected="true"]').count()).toBe(1);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/en\/products\?q=/);
    await page.goto(web(`/en/products/${slug}`));
    await page.keyboard.press("Tab");
    await tabTo('form#buy button[type="submit"]');
    await page.keyboard.press("Enter");
    await page.locator("dialog[open] li").first().waitFor();
    expect(
      await page.evaluate(() =>
        document.querySelector("dialog[open]")?.contains(document.activeElement),
      ),
    ).toBe(true);
    await page.keyboard.press("Escape");
    await page
      .locator("dialog[open]")
      .waitFor({ state: "detached" })
      .catch(() => undefined);
    expect(
      await page.evaluate(() => document.activeElement?.matches('form#buy button[type="submit"]')),
    ).toBe(true);
    expect(await cookieCart(context)).toHaveLength(1);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe("storefront 12, 18, 25, 29: a shopper without script", () => {
  test("searches, filters, chooses, changes and empties a cart, and keeps it when signing in; posting twice counts once", async () => {
    const { context, page } = await openVisit(browser, {
      javaScriptEnabled: false,
      viewport: { width: 390, height: 844 },
    });
    await page.goto(web("/ko"));
    await page.locator('input[name="q"]').fill("머그");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/ko\/products\?q=/);
    await page.locator("button[popovertarget]").first().click();
    await page.locator('input[name="stock"]').check();
    await page.locator('form[method="get"] button[type="submit"]').last().click();
    await page.waitForURL(/stock=in/);

    const first = await plain();
    await page.goto(web(`/ko/products/${first.slug}?v=${first.sku}`));
    await add(page).click();
    await page.waitForURL(/\/ko\/cart/);
    expect(await cookieCart(context)).toEqual([{ sku: first.sku, quantity: 1 }]);
    await page.locator('button[name="to"]').nth(1).click();
    await expect.poll(async () => (await cookieCart(context))[0]?.quantity).toBe(2);
    await page.locator('input[name="quantity"]').fill("5");
    await page.keyboard.press("Enter");
    await expect.poll(async () => (await cookieCart(context))[0]?.quantity).toBe(5);
    const text = (await page.locator("main").innerText()).replace(/\D+/g, " ");
    expect(text).toContain((first.amountMinor * 5).toLocaleString("en-US").replace(",", " "));

    const email = freshEmail();
    await page.goto(web("/ko/register?return=%2Fko%2Fcart"));
    await fillRegister(page, email);
    await page.waitForURL(/\/ko\/cart/);
    const quantity = () => page.locator('input[name="quantity"]').inputValue();
    expect(await quantity()).toBe("5");

    const cookie = (await context.cookies(system().urls.web))
      .map(({ name, value }) => `${name}=${value}`)
      .join("; ");
    const again = () =>
      fetch(web("/api/cart"), {
        method: "POST",
        redirect: "manual",
        headers: { "sec-fetch-site": "same-origin", cookie },
        body: new URLSearchParams({ do: "add", sku: first.sku, quantity: "1", lang: "ko" }),
      });
    const answers = await Promise.all([again(), again(), again()]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    await page.reload();
    expect(await quantity()).toBe("6");

    await rows(page).first().locator('button[value="0"]').click();
    await expect.poll(() => rows(page).count()).toBe(0);
    expect(await page.locator('main a[href="/ko/products"]').count()).toBeGreaterThan(0);
    await context.close();
  });

  test("storefront 28, 38: what has changed since is said: price, stock, sold out, no longer sold, never known", async () => {
    const { context, page } = await openVisit(browser);
    const [one, two] = [await plain(), await plain(1)];
    const value = `~${one.sku}:2:${one.amountMinor + 1000}~${two.sku}:50:${two.amountMinor}~NO-SUCH-SKU:1:5~<b>:1:1`;
    await context.addCookies([
      { name: "__Host-cart", value, domain: "localhost", path: "/", secure: true, sameSite: "Lax" },
    ]);
    const database = new pg.Client({ connectionString: system().adminUrl });
    await database.connect();
    const { rows: before } = await database.query(
      "select on_hand, reserved from catalog.stock_level where sku = $1",
      [two.sku],
    );
    const stock = (onHand: number) =>
      database.query("update catalog.stock_level set on_hand = $1, reserved = 0 where sku = $2", [
        onHand,
        two.sku,
      ]);
    try {
      await stock(3);
      await page.goto(web("/en/cart"));
      const kinds = () =>
        page
          .locator("[data-kind]")
          .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.kind));
      expect(await kinds()).toEqual(["price_down", "fewer", "gone"]);
      expect(await page.locator('main a[href="/en/checkout"]').count()).toBe(0);
      expect(await violations(page)).toEqual([]);
      await page.locator('button:not([aria-label])[name="to"][value="3"]').click();
      await expect.poll(async () => (await cookieCart(context))[1]?.quantity).toBe(3);
      await stock(0);
      await page.reload();
      expect(await kinds()).toEqual(["price_down", "sold_out", "gone"]);
      await page.locator('form:has(input[value="accept"]) button').click();
      await expect.poll(kinds).toEqual(["sold_out", "gone"]);
      for (const sku of [two.sku, "NO-SUCH-SKU"]) {
        await page.locator(`form:has(input[value="${sku}"]) button[value="0"]`).click();
      }
      await expect.poll(kinds).toEqual([]);
      await expect.poll(async () => (await cookieCart(context)).length).toBe(1);
      await page.locator('main a[href="/en/checkout"]').click();
      await page.waitForURL(/\/en\/checkout/);
      expect(await page.locator("h1").count()).toBe(1);
    } finally {
      await database.query(
        "update catalog.stock_level set on_hand = $1, reserved = $2 where sku = $3",
        [before[0].on_hand, before[0].reserved, two.sku],
      );
      await database.end();
    }
    await context.close();
  });
});
