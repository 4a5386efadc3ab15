/** Mailed links in a real browser, read in the local mailbox: a forgotten password, and another address. */

import { launchBrowser, WITHOUT_PICTURES } from "@edgemart/testkit/browser";
import { api, asServer, freshEmail, newMember, PASSWORD, system } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mailedLink, Traffic } from "./mailed-link.ts";
import { awaken, enter, expectGood, openVisit, signInOn, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(WITHOUT_PICTURES), awaken()]);
});
afterAll(() => browser?.close());

const traffic = new Traffic();
const PHONE = { viewport: { width: 390, height: 844 } };
const status = (page: Page) => page.locator('#notice[role="status"]');

describe("identity 15–17, 45, 59: a forgotten password", () => {
  test.each([true, false])(
    "mail, link, new password; with script: %s",
    async (javaScriptEnabled) => {
      const { email } = await newMember();
      const { context, page, complaints } = await openVisit(browser, {
        ...PHONE,
        javaScriptEnabled,
      });
      traffic.watch(page);
      await page.goto(web("/en/login"));
      await page.locator('a[href="/en/forgot"]').click();
      // By script the pages change in place: the sign-in form has such a field too.
      const asking = page.locator('form[action="/api/session/forgot"]');
      await asking.locator('input[name="email"]').fill(email);
      await asking.locator('button[type="submit"]').click();
      await status(page).waitFor();
      if (javaScriptEnabled) await expectGood(page);
      expect(await page.locator(`a[href="${system().urls.mailbox}"]`).count()).toBe(1);
      const link = await mailedLink(email, "reset");
      // Opening a link uses nothing up, with script or without.
      for (const method of ["GET", "HEAD"]) await fetch(link, { method });
      await page.goto(link);
      expect(page.url()).toBe(web("/en/reset"));
      if (javaScriptEnabled) await expectGood(page);
      await page.locator('input[name="newPassword"]').fill("a password from a mail");
      await page.locator('form[action="/api/session/reset"] button[type="submit"]').click();
      await status(page).waitFor();
      await signInOn(page, { email, password: "a password from a mail" }, null);
      await page.goto(link);
      expect(await page.locator('input[name="newPassword"]').count()).toBe(0);
      if (javaScriptEnabled) expect(complaints).toEqual([]);
      await context.close();
    },
  );
});

describe("identity 18–20: another address", () => {
  const SECURITY = "/ko/account/security";

  test("identity 56.34, 35: moved by its member's own session, asked for the password elsewhere, and taken back from the old mailbox", async () => {
    const account = { email: (await newMember()).email, password: PASSWORD };
    const { context, page, complaints } = await openVisit(browser, PHONE);
    traffic.watch(page);
    await enter(page, account, SECURITY);
    const wanted = freshEmail();
    const asking = page.locator('form[action="/api/account/email"]');
    await asking.locator('input[name="newEmail"]').fill(wanted);
    await asking.locator('button[type="submit"]').click();
    await status(page).waitFor();
    const link = await mailedLink(wanted, "email");
    const stranger = await openVisit(browser, { javaScriptEnabled: false });
    const other = stranger.page;
    traffic.watch(other);
    await other.goto(link);
    expect(other.url()).toBe(web("/ko/email"));
    await other.locator('form[action="/api/session/email"] button[type="submit"]').click();
    expect(await other.locator('input[name="password"][aria-invalid="true"]').count()).toBe(1);
    await page.goto(link);
    await expectGood(page);
    expect(await page.locator('input[name="password"]').count()).toBe(0);
    await page.locator('form[action="/api/session/email"] button[type="submit"]').click();
    await page.waitForURL((url) => url.pathname === SECURITY);
    expect(await page.locator('section[aria-labelledby="email"] bdi').innerText()).toBe(wanted);
    const back = await mailedLink(account.email, "email/undo");
    await page.goto(back);
    await expectGood(page);
    await page.locator('form[action="/api/session/email/undo"] button[type="submit"]').click();
    await page.waitForURL((url) => url.pathname === "/ko/login");
    expect(await status(page).count()).toBe(1);
    expect((await asServer("/api/auth/login", account)).status).toBe(401);
    await mailedLink(account.email, "reset");
    await page.goto(back);
    expect(await page.locator('form[action="/api/session/email/undo"]').count()).toBe(0);
    expect([...complaints, ...stranger.complaints]).toEqual([]);
    await Promise.all([context.close(), stranger.context.close()]);
  });
});

describe("identity 13, 59: an address that is not confirmed", () => {
  const SECURITY = "/ko/account/security";
  const asking = 'form[action="/api/account/email/verify"] button[type="submit"]';
  const confirming = 'form[action="/api/session/email"] button[type="submit"]';

  test("identity 13, 56.58: its member's own session confirms it by one click; another browser is asked for the password", async () => {
    const account = { email: (await newMember()).email, password: PASSWORD };
    const { context, page, complaints } = await openVisit(browser, PHONE);
    traffic.watch(page);
    await enter(page, account, SECURITY);
    await page.locator(asking).click();
    await status(page).waitFor({ timeout: 20_000 });
    const link = await mailedLink(account.email, "email");
    const stranger = await openVisit(browser, { javaScriptEnabled: false });
    const other = stranger.page;
    traffic.watch(other);
    await other.goto(link);
    await other.locator(confirming).click();
    expect(await other.locator('input[name="password"][aria-invalid="true"]').count()).toBe(1);
    await page.goto(link);
    expect(page.url()).toBe(web("/ko/email"));
    await expectGood(page);
    expect(await page.locator('main input[name="password"]').count()).toBe(0);
    await page.locator(confirming).click();
    await page.waitForURL((url) => url.pathname === SECURITY, { timeout: 20_000 });
    expect(await status(page).innerText()).toContain("확인");
    expect(await page.locator(asking).count()).toBe(0);
    await other.goto(link);
    expect(await other.locator(confirming).count()).toBe(0);
    expect([...complaints, ...stranger.complaints]).toEqual([]);
    await Promise.all([context.close(), stranger.context.close()]);
  });

  test("identity 13: where no one is signed in its password confirms it, a wrong one costs nothing, and the sign-in form says so", async () => {
    const { accessToken: token, email } = await newMember();
    const asked = await api("/api/auth/email/verify", { token, json: {} });
    expect(asked.status).toBe(202);
    const { context, page } = await openVisit(browser, { javaScriptEnabled: false });
    traffic.watch(page);
    await page.goto(await mailedLink(email, "email"));
    for (const password of ["not the password", PASSWORD]) {
      await page.locator('main input[name="password"]').fill(password);
      await page.locator(confirming).click();
    }
    expect(new URL(page.url()).pathname).toMatch(/^\/(ko|en)\/login$/);
    expect(await status(page).count()).toBe(1);
    const me = await api("/api/members/me", { token });
    expect(await me.json()).toMatchObject({ emailVerified: true });
    await context.close();
  });
});

test("identity 3, 56.26: no token of a mailed link is in a log, an answer or a referrer", async () => {
  const { found, tokens, answers, lines } = await traffic.search();
  expect(found).toEqual([]);
  expect(tokens).toBeGreaterThanOrEqual(5);
  expect(Math.min(answers, lines)).toBeGreaterThan(100);
});
