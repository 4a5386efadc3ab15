/** Mailed links in a real browser, read in the local mailbox: a forgotten password. */

import { launchBrowser } from "@edgemart/testkit/browser";
import { newMember, system } from "@edgemart/testkit/system";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { awaken, expectGood, openVisit, signInOn, web } from "./visit.ts";

let browser: Browser;
beforeAll(async () => {
  [browser] = await Promise.all([launchBrowser(), awaken()]);
});
afterAll(() => browser?.close());

const PHONE = { viewport: { width: 390, height: 844 } };
const status = (page: Page) => page.locator('#notice[role="status"]');

/** The newest link to a page of the shop that an address was mailed. */
async function mailedLink(address: string, linkPage: string): Promise<string> {
  const path = `/api/mails?to=${encodeURIComponent(address)}`;
  return vi.waitFor(
    async () => {
      const answer = await fetch(`${system().urls.mailbox}${path}`);
      const { mails } = (await answer.json()) as { mails: { text: string }[] };
      const texts = mails.map(({ text }) => text).join("\n");
      const link = texts
        .match(/https?:\/\/\S+\?token=\S+/g)
        ?.find((each) => each.includes(`/${linkPage}?`));
      if (!link) throw new Error("no such mail");
      return link;
    },
    { timeout: 60_000, interval: 250 },
  );
}

describe("identity 15–17, 59: a forgotten password", () => {
  test.each([true, false])(
    "mail, link, new password; with script: %s",
    async (javaScriptEnabled) => {
      const { email } = await newMember();
      const { context, page, complaints } = await openVisit(browser, {
        ...PHONE,
        javaScriptEnabled,
      });
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
