/** The administration of orders, payments and points in a real browser: plain forms, so most of it without script. */
import { launchBrowser } from "@edgemart/testkit/browser";
import { newMember, system } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDesk, pressInPlace } from "./admin-desk.ts";
import { paidOrder } from "./placed-order.ts";
import { ageProof, awaken, expectGood, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), awaken()]);
});
afterAll(() => browser?.close());

const PLAIN = { javaScriptEnabled: false };
const SKU = "DAL-0001-MOSS";

/** The form of an act, opened where it is closed; the first where a page has several. */
async function opened(page: Page, act: string) {
  const its = page.locator(`form:has(input[name="act"][value="${act}"])`).first();
  if (!(await its.isVisible())) {
    await page.locator(`details:has(input[value="${act}"]) > summary`).first().click();
  }
  return its;
}

/** Fills the form of an act in. */
async function fillIn(page: Page, act: string, fields: Record<string, string>) {
  const its = await opened(page, act);
  for (const [name, value] of Object.entries(fields)) {
    const field = its.locator(`[name="${name}"]`);
    const isChoice = await field.evaluate((each) => each instanceof HTMLSelectElement);
    await (isChoice ? field.selectOption(value) : field.fill(value));
  }
  return its.locator('button[type="submit"]');
}

/** Sends the form of an act. @returns the role of what the page says then: `status` when it was done */
async function send(page: Page, act: string, fields: Record<string, string> = {}) {
  const button = await fillIn(page, act, fields);
  const loaded = page.waitForEvent("load");
  await button.click();
  await loaded;
  return page.locator("#notice").getAttribute("role");
}

describe("orders 42: an administrator", () => {
  test("cancels units in place, with what is typed elsewhere on the page left as it is", async () => {
    const { id } = await paidOrder({ items: [{ sku: SKU, quantity: 2 }] });
    const { context, page, complaints } = await openDesk(browser, `/orders/${id}`);
    await fillIn(page, "goodwill", { reason: "Typed and not sent" });
    const button = await fillIn(page, "cancel-part", { "units.1": "1", reason: "Out of stock" });
    expect(await pressInPlace(page, button)).toBe("status");
    expect(await page.locator("#goodwill-reason").inputValue()).toBe("Typed and not sent");
    expect(await page.locator("tbody tr td:nth-child(4)").first().innerText()).toBe("1");
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe("payments 37: an administrator", () => {
  test("finds the payment of an order with what the gateway was asked, and compares the books", async () => {
    const { id } = await paidOrder();
    const { context, page } = await openDesk(browser, "/payments", PLAIN);
    await page.locator("#payment-q").fill(id);
    await page.locator("main search button").click();
    expect(await page.locator("tbody tr").count()).toBe(1);
    await page.locator("tbody th a").click();
    expect(await page.locator("[aria-labelledby='calls'] tbody tr").count()).toBe(1);
    await page.goto(web("/en/admin/payments/differences"));
    expect(await send(page, "compare")).toBe("status");
    await context.close();
  });
});

describe("points 6: an administrator", () => {
  test("finds a member, gives points, and is asked for the password in the form itself when it is due", async () => {
    const member = await newMember();
    const { context, page } = await openDesk(browser, "/points", PLAIN);
    await page.locator("#points-q").fill(member.email);
    await page.locator("main search button").click();
    await page.locator(`main a[href="/en/admin/points/${member.id}"]`).click();
    expect(await send(page, "adjust", { amount: "1,200", reason: "A late parcel" })).toBe("status");
    expect(await send(page, "adjust", { amount: "-9000", reason: "Too many" })).toBe("alert");
    expect(await page.locator("#adjust-amount").inputValue()).toBe("-9000");
    await ageProof(context);
    // The page was shown before the proof grew old: what was typed comes back, with a field for the password.
    expect(await send(page, "adjust", { amount: "-200", reason: "Corrected" })).toBe("alert");
    expect(await page.locator("#adjust-amount").inputValue()).toBe("-200");
    expect(await send(page, "adjust", { password: "not the password" })).toBe("alert");
    expect(await page.locator("#adjust-reason").inputValue()).toBe("Corrected");
    expect(await send(page, "adjust", { password: system().admin.password })).toBe("status");
    expect(await page.locator('input[name="password"]').count()).toBe(0);
    const amounts = await page.locator("tbody tr td:nth-child(3)").allInnerTexts();
    expect(amounts).toEqual(["-200", "+1,200"]);
    await context.close();
  });
});

describe("orders 53: every page of it", () => {
  test.each([
    ["on a desk", { width: 1440, height: 900 }],
    ["on a phone", { width: 390, height: 844 }],
  ])("is good in both languages and themes %s, its forms open", async (_, viewport) => {
    const [{ id }, member] = await Promise.all([paidOrder(), newMember()]);
    const { context, page } = await openDesk(browser, "/orders", { viewport });
    const paths = [
      ...["/orders", "/orders?q=none-of-them", `/orders/${id}`],
      ...["/payments", "/payments/differences", "/points", `/points/${member.id}`],
    ];
    for (const path of paths.flatMap((each) => [`/ko/admin${each}`, `/en/admin${each}`])) {
      expect((await page.goto(web(path)))?.status(), path).toBe(200);
      await page.evaluate(() => {
        for (const each of document.querySelectorAll("details")) each.open = true;
      });
      await expectGood(page);
    }
    await context.close();
  });
});
