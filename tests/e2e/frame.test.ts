/** What surrounds the pages: filters behind "more", theme in every tab, paper, registration that says all at once. */
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { freshEmail } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fillRegister } from "./cart-visit.ts";
import { openVisit, violations, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(WITHOUT_PICTURES);
});
afterAll(() => browser?.close());

describe("storefront B10: filters", () => {
  test("show no value without products, the most first, eight and then the rest, with and without script", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { context, page } = await openVisit(browser, {
        javaScriptEnabled,
        viewport: { width: 1440, height: 900 },
      });
      await page.goto(web("/ko/products"));
      const material = page.locator('fieldset:has(> label input[name="attr.material"])');
      const counts = (await material.locator("label small").allTextContents()).map(Number);
      expect(counts.length).toBeGreaterThan(12);
      expect(counts).toEqual(counts.toSorted((a, b) => b - a));
      expect(Math.min(...counts)).toBeGreaterThan(0);
      expect(await material.locator("> label").count()).toBe(8);
      expect(await material.locator("details label").first().isVisible()).toBe(false);
      await material.locator("details summary").click();
      expect(await material.locator("details label").first().isVisible()).toBe(true);
      const scrolls = await material.evaluate((each) => each.scrollHeight > each.clientHeight + 1);
      expect(scrolls).toBe(false);
      await context.close();
    }
  });

  test("keep a chosen value that counts nothing, and open where a chosen one is", async () => {
    const { context, page } = await openVisit(browser, {
      javaScriptEnabled: false,
      viewport: { width: 1440, height: 900 },
    });
    await page.goto(web("/en/products?attr.material=salt&price=-2000"));
    const chosen = page.locator('input[name="attr.material"][value="salt"]');
    expect([await chosen.isChecked(), await chosen.isVisible()]).toEqual([true, true]);
    await page.goto(web("/en/products?attr.material=salt"));
    expect(await chosen.isVisible()).toBe(true);
    await context.close();
  });
});

const themeColour = (page: Page) =>
  page.evaluate(() => {
    const metas = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')];
    return metas.find(({ media }) => media === "" || matchMedia(media).matches)?.content;
  });

describe("storefront B22: the frame", () => {
  test("a theme that is chosen colours the browser, other tabs, the next page and the offline page", async () => {
    const { context, page, complaints } = await openVisit(browser, { colorScheme: "light" });
    await page.goto(web("/en"));
    await page.locator("html[data-script]").waitFor();
    expect(await themeColour(page)).toBe("#fcfcfa");
    const other = await context.newPage();
    await other.goto(web("/en/terms"));
    await other.locator("html[data-script]").waitFor();
    await page.locator('footer input[type="radio"][value="dark"]').check({ force: true });
    expect(await themeColour(page)).toBe("#0f1312");
    await other.locator('html[data-theme="dark"]').waitFor();
    await other.locator('footer input[value="dark"]:checked').waitFor({ state: "attached" });
    expect(await themeColour(other)).toBe("#0f1312");
    for (const path of ["/ko", "/ko/offline", "/en/cart"]) {
      await page.goto(web(path));
      expect([path, await themeColour(page)]).toEqual([path, "#0f1312"]);
      const scheme = () =>
        page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
      expect([path, await scheme()]).toEqual([path, "dark"]);
    }
    await other.locator('footer input[value="system"]').check({ force: true });
    await page.locator("html:not([data-theme])").waitFor();
    expect([await themeColour(page), await themeColour(other)]).toEqual(["#fcfcfa", "#fcfcfa"]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("paper shows what a page says in black on white, and nothing that is pressed", async () => {
    const { context, page } = await openVisit(browser, { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    for (const path of ["/ko/products/dalmaji-mug", "/en/cart", "/en/terms"]) {
      await page.goto(web(path));
      const seen = await page.evaluate(() => ({
        ground: getComputedStyle(document.body).backgroundColor,
        ink: getComputedStyle(document.body).color,
        pressed: [...document.querySelectorAll("button, nav, [type=search], .skip")].filter(
          (each) => each.checkVisibility(),
        ).length,
        heading: document.querySelector("h1")?.checkVisibility(),
        legal: document.querySelector("footer dl")?.checkVisibility(),
      }));
      expect([path, seen]).toEqual([
        path,
        {
          ground: "rgb(255, 255, 255)",
          ink: "rgb(0, 0, 0)",
          pressed: 0,
          heading: true,
          legal: true,
        },
      ]);
    }
    await context.close();
  });
});

describe("storefront B22, B23: registration", () => {
  test("says all that is wrong at once, keeps what was typed and ticked, and has nothing ticked beforehand", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { context, page } = await openVisit(browser, { javaScriptEnabled });
      await page.goto(web("/en/register"));
      expect(await page.locator("main input:checked").count()).toBe(0);
      await page.locator('input[name="email"]').fill("mina");
      await page.locator('input[name="privacy"]').check();
      await page.locator('form[action="/api/session/register"] button[type="submit"]').click();
      await page.locator('main [role="alert"]').first().waitFor();
      const wrong = await page
        .locator('[aria-invalid="true"]')
        .evaluateAll((all) => all.map((each) => each.getAttribute("name")));
      expect(wrong.sort()).toEqual(["age14", "email", "name", "password", "terms"]);
      expect(await page.locator('input[name="email"]').inputValue()).toBe("mina");
      expect(await page.locator('input[name="privacy"]').isChecked()).toBe(true);
      if (javaScriptEnabled) expect(await violations(page)).toEqual([]);
      await context.close();
    }
  });

  test("leads to the papers, opens an account in the language of the page, and goes back there", async () => {
    const { context, page, complaints } = await openVisit(browser);
    await page.goto(web("/en/register?return=%2Fko%2Fcart"));
    for (const paper of ["terms", "privacy"]) {
      expect(await page.locator(`fieldset a[href="/en/${paper}"]`).count()).toBe(1);
    }
    await fillRegister(page, freshEmail());
    await page.waitForURL(web("/en/cart"));
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("B17: signing in on an English page never leads to a Korean one, from whatever address it was asked", async () => {
    const { context, page } = await openVisit(browser);
    for (const back of [
      "/ko/cart",
      "/ko",
      "/ko/account/addresses",
      "/ko/products?q=mug",
      "/en/cart",
    ]) {
      await page.goto(web(`/en/login?return=${encodeURIComponent(back)}`));
      const paths = await page
        .locator('input[name="return"], main a[href*="return="]')
        .evaluateAll((all) =>
          all.map((each) =>
            decodeURIComponent(each.getAttribute("value") ?? each.getAttribute("href") ?? ""),
          ),
        );
      expect(paths.length).toBeGreaterThan(1);
      expect([back, paths.filter((path) => path.includes("/ko"))]).toEqual([back, []]);
    }
    await context.close();
  });
});
