/** What opens over a page: it holds the focus, gives it back, closes with Escape, and is accessible in both themes and languages. */
import { launchBrowser } from "@edgemart/testkit/browser";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { alive, hold } from "./slow-shop.ts";
import { expectGood, openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const PHONE = { viewport: { width: 390, height: 844 } };

interface Overlay {
  name: string;
  path: string;
  /** What opens it, and what it is. */
  opener: string;
  inside: string;
}

const OVERLAYS: Overlay[] = [
  {
    name: "the filter drawer",
    path: "/products?category=tableware",
    opener: "button[popovertarget]:visible",
    inside: "#filters",
  },
  {
    name: "the cart drawer",
    path: "/products/dalmaji-mug",
    opener: 'header a[href$="/cart"]',
    inside: "dialog[open]",
  },
  {
    name: "the large picture",
    path: "/products/dalmaji-mug",
    opener: 'a[data-picture="0"]',
    inside: "dialog[open]",
  },
];

/** Where the focus is: inside the overlay, outside every element (the browser's own bars), or on the page behind. */
const focusIn = (page: Page, inside: string) =>
  page.evaluate((selector) => {
    const active = document.activeElement;
    if (!active || active === document.body) return "nowhere";
    return document.querySelector(selector)?.contains(active) ? "inside" : "behind";
  }, inside);

async function fillCart(context: BrowserContext): Promise<void> {
  const answer = await context.request.post(web("/api/cart"), {
    form: { do: "add", slug: "dalmaji-mug", quantity: "1", lang: "ko", "o.colour": "milk" },
    headers: { "sec-fetch-site": "same-origin" },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(303);
}

describe("storefront 20, 21, 37, 38, 39: overlays", () => {
  test.each(OVERLAYS)(
    "$name keeps the focus inside, is good in both languages and themes, closes with Escape and gives the focus back",
    async ({ path, opener, inside }) => {
      const { context, page, complaints } = await openVisit(browser, PHONE);
      await fillCart(context);
      for (const lang of ["ko", "en"]) {
        await page.goto(web(`/${lang}${path}`));
        await page.locator("html[data-script]").waitFor();
        await page.locator(opener).first().focus();
        await page.keyboard.press("Enter");
        await page.locator(inside).locator("button").first().waitFor();
        await expectGood(page);
        const stands = new Set<string>();
        for (let presses = 0; presses < 45; presses++) {
          await page.keyboard.press(presses < 40 ? "Tab" : "Shift+Tab");
          stands.add(await focusIn(page, inside));
        }
        expect([...stands]).not.toContain("behind");
        expect([...stands]).toContain("inside");
        await page.keyboard.press("Escape");
        await expect
          .poll(() =>
            page.evaluate(
              (selector) => document.activeElement?.matches(selector),
              opener.replace(":visible", ""),
            ),
          )
          .toBe(true);
        expect(await page.locator("dialog[open], :popover-open").count()).toBe(0);
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
  );

  test("suggestions are good in both languages and themes; Escape closes them and keeps what was typed", async () => {
    const { context, page, complaints } = await openVisit(browser, PHONE);
    for (const [lang, word] of [
      ["ko", "머그"],
      ["en", "mug"],
    ] as const) {
      await page.goto(web(`/${lang}`));
      await page.locator("html[data-script]").waitFor();
      await page.locator("input#q").focus();
      // A busy platform may suggest nothing once: what is typed again is asked for again.
      const offered = async () => {
        const answered = page.waitForResponse(/\/api\/suggest/);
        await page.locator("input#q").fill("");
        await page.keyboard.type(word);
        const { items } = (await (await answered).json().catch(() => ({}))) as { items?: [] };
        return items?.length ?? 0;
      };
      await expect.poll(offered).toBeGreaterThan(0);
      await page.locator('[role="option"]').first().waitFor();
      await page.keyboard.press("ArrowDown");
      expect((await page.locator('[role="option"] b').first().innerText()).toLowerCase()).toBe(
        word,
      );
      await expectGood(page);
      await page.keyboard.press("Escape");
      expect(await page.locator('[role="listbox"]').isHidden()).toBe(true);
      expect(await page.locator("input#q").inputValue()).toBe(word);
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("q");
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  test("a box ticked in the drawer keeps the focus while the list behind it changes", async () => {
    const { context, page } = await openVisit(browser, PHONE);
    await page.goto(web("/ko/products?category=tableware"));
    await alive(page);
    await page.locator("button[popovertarget]:visible").click();
    const box = page.locator('#filters input[name="brand"]:enabled').first();
    await box.focus();
    await page.keyboard.press("Space");
    await page.waitForURL(/brand=/);
    await page
      .locator('main a[href*="/ko/products?"]:has(svg)')
      .first()
      .waitFor({ state: "attached" });
    expect(await box.isChecked()).toBe(true);
    const focused = () => page.evaluate(() => (document.activeElement as HTMLInputElement)?.name);
    await expect.poll(focused).toBe("brand");
    await page.keyboard.press("Space");
    await page.waitForURL((url) => !url.search.includes("brand"));
    await expect.poll(() => box.isChecked()).toBe(false);
    await context.close();
  });

  test("the drawer takes the focus from no one who is in it already", async () => {
    const { context, page } = await openVisit(browser, PHONE);
    await page.goto(web("/ko/products?category=tableware"));
    await alive(page);
    // One task: the browser says that the drawer is open in a later one.
    const focused = await page.evaluate(async () => {
      const panel = document.querySelector<HTMLElement>("#filters");
      const box = panel?.querySelector<HTMLInputElement>('input[name="brand"]:enabled');
      const said = new Promise((done) => panel?.addEventListener("toggle", done));
      panel?.showPopover();
      box?.focus();
      await said;
      return document.activeElement === box;
    });
    expect(focused).toBe(true);
    await context.close();
  });

  test("a box cleared in a group that was closed at first keeps the focus", async () => {
    const { context, page } = await openVisit(browser, PHONE);
    await page.goto(web("/ko/products?category=tableware"));
    await alive(page);
    await page.locator("button[popovertarget]:visible").click();
    const group = page.locator("#filters details:not([open]):not(details details)").first();
    const name = await group.locator("input").first().getAttribute("name");
    await group.locator("summary").click();
    const box = page.locator(`#filters input[name="${name}"]:enabled`).first();
    await box.focus();
    await page.keyboard.press("Space");
    await page.waitForURL((url) => url.searchParams.has(name ?? ""));
    await page.keyboard.press("Space");
    await page.waitForURL((url) => !url.searchParams.has(name ?? ""));
    await expect.poll(() => page.locator('#filters form[aria-busy="true"]').count()).toBe(0);
    expect(await box.evaluate((each) => each === document.activeElement)).toBe(true);
    await context.close();
  });

  test("a list whose answer failed is loaded with its page: the drawer is open, the focus at its box", async () => {
    const { context, page } = await openVisit(browser, { ...PHONE, serviceWorkers: "block" });
    await page.goto(web("/ko/products?category=tableware"));
    await alive(page);
    const failed = await hold(page, /_rsc=/);
    await page.locator("button[popovertarget]:visible").click();
    const box = page.locator('#filters input[name="brand"]:enabled').first();
    await box.focus();
    await page.keyboard.press("Space");
    await expect.poll(failed.count).toBeGreaterThan(0);
    const loaded = page.waitForEvent("load");
    await failed.answer(503);
    await loaded;
    const focused = () =>
      page.evaluate(() => {
        const active = document.activeElement as HTMLInputElement;
        const isOpen = document.querySelector("#filters")?.matches(":popover-open");
        return [active.name, active.checked, isOpen];
      });
    await expect.poll(focused).toEqual(["brand", true, true]);
    // Remembered once: the page of the list opens nothing when it is loaded again.
    await page.reload();
    await alive(page);
    expect(await page.locator(":popover-open").count()).toBe(0);
    await context.close();
  });
});
