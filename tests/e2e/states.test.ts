/** Every state a page can be in apart from its usual one, once: designed, accessible, and with a way on. */
import { launchBrowser } from "@edgemart/testkit/browser";
import { newMember, PASSWORD, system } from "@edgemart/testkit/system";
import type { Browser, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { enter, expectGood, openVisit, violations, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const PHONE = { viewport: { width: 390, height: 844 } };

describe("storefront 17, 38: home: the personal rail", () => {
  test("takes room that was kept for it: a member with a cart sees it, a guest with one never does, and nothing moves", async () => {
    const { email } = await newMember();
    const { context, page, complaints } = await openVisit(browser, PHONE);
    const rail = page.locator("section:has(> div > #for-you)");
    await page.goto(web("/en/products/dalmaji-mug"));
    await page.locator('form#buy button[type="submit"]').first().click();
    await page.locator("dialog[open] li").first().waitFor();
    await page.goto(web("/en"), { waitUntil: "networkidle" });
    expect(await rail.isVisible()).toBe(false);

    await enter(page, { email, password: PASSWORD });
    await page.route("**/api/home?*", async (route) => {
      await page.locator("#for-you").scrollIntoViewIfNeeded();
      await page.evaluate(() => {
        Object.assign(window, { shift: 0 });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
            Object.assign(window, {
              shift: (window as never as { shift: number }).shift + entry.value,
            });
        }).observe({ type: "layout-shift" });
      });
      await route.continue();
    });
    await page.goto(web("/en"));
    await rail.getByRole("link").first().waitFor();
    expect(await rail.getByRole("link").count()).toBe(4);
    expect(await page.evaluate(() => (window as never as { shift: number }).shift)).toBe(0);
    expect(complaints).toEqual([]);
    await expectGood(page);

    await page.unroute("**/api/home?*");
    await page.route("**/api/home?*", (route) => route.abort());
    await page.goto(web("/en"));
    await rail.locator('a[href="/en/cart"]').waitFor();
    await context.close();
  });
});

