/** The cart shown is the cart that is: after Back, reload, in every tab, and after every answer, however late. */
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { newMember, PASSWORD } from "@edgemart/testkit/system";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cookieCart } from "./cart-visit.ts";
import { alive, hold, postCart, shownCart, type Thing, things, truth } from "./slow-shop.ts";
import { awaken, enter, openVisit, web } from "./visit.ts";

let browser: Browser;
let stock: Thing[];
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
  stock = await things(3);
});
afterAll(() => browser?.close());

const row = (page: Page, sku: string) =>
  page.locator(`main li form:has(input[value="${sku}"])`).first();
const skuOf = (index: number) => stock[index]?.sku ?? "";

async function filled(context: BrowserContext, counts: number[] = [1, 2]): Promise<void> {
  for (const [index, quantity] of counts.entries()) {
    await postCart(context, { do: "add", sku: skuOf(index), quantity: String(quantity) });
  }
}

async function agrees(context: BrowserContext, page: Page, inside?: string): Promise<void> {
  await expect
    .poll(async () => shownCart(page, inside), { timeout: 10_000 })
    .toEqual(await truth(context));
}

/** Ways to leave the cart's page and come back to it. */
const WAYS: [string, (page: Page) => Promise<unknown>][] = [
  [
    "a link of the router and Back",
    async (page) => {
      await page.locator('header nav a[href="/en/products"]').click();
      await page.waitForURL(/\/en\/products/);
      await page.goBack();
    },
  ],
  [
    "a whole load and Back",
    async (page) => {
      await page.goto(web("/en/terms"));
      await page.goBack();
    },
  ],
  ["a reload", (page) => page.reload()],
  [
    "two links, Back and Back again",
    async (page) => {
      await page.locator('header nav a[href="/en/products"]').click();
      await page.waitForURL(/\/en\/products/);
      await page.locator('header a[href="/en"]').first().click();
      await page.waitForURL(/\/en$/);
      await page.goBack();
      await page.waitForURL(/\/en\/products/);
      await page.goBack();
    },
  ],
];
const ACTS: [string, (page: Page) => Promise<unknown>][] = [
  ["a line removed", (page) => row(page, skuOf(0)).locator('button[value="0"]').last().click()],
  ["a line made more", (page) => row(page, skuOf(1)).locator('button[name="to"]').nth(1).click()],
];

describe.each(["guest", "member"])("storefront A2: a %s's cart after coming back", (who) => {
  test("is the cart that is, whatever was done and whichever way back", async () => {
    const { context, page } = await openVisit(browser, { viewport: { width: 1280, height: 900 } });
    if (who === "member") {
      const { email } = await newMember();
      await enter(page, { email, password: PASSWORD });
    }
    for (const [what, act] of ACTS) {
      for (const [way, leave] of WAYS) {
        await filled(context);
        await page.goto(web("/en/cart"));
        await alive(page);
        const before = JSON.stringify(await cookieCart(context));
        await act(page);
        await expect.poll(async () => JSON.stringify(await cookieCart(context))).not.toBe(before);
        await leave(page);
        await page.waitForURL(/\/en\/cart/);
        await alive(page);
        const told = `${what}, ${way}`;
        await agrees(context, page).catch((error) => {
          throw new Error(`${told}: ${error}`);
        });
      }
    }
    await context.close();
  });
});

