/** The administration of orders, payments and points in a real browser: plain forms, so most of it without script. */
import { launchBrowser } from "@edgemart/testkit/browser";
import { newMember, system } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDesk } from "./admin-desk.ts";
import { ageProof, awaken, expectGood, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), awaken()]);
});
afterAll(() => browser?.close());

const PLAIN = { javaScriptEnabled: false };
const form = (page: Page, act: string) =>
  page.locator(`form:has(input[name="act"][value="${act}"])`);

/** Sends the small form of an act, opened where it is closed. */
async function send(
  page: Page,
  act: string,
  fields: Record<string, string>,
): Promise<string | null> {
  const its = form(page, act).first();
  if (!(await its.isVisible()))
    await page.locator(`details:has(input[value="${act}"]) > summary`).first().click();
  for (const [name, value] of Object.entries(fields))
    await its.locator(`[name="${name}"]`).fill(value);
  await its.locator('button[type="submit"]').click();
  await page.waitForLoadState("load");
  await page.locator("#notice").waitFor();
  return page.locator("#notice").getAttribute("role");
}

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

  test("sees a page that is good in both languages and themes, on a phone too", async () => {
    const member = await newMember();
    const { context, page } = await openDesk(browser, `/points/${member.id}`, {
      viewport: { width: 390, height: 844 },
    });
    await expectGood(page);
    await page.goto(web(`/ko/admin/points/${member.id}`));
    await expectGood(page);
    await context.close();
  });
});
