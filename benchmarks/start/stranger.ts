/** A stranger without an account, in a browser that has never been here: from the home page to the first paid order. */
import { launchBrowser } from "@edgemart/testkit/browser";
import type { Page } from "playwright-core";

/** Milliseconds between two keys of someone who types fast. */
const TYPING_MS = 40;

const ADDRESS = {
  name: "Mina Kim",
  phone: "010-1234-5678",
  email: "stranger@example.com",
  postcode: "04766",
  line1: "12 Garam-gil, Seongdong-gu, Seoul",
};

/** Buys the first thing on the home page. @returns seconds until the order's page said that it is paid */
export async function strangerBuys(web: string): Promise<number> {
  const browser = await launchBrowser();
  try {
    const page = await (await browser.newContext()).newPage();
    const foreign: string[] = [];
    page.on("request", (request) => {
      if (!/^(https?:\/\/(localhost|127\.0\.0\.1)|data:|blob:)/.test(request.url()))
        foreign.push(request.url());
    });
    const begun = performance.now();
    await buys(page, web);
    const seconds = (performance.now() - begun) / 1000;
    if (foreign.length > 0) throw new Error(`the network was asked: ${foreign.join(", ")}`);
    return seconds;
  } finally {
    await browser.close();
  }
}

async function buys(page: Page, web: string): Promise<void> {
  await page.goto(`${web}/en`);
  await page.locator('main a[href^="/en/products/"]').first().click();
  await page.waitForURL(/\/en\/products\/[a-z0-9-]+/);
  await page.locator('#buy button[type="submit"]').first().click();
  await page
    .locator('[role="dialog"] a[href="/en/checkout"], dialog a[href="/en/checkout"]')
    .click();
  await page.waitForURL(/\/en\/checkout$/);
  for (const [name, text] of Object.entries(ADDRESS)) {
    const field = page.locator(`main input[name="${name}"]`);
    await field.pressSequentially(text, { delay: TYPING_MS });
  }
  await page.locator('form[action="/api/checkout/place"] button:not([name])').click();
  await page.waitForURL(/\/checkout\/ord_[a-z0-9]+$/);
  await page.locator('input[name="agree"]').check();
  await page.locator('form[action="/api/checkout/pay"] button:not([name])').click();
  await page.locator('button[name="outcome"][value="pay"]').click();
  await page.waitForURL(/\/en\/orders\/ord_/);
  const said = await page.locator("h1").innerText();
  if (said !== "Paid") throw new Error(`the order's page says ${said}`);
}
