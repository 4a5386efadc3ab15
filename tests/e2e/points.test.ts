/** A member buys points, has them paid back, and uses them at the checkout. */
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { api, newMember, PASSWORD } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fillCart, heading, order, orderUrl, PHONE, pay, toPaymentPage } from "./buying.ts";
import { expectGood, openVisit, signInOn, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser(WITHOUT_PICTURES);
});
afterAll(() => browser?.close());

const WAYS = [
  ["with script", true],
  ["without script", false],
] as const;
const POINTS = web("/en/account/points");

async function signedIn(javaScriptEnabled: boolean, viewport = PHONE.viewport) {
  const { email, accessToken: token } = await newMember();
  const visit = await openVisit(browser, { viewport, javaScriptEnabled });
  await signInOn(visit.page, { email, password: PASSWORD });
  const available = async () =>
    ((await (await api("/api/points/balance", { token })).json()) as { available: number })
      .available;
  return { ...visit, available };
}

/** Buys points as far as the payment page. */
async function toCharge(page: Page, amount: string): Promise<void> {
  await page.goto(POINTS);
  await page.locator('main input[name="amount"]').fill(amount);
  await page.locator('form[action="/api/points/charge"] button').click();
}

describe("points 3, 23: points are bought on the page of points", () => {
  test.each(WAYS)("%s: paid at the payment page, there on return", async (_, isScripted) => {
    const { context, page, available } = await signedIn(isScripted);
    await toCharge(page, "500");
    await page.locator('#notice[role="alert"]').waitFor();
    expect(await page.locator('main input[name="amount"]').inputValue()).toBe("500");
    if (isScripted) await expectGood(page);
    await toCharge(page, "20,000");
    await page.locator('button[name="outcome"][value="pay"]').waitFor();
    await pay(page);
    await page.waitForURL(POINTS);
    await page.locator('#notice[role="status"]').waitFor();
    expect(await available()).toBe(20_000);
    if (isScripted) await expectGood(page);
    await context.close();
  });

  test("a return that is loaded 20 times is one charge", async () => {
    const { context, page, available } = await signedIn(true);
    let back = "";
    page.on("request", (request) => {
      if (/\/account\/points\/return\?.*paymentKey=/.test(request.url())) back = request.url();
    });
    await toCharge(page, "3000");
    await pay(page);
    await page.waitForURL(POINTS);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => context.request.get(back, { maxRedirects: 0 })),
    );
    expect(answers.map((answer) => answer.status())).toEqual(Array(20).fill(303));
    expect(await available()).toBe(3_000);
    await context.close();
  });

  test("a payment that was cancelled says so, and nothing is charged", async () => {
    const { context, page, available } = await signedIn(false);
    await toCharge(page, "3000");
    await pay(page, "cancel");
    await page.waitForURL(POINTS);
    await page.locator('#notice[role="alert"]', { hasText: "Nothing was charged" }).waitFor();
    expect(await available()).toBe(0);
    await context.close();
  });

  test("a return without a session asks to sign in first, and then completes the charge", async () => {
    const { email } = await newMember();
    const { context, page } = await openVisit(browser, { javaScriptEnabled: false });
    await signInOn(page, { email, password: PASSWORD });
    await toCharge(page, "3000");
    const session = await context.cookies();
    await context.clearCookies();
    await pay(page);
    await page.waitForURL(/\/en\/login\?return=/);
    expect(session.length).toBeGreaterThan(0);
    await signInOn(page, { email, password: PASSWORD }, null);
    await page.waitForURL(POINTS);
    await page.locator('#notice[role="status"]').waitFor();
    await context.close();
  });
});

describe("points 4: bought points are paid back", () => {
  test.each(WAYS)("%s: while none of them is used", async (_, isScripted) => {
    const { context, page, available } = await signedIn(isScripted);
    await toCharge(page, "5000");
    await pay(page);
    await page.waitForURL(POINTS);
    await page.locator("summary", { hasText: "Return" }).click();
    if (isScripted) await expectGood(page);
    await page.locator('form[action="/api/points/refund"] button').click();
    await page.locator('#notice[role="status"]').waitFor();
    expect(await available()).toBe(0);
    expect(await page.locator('form[action="/api/points/refund"]').count()).toBe(0);
    await context.close();
  });
});

describe("points 23: all points are used with one press", () => {
  test.each(WAYS)("%s: what stays is said, and the rest is paid by card", async (_, isScripted) => {
    const { context, page, available } = await signedIn(isScripted);
    await toCharge(page, "5000");
    await pay(page);
    await page.waitForURL(POINTS);
    await fillCart(context);
    const id = await order(page);
    await page.locator('input[name="instrument"][value="easy_pay"]').check();
    await page.locator('button[name="do"][value="all_points"]').click();
    await page.waitForURL(/#notice$/);
    expect(await page.locator('input[name="pointUsed"]').inputValue()).toBe("5000");
    expect(await page.locator('input[value="easy_pay"]').isChecked()).toBe(true);
    expect(await page.locator("#notice").innerText()).toContain("0 points stay");
    if (isScripted) await expectGood(page);
    await toPaymentPage(page);
    await pay(page);
    await page.waitForURL(orderUrl(id));
    expect(await heading(page)).toBe("Paid");
    expect(await available()).toBe(0);
    await context.close();
  });

  test("Enter in the field pays and fills nothing in", async () => {
    const { context, page } = await signedIn(true);
    await toCharge(page, "5000");
    await pay(page);
    await page.waitForURL(POINTS);
    await fillCart(context);
    await order(page);
    await page.locator('input[name="pointUsed"]').fill("100");
    await page.locator('input[name="pointUsed"]').press("Enter");
    await page.locator('#notice[role="alert"]').waitFor();
    expect(await page.locator('input[name="pointUsed"]').inputValue()).toBe("100");
    await context.close();
  });
});
