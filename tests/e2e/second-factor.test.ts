/** The second factor in a real browser: scanned, confirmed, asked after the password, replaced by a recovery code, turned off. */

import { codeAt } from "@edgemart/testkit/authenticator-app";
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { api, newMember, PASSWORD } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { factorEn } from "../../web/src/messages/factor.en.ts";
import { factorKo } from "../../web/src/messages/factor.ko.ts";
import { awaken, enter, expectGood, forgetFactor, openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

const SECURITY = "/en/account/security";
const PART = 'section[aria-labelledby="second-factor"]';
const said = async (page: Page, role: "status" | "alert") => {
  const notice = page.locator(`#notice[role="${role}"]`);
  await notice.waitFor();
  return notice.innerText();
};
const press = (page: Page, text: string) => page.getByRole("button", { name: text }).click();

/** Signs in as far as the question for the second factor. */
async function toCode(page: Page, email: string): Promise<void> {
  await page.goto(web(`/en/login?return=${encodeURIComponent(SECURITY)}`));
  await page.fill('input[name="email"]', email);
  await page.fill('input[name="password"]', PASSWORD);
  await page.locator('form[action="/api/session/login"] button[type="submit"]').click();
  await page.waitForURL(/\/en\/login\/code/);
}

describe.each([true, false])("identity 47–49, script %s", (javaScriptEnabled) => {
  // axe is a script of the page.
  const judge = (page: Page) => (javaScriptEnabled ? expectGood(page) : Promise.resolve());

  test("a member turns it on, is asked for it, loses the phone, and turns it off", async () => {
    const { email } = await newMember();
    const { context, page, complaints } = await openVisit(browser, { javaScriptEnabled });
    await enter(page, { email, password: PASSWORD }, SECURITY);

    await press(page, "Turn on two-step verification");
    expect(await said(page, "status")).toContain("enter a code");
    expect(await page.locator(`${PART} svg[role="img"]`).count()).toBe(1);
    await judge(page);
    const secret = (await page.locator(`${PART} code`).innerText()).replaceAll(" ", "");
    const field = page.locator(`${PART} input[name="code"]`);
    await field.fill("000000");
    await press(page, "Confirm and turn on");
    expect(await said(page, "alert")).toContain("not right");
    // A wrong code costs nothing of what was scanned.
    expect((await page.locator(`${PART} code`).innerText()).replaceAll(" ", "")).toBe(secret);
    const used = codeAt(secret, Date.now());
    await field.fill(used);
    await press(page, "Confirm and turn on");
    expect(await said(page, "status")).toContain("Two-step verification is on");
    const codes = await page.locator(`${PART} li code`).allInnerTexts();
    expect(codes).toHaveLength(10);
    await judge(page);

    await context.clearCookies();
    await toCode(page, email);
    await judge(page);
    await page.fill('input[name="code"]', used);
    await press(page, "Confirm");
    // The code that enrolled is used up, whatever the time is by now.
    expect(await said(page, "alert")).toContain("not right");
    await judge(page);
    await page.locator("summary", { hasText: "Don't have your phone?" }).click();
    await page.fill('input[name="recoveryCode"]', codes[0] ?? "");
    await press(page, "Log in with a recovery code");
    await page.waitForURL(web(SECURITY));
    expect(await page.locator(PART).innerText()).toContain("9 recovery codes left");
    const held = (await context.cookies()).map(({ name }) => name);
    expect(held).toContain("__Host-Http-rt");
    expect(held).not.toContain("__Host-Http-mfa");

    await page.locator(`${PART} summary`, { hasText: "Turn off" }).click();
    await page.locator(`${PART} #offCode`).fill(codes[1] ?? "");
    await press(page, "Turn it off");
    expect(await said(page, "status")).toBe("Two-step verification is off.");
    expect(complaints).toEqual([]);
    await context.close();
  });
});

describe("identity 46, 47: what /login/code says to a member, in both languages", () => {
  const WORDS = { ko: factorKo.code, en: factorEn.code };
  type Word = keyof typeof WORDS.ko;
  /** Of every sentence that belongs to one state alone. */
  const SENTENCES = [
    ...(["intro", "introPasskey", "introStepUp", "none", "noneMember", "oneFactor"] as const),
    ...(["recovery", "recoveryAgain", "support", "supportPasskey", "again"] as const),
  ];
  /** Which of them the page shows, the same in both languages. */
  async function shown(page: Page): Promise<Word[]> {
    const seen: Word[][] = [];
    for (const lang of ["ko", "en"] as const) {
      await page.goto(web(`/${lang}/login/code`));
      const text = await page.locator("main").innerText();
      seen.push(SENTENCES.filter((word) => text.includes(String(WORDS[lang][word]))));
    }
    expect(seen[0]).toEqual(seen[1]);
    return seen[0] ?? [];
  }

  test("without a factor where to turn it on, after the password each way out, signed in how to go on; nothing of the administration", async () => {
    const { accessToken: token, email } = await newMember();
    const { context, page } = await openVisit(browser, { javaScriptEnabled: false });
    const account = { email, password: PASSWORD };
    await enter(page, account);
    expect(await shown(page)).toEqual(["noneMember"]);
    expect(await page.locator('main a.button[href="/en/account/security"]').count()).toBe(1);

    const setup = await api("/api/auth/totp/setup", { token, json: {} });
    const { secret: totpSecret } = (await setup.json()) as { secret: string };
    const json = { code: codeAt(totpSecret, Date.now()) };
    expect((await api("/api/auth/totp", { token, json })).status).toBe(201);
    await context.clearCookies();
    await toCode(page, email);
    expect(await shown(page)).toEqual(["intro", "recovery", "support", "again"]);

    await enter(page, { ...account, totpSecret });
    await forgetFactor(context);
    expect(await shown(page)).toEqual(["intro", "recoveryAgain", "support"]);
    await page.locator('main a[href="/en/login"]').click();
    expect(await page.locator('main input[name="password"]').count()).toBe(1);
    await context.close();
  });
});