describe("storefront A3: two tabs", () => {
  test("the example: 5 set in one is 5 in the other at once, without a touch; its + writes 6", async () => {
    const { context, page } = await openVisit(browser);
    await filled(context, [2]);
    await page.goto(web("/en/cart"));
    const other = await context.newPage();
    await other.goto(web("/en/cart"));
    await Promise.all([alive(page), alive(other)]);
    await row(other, skuOf(0)).locator('input[name="quantity"]').fill("5");
    await other.keyboard.press("Enter");
    await expect.poll(() => shownCart(page)).toEqual({ lines: [[skuOf(0), 5]], badge: 5 });
    await row(page, skuOf(0)).locator('button[name="to"]').nth(1).click();
    await expect.poll(() => cookieCart(context)).toEqual([{ sku: skuOf(0), quantity: 6 }]);
    await agrees(context, other);
    await context.close();
  });

  test("what another tab adds or removes is seen on the page, in the drawer and in the badge; also by a form without script", async () => {
    const { context, page } = await openVisit(browser);
    await filled(context, [1]);
    await page.goto(web("/en/cart"));
    const other = await context.newPage();
    await other.goto(web(`/en/products/${stock[2]?.slug}`));
    await Promise.all([alive(page), alive(other)]);
    await other.locator('header a[href="/en/cart"]').click();
    await other.locator("dialog[open] li").first().waitFor();
    await postCart(context, { do: "add", sku: skuOf(1), quantity: "3" });
    await agrees(context, page);
    await agrees(context, other, "dialog");
    await row(page, skuOf(0)).locator('button[value="0"]').last().click();
    await expect.poll(async () => (await cookieCart(context)).length).toBe(1);
    await agrees(context, other, "dialog");
    await context.close();
  });

  test("a stale form never overwrites: it names the amount it saw, and is told what is", async () => {
    const { context, page } = await openVisit(browser, { javaScriptEnabled: false });
    await filled(context, [2]);
    await page.goto(web("/en/cart"));
    await postCart(context, { do: "set", sku: skuOf(0), quantity: "5", saw: "2" });
    await row(page, skuOf(0)).locator('button[name="to"]').nth(1).click();
    await page.waitForURL(/notice=changed/);
    expect(await cookieCart(context)).toEqual([{ sku: skuOf(0), quantity: 5 }]);
    expect(await page.locator('main input[name="quantity"]').inputValue()).toBe("5");
    expect(await page.locator('main [role="alert"]').count()).toBe(1);
    await postCart(context, { do: "set", sku: skuOf(0), to: "0", saw: "5" });
    await row(page, skuOf(0)).locator('button[name="to"]').nth(1).click();
    await page.waitForURL(/notice=changed/);
    expect(await cookieCart(context)).toEqual([]);
    await context.close();
  });

  test("adding in two tabs at the same moment adds both", async () => {
    const { context, page } = await openVisit(browser);
    const other = await context.newPage();
    await page.goto(web(`/en/products/${stock[0]?.slug}?v=${skuOf(0)}`));
    await other.goto(web(`/en/products/${stock[1]?.slug}?v=${skuOf(1)}`));
    await Promise.all([alive(page), alive(other)]);
    const press = (tab: Page) => tab.locator('form#buy button[type="submit"]').first().click();
    await Promise.all([press(page), press(other)]);
    await expect.poll(async () => (await cookieCart(context)).length).toBe(2);
    await context.close();
  });

  test("a member's other device: its change is seen on coming back to the tab, and is not overwritten", async () => {
    const { email } = await newMember();
    const { context, page } = await openVisit(browser);
    await enter(page, { email, password: PASSWORD });
    await filled(context, [2]);
    await page.goto(web("/en/cart"));
    await alive(page);
    const elsewhere = await openVisit(browser);
    await enter(elsewhere.page, { email, password: PASSWORD });
    await elsewhere.page.goto(web("/en/cart"));
    await postCart(elsewhere.context, { do: "set", sku: skuOf(0), quantity: "5", saw: "2" });
    await row(page, skuOf(0)).locator('button[name="to"]').nth(1).click();
    await page.locator('main [role="alert"]').waitFor();
    expect((await shownCart(page)).lines).toEqual([[skuOf(0), 5]]);
    await postCart(elsewhere.context, { do: "set", sku: skuOf(0), quantity: "9", saw: "5" });
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await expect.poll(() => shownCart(page)).toEqual({ lines: [[skuOf(0), 9]], badge: 9 });
    await Promise.all([context.close(), elsewhere.context.close()]);
  });
});

