/** However it is read: 320 px, text twice as large, a finger, colours and stillness of the reader's own. */
import { launchBrowser } from "@edgemart/testkit/browser";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyPage } from "./every-page.ts";
import { openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

/** What sticks out sideways, and targets that lie on each other. */
const fits = (page: Page) =>
  page.evaluate(() => {
    const faults: string[] = [];
    const over = document.documentElement.scrollWidth - innerWidth;
    if (over > 0) faults.push(`scrolls sideways by ${over}`);
    const shown = [
      ...document.querySelectorAll<HTMLElement>(
        "header a, header button, header input, main form button, main form input:not([type=hidden])",
      ),
    ]
      .filter(
        (each) =>
          each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
          !each.closest("[inert]"),
      )
      .map((each) => ({ each, box: each.getBoundingClientRect() }));
    for (const [at, { each, box }] of shown.entries()) {
      for (const { each: other, box: theirs } of shown.slice(at + 1)) {
        const wide = Math.min(box.right, theirs.right) - Math.max(box.left, theirs.left);
        const high = Math.min(box.bottom, theirs.bottom) - Math.max(box.top, theirs.top);
        // Boxes of an inch are one target drawn twice only where one holds the other.
        if (
          wide > 4 &&
          high > 4 &&
          !each.closest("label")?.contains(other) &&
          getComputedStyle(each).position !== "fixed" &&
          !each.closest("[data-shown]") &&
          !other.closest("[data-shown]")
        )
          faults.push(`${each.outerHTML.slice(0, 80)} lies on ${other.outerHTML.slice(0, 80)}`);
      }
    }
    return faults;
  });

describe("storefront 41: reflow", () => {
  it("no page scrolls sideways at 320 px, and no target lies on another (WCAG 1.4.10)", async () => {
    expect(await everyPage(browser, { viewport: { width: 320, height: 640 } }, fits)).toEqual([]);
  });

  it("nor with the reader's text twice as large on a desk (WCAG 1.4.4)", async () => {
    const large = await launchBrowser(["--blink-settings=defaultFontSize=32"]);
    const found = await everyPage(large, { viewport: { width: 1280, height: 800 } }, fits);
    await large.close();
    expect(found).toEqual([]);
  });
});

describe("storefront 42: a finger", () => {
  it("whatever is pressed is at least 44 px high and 24 px wide on a touch screen, links in sentences apart", async () => {
    const touch = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const small = (page: Page) =>
      page.evaluate(() =>
        [
          ...document.querySelectorAll<HTMLElement>(
            "a[href], button, input:not([type=hidden], [type=checkbox], [type=radio]), select, summary, label:has(input)",
          ),
        ].flatMap((each) => {
          if (!each.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return [];
          if (each.closest("[inert]") || each.classList.contains("skip")) return [];
          const isInSentence =
            getComputedStyle(each).display === "inline" && each.closest("p, dd, li, article");
          const cover = getComputedStyle(each, "::after");
          const covers = cover.content !== "none" && cover.position === "absolute";
          if (isInSentence && !covers) return [];
          const { width, height } = (
            covers ? (each.offsetParent ?? each) : each
          ).getBoundingClientRect();
          const side = `${Math.round(width)} × ${Math.round(height)}`;
          return height < 43.5 || width < 24 ? [`${side} ${each.outerHTML.slice(0, 90)}`] : [];
        }),
      );
    expect(await everyPage(browser, touch, small)).toEqual([]);
  });
});

describe("storefront 43: the reader's own wishes", () => {
  it("colours of the reader's own leave what is chosen apart from what is not", async () => {
    const { context, page } = await openVisit(browser, { forcedColors: "active" });
    await page.goto(web("/ko/products?category=tableware"));
    const grounds = await page
      .locator("main nav")
      .first()
      .locator("a")
      .evaluateAll((all) =>
        all.map(
          (each) =>
            [each.hasAttribute("aria-current"), getComputedStyle(each).backgroundColor] as const,
        ),
      );
    const chosen = grounds.find(([isCurrent]) => isCurrent)?.[1];
    expect(chosen).toBeDefined();
    expect(grounds.filter(([isCurrent, ground]) => !isCurrent && ground === chosen)).toEqual([]);
    await page.goto(web("/ko/products/dalmaji-mug"));
    const options = await page
      .locator("form#buy label")
      .evaluateAll((all) =>
        all.map(
          (each) =>
            [each.matches(":has(:checked)"), getComputedStyle(each).backgroundColor] as const,
        ),
      );
    expect(new Set(options.map(([, ground]) => ground)).size).toBe(2);
    await context.close();
  });

  it("where less motion is asked for nothing moves: every duration on the page is zero", async () => {
    const { context, page } = await openVisit(browser, { reducedMotion: "reduce" });
    for (const path of ["/ko", "/ko/products/dalmaji-mug"]) {
      await page.goto(web(path));
      const moving = await page.evaluate(() =>
        [...document.querySelectorAll("*")]
          .filter((each) => {
            const { transitionDuration, animationDuration, animationName } = getComputedStyle(each);
            const lasts = (text: string) =>
              text.split(", ").some((one) => Number.parseFloat(one) > 0);
            return (
              lasts(transitionDuration) || (animationName !== "none" && lasts(animationDuration))
            );
          })
          .map((each) => each.outerHTML.slice(0, 80)),
      );
      expect(moving).toEqual([]);
    }
    await context.close();
  });

  it("storefront 15: a theme that was chosen stays, is there before the first paint, and beats the device's", async () => {
    const { context, page } = await openVisit(browser, { colorScheme: "light" });
    await page.goto(web("/en"));
    await page.locator("html[data-script]").waitFor();
    await page.locator('footer input[type="radio"][value="dark"]').check({ force: true });
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const dark = await ground();
    await page.goto(web("/ko/products"), { waitUntil: "commit" });
    await page.locator("body").waitFor();
    expect(await page.locator('html[data-theme="dark"]').count()).toBe(1);
    expect(await ground()).toBe(dark);
    await context.close();
  });
});
