/** The reader's own wishes: colours, stillness and a theme. */
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(WITHOUT_PICTURES);
});
afterAll(() => browser?.close());

describe("storefront 43: the reader's own wishes", () => {
  test("colours of the reader's own leave what is chosen apart from what is not", async () => {
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

  test("where less motion is asked for nothing moves: every duration on the page is zero", async () => {
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

  test("storefront 15: a theme that was chosen stays, is there before the first paint, and beats the device's", async () => {
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
