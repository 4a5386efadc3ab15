/** An administrator's second factor in a real browser: asked for, enrolled by another's code, proved again. */
import { codeAt } from "@edgemart/testkit/authenticator-app";
import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { freshCode } from "@edgemart/testkit/second-factor";
import {
  adminToken,
  api,
  newAdminAccount,
  newMember,
  PASSWORD,
  system,
} from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { factorEn } from "../../web/src/messages/factor.en.ts";
import { addAuthenticator } from "./virtual-authenticator.ts";
import { awaken, enter, expectGood, forgetFactor, openVisit, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

const PLAIN = { javaScriptEnabled: false, viewport: { width: 1440, height: 900 } };
const ADMIN = "/en/admin/members";
const pathOf = (page: Page) => new URL(page.url()).pathname;
const send = async (page: Page, button: string) => {
  const loaded = page.waitForEvent("load");
  await page.locator(`main ${button}`).first().click();
  await loaded;
};
const notice = (page: Page) => page.locator("#notice").getAttribute("role");

describe("identity 46, 50", () => {
  test("identity 56.46: a password alone opens no page of the administration and enrols nothing; another's code does", async () => {
    const { id, email } = await newMember();
    const token = await adminToken();
    await api(`/api/members/${id}/role`, { method: "PUT", json: { role: "admin" }, token });
    const own = await openVisit(browser, PLAIN);
    const { page } = own;
    await enter(page, { email, password: PASSWORD }, ADMIN);
    expect(pathOf(page)).toBe("/en/login/code");
    expect(await page.locator("main form").count()).toBe(0);
    await page.locator("main a.button").click();
    expect(pathOf(page)).toBe("/en/account/security");

    const desk = await openVisit(browser, PLAIN);
    await enter(desk.page, system().admin, `${ADMIN}/${id}`);
    await send(desk.page, 'button[name="act"][value="mfa-link"]');
    const enrolment = await desk.page.locator("#notice input").inputValue();
    expect(enrolment).toMatch(/^[\w-]{43}$/);
    await desk.page.reload();
    expect(await desk.page.locator("#notice").count()).toBe(0);

    await send(page, 'form:has(input[value="set_up"]) button');
    const secret = (await page.locator("main code").first().innerText()).replaceAll(" ", "");
    const confirm = async (code: string) => {
      await page.fill('input[name="code"]', codeAt(secret, Date.now()));
      await page.fill('input[name="enrolToken"]', code);
      await send(page, 'form:has(input[value="confirm"]) button[type="submit"]');
      return notice(page);
    };
    expect(await confirm(`${enrolment.slice(1)}A`)).toBe("alert");
    expect(await confirm(enrolment)).toBe("status");
    await page.goto(web(ADMIN));
    expect(pathOf(page)).toBe(ADMIN);

    // The phone is lost: another administrator takes its factor away.
    await send(desk.page, 'button[name="act"][value="mfa-reset"]');
    expect(await notice(desk.page)).toBe("status");
    await page.context().clearCookies();
    await enter(page, { email, password: PASSWORD }, ADMIN);
    expect(pathOf(page)).toBe("/en/login/code");
    expect(await page.locator("main form").count()).toBe(0);
    await Promise.all([own.context.close(), desk.context.close()]);
  });

  test("identity 47: who is signed in without it is asked once, and comes to the page that was wanted", async () => {
    const { context, page } = await openVisit(browser, { ...PLAIN, javaScriptEnabled: true });
    await enter(page, system().admin);
    await forgetFactor(context);
    await page.goto(web(`${ADMIN}?role=admin`));
    expect(pathOf(page)).toBe("/en/login/code");
    await expectGood(page);
    // Who has one way alone hears that it is one too few.
    expect(await page.locator("main").innerText()).toContain(factorEn.code.oneFactor);
    await page.fill('input[name="code"]', "000000");
    await send(page, 'form[action="/api/account/step-up"] button[type="submit"]');
    expect(await notice(page)).toBe("alert");
    await page.fill('input[name="code"]', await freshCode(system().admin, system().adminUrl));
    await send(page, 'form[action="/api/account/step-up"] button[type="submit"]');
    expect(page.url()).toBe(web(`${ADMIN}?role=admin`));
    await context.close();
  });

  test("identity 46, 47: a passkey is proof enough, where there is script", async () => {
    const account = await newAdminAccount();
    const { context, page } = await openVisit(browser, { viewport: PLAIN.viewport });
    await addAuthenticator(page);
    await enter(page, account, "/en/account/security");
    const alone = page.locator("main p", { hasText: factorEn.list.one });
    expect(await alone.count()).toBe(1);
    await page.locator("main button.quiet", { hasText: "Add a passkey" }).click();
    await page.locator('#notice[role="status"]').waitFor();
    expect(await alone.count()).toBe(0);
    await forgetFactor(context);
    await page.goto(web(ADMIN));
    expect(pathOf(page)).toBe("/en/login/code");
    await page.locator("main button.quiet", { hasText: "Confirm with a passkey" }).click();
    await page.waitForURL(web(ADMIN));
    await context.close();
  });
});