describe("storefront 16, 18, 19, 20, 38: listing: designed states", () => {
  test.each([
    ["nothing found", "/products?q=zzzzqqqqxxxx"],
    ["nothing left by filters", "/products?category=tableware&price=999999998-999999999"],
    ["a page beyond the end", "/products?category=tableware&page=99"],
    [
      "hostile values",
      "/products?q=%3Cscript%3Ealert(1)%3C/script%3E&page=-1&sort=evil&brand='--&price=x&attr.__proto__=1&min=9e9",
    ],
    ["NUL and an endless word", `/products?q=%00${"a".repeat(400)}&category=../../etc`],
  ])("%s is a page with a way out", async (_what, path) => {
    const { context, page, complaints } = await openVisit(browser, PHONE);
    const answer = await page.goto(web(`/ko${path}`));
    expect(answer?.status()).toBe(path.includes("page=99") ? 404 : 200);
    expect(await page.locator("h1").count()).toBe(1);
    expect(await page.locator('meta[name="robots"][content*="noindex"]').count()).toBeGreaterThan(
      0,
    );
    expect(await page.locator('main a[href^="/ko/products"]').count()).toBeGreaterThan(0);
    expect(await violations(page)).toEqual([]);
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    ).toBeLessThanOrEqual(0);
    // The browser itself remarks on a document that is 404.
    const own = complaints.filter((line) => !/status of 404/.test(line));
    expect(own).toEqual([]);
    await context.close();
  });

  test("the filters open over the list on a phone, hold what is chosen, and its canonical address is the category's", async () => {
    const { context, page, complaints } = await openVisit(browser, PHONE);
    await page.goto(web("/ko/products?category=tableware&stock=in&sort=price"));
    expect(await page.locator('link[rel="canonical"]').getAttribute("href")).toBe(
      web("/ko/products?category=tableware"),
    );
    await page.locator("button[popovertarget]").first().click();
    await page.locator("#filters:popover-open").waitFor();
    expect(await page.locator('#filters input[name="stock"]').isChecked()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator("main ul a:has(svg)").first().click();
    await page.waitForURL((url) => !url.search.includes("stock"));
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe("storefront 21, 22, 38: product: designed states", () => {
  test("a picture opens large, turns by arrow keys, zooms by Enter, and gives the focus back", async () => {
    const { context, page, complaints } = await openVisit(browser);
    await page.goto(web("/en/products/dalmaji-mug"));
    await page.locator('a[data-picture="0"]').focus();
    await page.keyboard.press("Enter");
    const dialog = page.locator("dialog[open]");
    const shown = () => dialog.locator("img").getAttribute("src");
    const first = await shown();
    await page.keyboard.press("ArrowRight");
    expect(await shown()).not.toBe(first);
    await dialog.locator("button[aria-pressed]").focus();
    await page.keyboard.press("Enter");
    expect(await dialog.locator('button[aria-pressed="true"]').count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(
      await page.evaluate(() => (document.activeElement as HTMLElement)?.dataset.picture),
    ).toBe("0");
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("options that cannot be bought cannot be chosen, and the price is that of what is chosen", async () => {
    const { context, page } = await openVisit(browser);
    const { items } = (await (
      await fetch(`${system().urls.api}/api/products?sort=popularity`)
    ).json()) as { items: { slug: string; priceVaries: boolean }[] };
    const slug = items.find(({ priceVaries }) => priceVaries)?.slug ?? "";
    const product = (await (await fetch(`${system().urls.api}/api/products/${slug}`)).json()) as {
      options: { key: string; values: { key: string }[] }[];
      variants: {
        sku: string;
        optionValues: string[];
        availableMax: number;
        price: { amountMinor: number };
      }[];
    };
    await page.goto(web(`/en/products/${slug}`));
    await page.locator("html[data-script]").waitFor();
    for (const variant of product.variants
      .filter(({ availableMax }) => availableMax > 0)
      .slice(0, 4)) {
      for (const [index, value] of variant.optionValues.entries()) {
        await page
          .locator(`input[name="o.${product.options[index]?.key}"][value="${value}"]`)
          .check({ force: true });
      }
      await expect
        .poll(() => page.locator("form#buy").innerText())
        .toContain(variant.price.amountMinor.toLocaleString("en-US"));
    }
    const chosen = await page
      .locator('form#buy input[type="radio"]:checked')
      .evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value));
    const last = product.options.length - 1;
    for (const { key } of product.options[last]?.values ?? []) {
      const meant = product.variants.find(({ optionValues }) =>
        optionValues.every((value, at) => value === (at === last ? key : chosen[at])),
      );
      const input = page.locator(`input[name="o.${product.options[last]?.key}"][value="${key}"]`);
      expect(await input.isDisabled()).toBe(!meant || meant.availableMax < 1);
    }
    await context.close();
  });
});

describe("storefront 36: a tile's second picture", () => {
  test("is asked for by the pointer that comes to it, and by nothing else", async () => {
    const { context, page, complaints } = await openVisit(browser);
    const asked = new Set<string>();
    page.on("request", (request) => {
      if (request.resourceType() === "image") asked.add(request.url().split("/").at(-1) ?? "");
    });
    await page.goto(web("/ko/products"), { waitUntil: "networkidle" });
    const first = page.locator("main article").first();
    const second = await first.locator("img").nth(1).getAttribute("src");
    const id = second?.split("/").at(-1) ?? "";
    expect([id.length, asked.has(id)]).toEqual([64, false]);
    await first.hover();
    await expect.poll(() => asked.has(id)).toBe(true);
    expect(await first.locator("img").nth(1).isVisible()).toBe(true);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe("storefront 24: the buy bar", () => {
  test("brings price and button while the form's own are out of sight, adds to the cart, and hides no footer line", async () => {
    const { context, page, complaints } = await openVisit(browser, PHONE);
    await page.goto(web("/ko/products/dalmaji-mug"));
    await page.locator("html[data-script]").waitFor();
    const bar = page.locator("div[data-shown]:has(button[form])");
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await bar.waitFor();
    const last = page.locator("footer p").last();
    // The bar slides in, and the page grows by its height: its end is then further down.
    const gap = async () => {
      await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
      const [line, cover] = [await last.boundingBox(), await bar.boundingBox()];
      return (cover?.y ?? 0) - (line?.y ?? 0) - (line?.height ?? 0);
    };
    await expect.poll(gap).toBeGreaterThanOrEqual(0);
    expect(await violations(page)).toEqual([]);
    await bar.locator("button").click();
    await page.locator("dialog[open] li").first().waitFor();
    await page.keyboard.press("Escape");
    await page.locator('form#buy button[type="submit"]').first().scrollIntoViewIfNeeded();
    await expect.poll(() => page.locator("div[data-shown]:has(button[form])").count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe("storefront 16: what breaks in the browser", () => {
  test.each(["ko", "en"])(
    "is a designed page in %s, even when the frame breaks; trying again keeps the cart",
    async (lang) => {
      const { context, page } = await openVisit(browser, PHONE);
      await page.goto(web(`/${lang}/products/dalmaji-mug`));
      await page.locator("html[data-script]").waitFor();
      await page.locator('form#buy button[type="submit"]').first().click();
      await page.locator("dialog[open] li").first().waitFor();
      // The open cart can no longer write its total.
      await page.evaluate(() => {
        Object.defineProperty(Intl, "NumberFormat", {
          value() {
            throw new Error("broken on purpose");
          },
        });
      });
      await page.locator('dialog[open] button[name="to"]').nth(1).click();
      const title = lang === "ko" ? "문제가 생겼어요" : "Something went wrong";
      await page.getByRole("heading", { level: 1, name: title }).waitFor();
      expect(await page.locator("html").getAttribute("lang")).toBe(lang);
      expect(await violations(page)).toEqual([]);
      await page.locator("main button").click();
      await page.locator("form#buy").waitFor();
      await page.goto(web(`/${lang}/cart`));
      expect(await page.locator("main").innerText()).toMatch(/Dalgrim|달그림/);
      await context.close();
    },
  );
});

describe("storefront 35: what the law asks for", () => {
  test.each(["", "/products", "/cart", "/login", "/terms", "/nothing-here"])(
    "/ko%s ends in who sells, under which numbers, how to reach them, both papers and VAT",
    async (path) => {
      const html = await (await fetch(web(`/ko${path}`))).text();
      const footer = html.slice(html.indexOf("<footer"), html.indexOf("</footer>"));
      expect(
        footer.match(/<dt[^>]*>[^<]+<\/dt><dd[^>]*>[^<]+<\/dd>/g)?.length,
      ).toBeGreaterThanOrEqual(6);
      for (const way of ["tel:", "mailto:", "/ko/terms", "/ko/privacy"]) {
        expect(footer).toContain(`href="${way}`);
      }
      // The Personal Information Protection Act wants its paper to be emphasized.
      expect(footer).toMatch(/<b>[^<]+<\/b>/);
      expect(footer).toContain("부가세");
    },
  );
});

describe("storefront 16, 33, 34, 36, 38: shell: designed states", () => {
  test("offline is a page of the shop in its language, with a way to try again", async () => {
    const { context, page } = await openVisit(browser);
    await page.goto(web("/en"));
    await page.evaluate(() => navigator.serviceWorker.ready);
    await context.setOffline(true);
    await page.goto(web("/en/products")).catch(() => undefined);
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    expect(await page.locator("h1").innerText()).toBe("You are offline");
    expect(await violations(page)).toEqual([]);
    await context.setOffline(false);
    await page.locator("main a").click();
    await page.locator("header").waitFor();
    await context.close();
  });

  test.each([
    ["dead", (route: Route) => route.abort()],
    ["hanging", () => undefined],
  ])(
    "while the image CDN is %s a page keeps its shape, its texts and its cart",
    async (_how, answer) => {
      const { context, page } = await openVisit(browser, PHONE);
      await page.route(`${system().urls.cdn}/**`, answer);
      await page.goto(web("/ko/products/dalmaji-mug"), { waitUntil: "domcontentloaded" });
      expect(await page.locator("h1").count()).toBe(1);
      const box = await page.locator("main img").first().boundingBox();
      expect(box && box.height > 200).toBe(true);
      expect(await page.locator('form#buy button[type="submit"]').first().isEnabled()).toBe(true);
      expect(await violations(page)).toEqual([]);
      await context.close();
    },
  );

  test("for search engines: robots, sitemaps and manifest answer, and name addresses that answer", async () => {
    const text = async (path: string) => (await fetch(web(path))).text();
    expect(await text("/robots.txt")).toContain(`Sitemap: ${system().urls.web}/sitemap.xml`);
    const files = [...(await text("/sitemap.xml")).matchAll(/<loc>([^<]+)<\/loc>/g)].map(
      ([, url]) => url ?? "",
    );
    expect(files.length).toBeGreaterThan(1);
    for (const file of files) {
      const answer = await fetch(file);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([
        200,
        "application/xml; charset=utf-8",
      ]);
      const urls = [...(await answer.text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(
        ([, url]) => url ?? "",
      );
      expect(urls.length).toBeGreaterThan(5);
      expect((await fetch((urls.at(-1) ?? "").replaceAll("&#38;", "&"))).status).toBe(200);
    }
    const manifest = (await (await fetch(web("/manifest-ko.webmanifest"))).json()) as {
      icons: { src: string }[];
    };
    for (const { src } of manifest.icons) expect((await fetch(web(src))).status).toBe(200);
    for (const path of ["/sitemaps/nope.xml", "/sitemaps/products-999.xml"]) {
      expect((await fetch(web(path))).status).toBe(404);
    }
  });
});