describe("storefront A2, A5: answers that come late", () => {
  test("an old answer never takes the place of a newer cart", async () => {
    const { context, page } = await openVisit(browser);
    await filled(context, [1]);
    await page.goto(web("/en/cart"));
    await alive(page);
    const answers = await hold(page, /\/api\/cart/);
    await page.evaluate(() => window.dispatchEvent(new Event("focus")));
    await row(page, skuOf(0)).locator('button[name="to"]').nth(1).click();
    await row(page, skuOf(0)).locator('button[name="to"]').nth(1).click();
    expect((await shownCart(page)).lines).toEqual([[skuOf(0), 3]]);
    await answers.release("last");
    await expect.poll(() => cookieCart(context)).toEqual([{ sku: skuOf(0), quantity: 3 }]);
    await agrees(context, page);
    await context.close();
  });

  test("nothing is asked that is known: a page of the cart asks nothing, an addition and a change once each", async () => {
    const { context, page } = await openVisit(browser);
    await filled(context, [1]);
    const asked = await hold(page, /\/api\/cart/);
    await asked.release();
    await page.goto(web("/en/cart"), { waitUntil: "networkidle" });
    await alive(page);
    expect(asked.count()).toBe(0);
    await row(page, skuOf(0)).locator('button[name="to"]').nth(1).click();
    await expect.poll(async () => (await cookieCart(context))[0]?.quantity).toBe(2);
    await page.waitForLoadState("networkidle");
    expect(asked.count()).toBe(1);
    await page.goto(web(`/en/products/${stock[1]?.slug}?v=${skuOf(1)}`));
    await alive(page);
    await page.locator('form#buy button[type="submit"]').first().click();
    await page.locator("dialog[open] li").nth(1).waitFor();
    await page.waitForLoadState("networkidle");
    expect(asked.count()).toBe(2);
    await context.close();
  });

  test("what was removed can be put back: its line, its place, its quantity; without script too", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { context, page } = await openVisit(browser, { javaScriptEnabled });
      await filled(context, [4, 2]);
      const before = await cookieCart(context);
      await page.goto(web("/en/cart"));
      if (javaScriptEnabled) await alive(page);
      await row(page, skuOf(0)).locator('button[value="0"]').last().click();
      await expect.poll(async () => (await cookieCart(context)).length).toBe(1);
      await page.locator('main form:has(input[value="restore"]) button').click();
      await expect.poll(() => cookieCart(context)).toEqual(before);
      await agrees(context, page).catch((error) => {
        if (javaScriptEnabled) throw error;
      });
      await context.close();
    }
  });

  test("storefront B21: a quantity that is none is refused with a sentence and put back", async () => {
    const { context, page } = await openVisit(browser);
    await filled(context, [2]);
    await page.goto(web("/en/cart"));
    await alive(page);
    const field = row(page, skuOf(0)).locator('input[name="quantity"]');
    for (const typed of ["-1", "", "ab", "1.5", "١"]) {
      await field.fill(typed);
      await page.locator("h1").click();
      await page.locator('main li [role="alert"]').waitFor();
      expect(await field.inputValue(), typed).toBe("2");
      await row(page, skuOf(0)).locator('button[name="to"]').nth(1).click();
      await expect.poll(async () => (await cookieCart(context))[0]?.quantity).toBe(3);
      expect(await page.locator('main li [role="alert"]').count()).toBe(0);
      await row(page, skuOf(0)).locator('button[name="to"]').nth(0).click();
      await expect.poll(async () => (await cookieCart(context))[0]?.quantity).toBe(2);
    }
    for (const typed of ["-1", "", "abc", "100"]) {
      const told = await postCart(context, { do: "set", sku: skuOf(0), quantity: typed });
      expect([typed, told]).toEqual([typed, "/en/cart?notice=quantity"]);
    }
    expect((await cookieCart(context))[0]?.quantity).toBe(2);
    await context.close();
  });

  test("storefront B21: so is one on a product's page, and nothing is added meanwhile", async () => {
    const { context, page } = await openVisit(browser);
    await page.goto(web(`/en/products/${stock[0]?.slug}?v=${skuOf(0)}`));
    await alive(page);
    const field = page.locator('form#buy input[name="quantity"]');
    const max = Number(await field.getAttribute("max"));
    for (const [typed, back] of [
      ["-1", 1],
      ["", 1],
      ["1.5", 1],
      ["0", 1],
      [String(max + 1), max],
    ] as const) {
      await field.fill(typed);
      await page.keyboard.press("Enter");
      await page.locator("h1").click();
      await page.locator('form#buy [role="alert"]').waitFor();
      expect([typed, await field.inputValue()]).toEqual([typed, String(back)]);
      await field.fill("1");
      await page.locator("h1").click();
      await expect.poll(() => page.locator('form#buy [role="alert"]').count()).toBe(0);
    }
    expect(await cookieCart(context)).toEqual([]);
    await context.close();
  });
});
